"""The words of a document that somebody sent, paragraph by paragraph."""

import io
import zipfile

import pytest

from alongside.methods import manuscripts
from tests.documents import PDF, docx, zipped


def with_part(container, name, content):
    """Return a container with one more part in it."""
    with zipfile.ZipFile(io.BytesIO(container)) as file:
        return zipped({one: file.read(one) for one in file.namelist()} | {name: content})


def test_words_and_plain_text_are_read():
    assert manuscripts.read(docx("A letter")) == "A letter"
    assert manuscripts.read("Café.\n\nTea.".encode()) == "Café.\n\nTea."


def test_a_pdf_says_what_to_send_instead():
    with pytest.raises(manuscripts.NotWords, match="Send the Word document or plain text"):
        manuscripts.read(PDF)


@pytest.mark.parametrize("name", ["word/more.xml", "word/media/more.png"])
def test_what_unpacks_to_too_much_is_refused_whatever_it_is_called(name, monkeypatch):
    monkeypatch.setattr(manuscripts, "MOST_UNPACKED", 1_000_000)
    assert manuscripts.read(with_part(docx(), name, bytes(1000)))
    with pytest.raises(manuscripts.NotWords, match="too large to be compared"):
        manuscripts.read(with_part(docx(), name, bytes(2_000_000)))
