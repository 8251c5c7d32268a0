"""A document is kept as it was sent, and leaves only as a download, to whoever may have it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.template import Context, Template

from alongside.files import actions, queries, receiving, showing, store, tasks
from alongside.files.forms import DocumentField
from alongside.files.models import File
from alongside.methods import attached, pictures
from alongside.methods.attached import Document
from alongside.methods.pictures import Picture
from tests.documents import PDF, docx
from tests.pictures import png


def add(cast, now, content=PDF, **more):
    given = {"organisation": cast.here, "name": "Notes.exe", "text": "Notes of Monday", "now": now}
    return actions.add_document(document=attached.read(content), **given | more)


def test_a_document_is_kept_as_it_was_sent_under_a_code(cast, now, tmp_path):
    file = add(cast, now)
    assert (file.kind, file.ending, file.width, file.size) == ("document", "pdf", None, len(PDF))
    there = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*-*")]
    assert there == [f"{file.code[:2]}/{file.code}-sent"]
    assert store.read(file.code, "sent") == PDF
    assert not queries.pictures(cast.here).exists()
    assert queries.own_codes(cast.here, [file.code]) == set()


def test_without_words_its_name_says_what_it_is(cast, now):
    assert str(add(cast, now, text="")) == "Notes.exe"
    assert str(add(cast, now, text="", name="")) == "PDF document"


def test_it_goes_out_as_a_download_and_nothing_in_it_can_run(cast, now, sign_in):
    file = add(cast, now, name="Caf\u00e9 \u202e<b>/notes.exe")
    answer = sign_in(cast.david).get(f"/document/{file.code}/")
    assert (answer.status_code, answer.content) == (200, PDF)
    names = ("Content-Type", "Content-Disposition", "Content-Security-Policy", "Cache-Control")
    assert [answer[name] for name in names] == [
        "application/pdf",
        "attachment; filename*=utf-8''Caf%C3%A9%20_b__notes.pdf",
        "default-src 'none'; sandbox",
        "private, no-cache",
    ]
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("", "document.pdf"),
        ("...", "document.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("tea", "tea.pdf"),
        ("a" * 300 + ".html", "a" * 100 + ".pdf"),
        ('"; filename=x.exe', "_; filename=x.pdf"),
    ],
)
def test_its_name_ends_as_what_it_is(cast, now, name, kept_as):
    assert showing.name(add(cast, now, name=name)) == kept_as


def test_it_is_for_staff_of_its_organisation_whatever_uses_it(cast, now, client, sign_in):
    file = add(cast, now)
    codes = [file.code]
    actions.use(organisation=cast.here, by="x", codes=codes, what="x", public=True, now=now)
    where = f"/document/{file.code}/"
    assert client.get(where).status_code == 404
    assert sign_in(cast.amira).get(where).status_code == 200
    assert sign_in(cast.bola).get(where).status_code == 404
    assert sign_in(cast.chidi).get(where).status_code == 404
    assert sign_in(cast.amira).get(f"/picture/{file.code}/").status_code == 404


def test_what_is_guarded_has_no_address_of_its_own(cast, now, sign_in):
    client = sign_in(cast.amira)
    document = add(cast, now, origin="wave:1", guarded=True)
    picture = actions.add_received(
        received=pictures.read(png()),
        organisation=cast.here,
        name="",
        text="Tea",
        origin="wave:1",
        guarded=True,
        now=now,
    )
    codes = [document.code, picture.code]
    actions.use(organisation=cast.here, by="x", codes=codes, what="x", public=True, now=now)
    assert client.get(f"/document/{document.code}/").status_code == 404
    assert client.get(f"/picture/{picture.code}/").status_code == 404
    answer = showing.answer(picture)
    assert answer["Content-Disposition"] == 'attachment; filename="picture.webp"'
    assert answer.content == store.read(picture.code, "large")


def test_one_of_the_organisations_own_is_never_guarded(cast, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        add(cast, now, guarded=True)


def test_what_nothing_uses_goes_row_and_bytes(cast, now):
    file = add(cast, now, origin="wave:1", guarded=True)
    assert tasks.due(now + timedelta(days=8)) == 1
    assert not File.objects.exists()
    assert store.read(file.code, "sent") is None


def test_killed_while_it_is_kept_nothing_is_left(cast, now, monkeypatch):
    def killed(code, size, content):
        real(code, size, content)
        raise KeyboardInterrupt

    real = store.write
    monkeypatch.setattr(store, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        add(cast, now)
    file = File.objects.get()
    assert (file.there, queries.by_code(file.code)) == (False, None)
    assert tasks.due(now + timedelta(days=1)) == 1
    assert store.read(file.code, "sent") is None


def shown(code, **more):
    page = Template("{% load files %}{% attached code href %}")
    return " ".join(page.render(Context({"code": code} | more)).split())


def test_a_page_says_what_it_is_and_how_large(cast, now):
    file = add(cast, now, name="<Notes>.pdf")
    assert shown(file.code) == (
        f'<span class="attached"><a href="/document/{file.code}/" download>&lt;Notes&gt;.pdf</a> '
        '<span class="soft">(PDF document, 63 bytes)</span></span>'
    )
    guarded = add(cast, now, origin="wave:1", guarded=True)
    assert "<a" not in shown(guarded.code)
    assert '<a href="/here/" download>Notes.exe</a>' in shown(guarded.code, href="/here/")
    assert shown("NOSUCHCODE") == (
        '<span class="soft">A file was here. It is not kept any more.</span>'
    )


def upload(content, name="x"):
    return SimpleUploadedFile(name, content)


def test_a_field_takes_a_picture_or_a_document_by_its_content():
    found, name = DocumentField().clean(upload(png(), "tea.pdf"))
    assert (type(found), name) == (Picture, "tea.pdf")
    found, _ = DocumentField().clean(upload(docx(), "tea.png"))
    assert (type(found), found.ending) == (Document, "docx")


def why_not(content, **kinds):
    with pytest.raises(receiving.NotKept) as refused:
        receiving.received(upload(content), **kinds)
    return str(refused.value)


def test_what_is_not_taken_is_said():
    assert why_not(png(), pictures_too=False) == (
        "This is a picture. Choose a document: PDF, Word, Excel, OpenDocument, CSV or plain text."
    )
    assert why_not(PDF, documents_too=False) == (
        "This is not a picture that we can read. Choose a JPEG, PNG, WebP or GIF."
    )
    assert why_not(b"\n<svg xmlns='x'/>").startswith("SVG drawings can hold programs")
    assert why_not(b"\x00\x00\x00\x18ftypheic").startswith("This kind of picture (HEIC")


def test_what_is_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(attached, "read", lambda content: 1 / 0)
    assert why_not(b"%PDF-" + bytes(10_300_000)) == (
        "The document is 10.3 MB; it can be up to 10 MB."
    )
