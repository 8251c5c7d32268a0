"""Setting words on pages: tagged PDF (PDF/UA-1) by typst, from a template and plain data.

Texts reach typst as JSON data and never as markup. typst itself refuses to write a file that
breaks PDF/UA-1, such as one with a missing character or a heading level left out.
"""

import datetime
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from alongside.methods.documents.showable import characters, showable
from alongside.methods.documents.words import clean

FONTS = Path(__file__).parents[1] / "fonts"

type Json = dict[str, Any]


class FontsMissing(FileNotFoundError):
    """The fonts for PDF were not made; the message says what to run."""


class Typesetter:
    """The fonts there are, and the words set in them. `replaced` says whether any writing had to be
    replaced by words in square brackets, because no font has it.

    Raises FontsMissing when set-up did not make the fonts: there is no fallback to another face.
    """

    def __init__(self) -> None:
        self.files = _font_files(FONTS)
        self.fonts = characters(self.files)
        self.replaced = False

    def text(self, text: str) -> str:
        """Return a text that the fonts can show."""
        text = clean(text)
        shown = showable(text, self.fonts)
        self.replaced = self.replaced or shown.count("[") > text.count("[")
        return shown

    def set(self, template: Path, data: Json, made: datetime.date | None = None) -> bytes:
        """Return the PDF that a template makes of the data. The same data give the same bytes."""
        day = made or datetime.date(1980, 1, 1)
        return typst.compile(
            template.read_bytes(),
            format="pdf",
            font_paths=_fonts(self.files),
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            sys_inputs={"document": json.dumps(data | {"faces": _families(self.files)})},
            timestamp=datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC),
        )


def language_and_region(language: str) -> Json:
    """Return a language as typst wants it said.

    >>> language_and_region("pt-BR")
    {'language': 'pt', 'region': 'BR'}
    """
    language, _, region = language.partition("-")
    return {"language": language, "region": region if len(region) == 2 else None}


def _font_files(folder: Path) -> tuple[Path, ...]:
    files = tuple(sorted(folder.glob("*.ttf")))
    if not files or not {"Alongside Latin", "Alongside Latin Ext"} <= set(_families(files)):
        raise FontsMissing("The fonts for PDF are missing. Run `make setup`, which makes them.")
    return files


@lru_cache(maxsize=4)
def _fonts(files: tuple[Path, ...]) -> typst.Fonts:
    """Return the fonts of the folder of the files and no others. typst reads folders only, and
    sets a text in a font it does not find as nothing at all, without an error."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[files[0].parent]
    )


def _families(files: tuple[Path, ...]) -> list[str]:
    """Return the families in the order of their files, which is the order they are tried in."""
    fonts = sorted(_fonts(files).fonts(), key=lambda font: font.path or "")
    return list(dict.fromkeys(font.family for font in fonts))
