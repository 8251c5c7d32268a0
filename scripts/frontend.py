"""Put what npm installed where the product reads it: scripts, style and fonts.

Run by `make setup`, after `npm ci`:

    python scripts/frontend.py

It copies scripts and web fonts into `src/alongside/web/static/vendor/`, turns fonts into the
TrueType files that PDF reports are set in, under `src/alongside/methods/fonts/`, and puts symbols
into one file in `src/alongside/methods/symbols/`. Git ignores all of it. Running it again does
nothing while the sources are the same.
"""

import hashlib
import io
import json
import re
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src" / "alongside" / "web" / "static" / "vendor"
FONTS = ROOT / "src" / "alongside" / "methods" / "fonts"
SYMBOLS = ROOT / "src" / "alongside" / "methods" / "symbols" / "openmoji.zip"

FACE = "@fontsource-variable/atkinson-hyperlegible-next"
COPIES = (
    "htmx.org/dist/htmx.min.js",
    f"{FACE}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    f"{FACE}/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
)
LICENCES = {
    "htmx.org/LICENSE": "htmx.LICENSE",
    f"{FACE}/LICENSE": "atkinson-hyperlegible-next.LICENSE",
}


class NotInstalled(Exception):
    """A front-end package is missing; the message says which and what to run."""


@dataclass(frozen=True)
class Face:
    """A font made for PDF: `source` in node_modules becomes `name`.ttf of the family `family`.

    `order` in the name sorts the fonts: a PDF takes the first that has the character.
    A face that is not `needed` is left out when its package is not installed.
    """

    name: str
    family: str
    weight: int
    source: str
    licence: str
    needed: bool = True


def _atkinson(subset: str, family: str, order: int) -> tuple[Face, ...]:
    package = "@fontsource/atkinson-hyperlegible-next"
    return tuple(
        Face(
            f"{order}-{subset}-{weight}",
            family,
            weight,
            f"{package}/files/atkinson-hyperlegible-next-{subset}-{weight}-normal.woff2",
            f"{package}/LICENSE",
        )
        for weight in (400, 700, 800)
    )


def _noto(script: str, order: int) -> Face:
    package = f"@fontsource/noto-sans-{script}"
    return Face(
        f"{order}-{script}-400",
        f"Alongside {script.title()}",
        400,
        f"{package}/files/noto-sans-{script}-{script}-400-normal.woff2",
        f"{package}/LICENSE",
        needed=False,
    )


FACES = (
    *_atkinson("latin", "Alongside Latin", 1),
    *_atkinson("latin-ext", "Alongside Latin Ext", 2),
    _noto("arabic", 3),
    _noto("bengali", 4),
    _noto("gurmukhi", 5),
    _noto("gujarati", 6),
    Face(
        "9-every-400",
        "Alongside Every",
        400,
        "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
        "dejavu-fonts-ttf/LICENSE",
        needed=False,
    ),
)


def main() -> int:
    """Copy and make everything; print one line for each folder. Return the exit code."""
    try:
        copied = copy_assets()
        made = make_fonts()
        drawn = gather_symbols()
    except NotInstalled as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"front end: {copied} of {len(COPIES) + len(LICENCES)} files copied, the rest up to date")
    print(f"fonts for PDF: {made} made, the rest up to date")
    print(f"symbols: {drawn}")
    return 0


def copy_assets(modules: Path = MODULES, vendor: Path = VENDOR) -> int:
    """Copy scripts, web fonts and their licences into `vendor`. Return how many were written."""
    targets = {source: Path(source).name for source in COPIES} | LICENCES
    vendor.mkdir(parents=True, exist_ok=True)
    return sum(
        _write(vendor / name, _without_map(_read(modules, source), name))
        for source, name in targets.items()
    )


def make_fonts(modules: Path = MODULES, fonts: Path = FONTS) -> int:
    """Make a TrueType file of each face into `fonts`. Return how many were made.

    Each name holds a hash of what it was made from: an update of the package makes new files and
    the old ones go.
    """
    fonts.mkdir(parents=True, exist_ok=True)
    made, kept = 0, set()
    for face in FACES:
        if not face.needed and not (modules / face.source).exists():
            continue
        data = _read(modules, face.source)
        made_from = hashlib.sha256(data + repr(face).encode()).hexdigest()[:8]
        font = fonts / f"{face.name}.{made_from}.ttf"
        licence = fonts / f"{face.family.replace(' ', '-')}.LICENSE"
        kept |= {font, licence}
        _write(licence, _read(modules, face.licence))
        if not font.exists():
            _write(font, _truetype(data, face))
            made += 1
    for old in fonts.iterdir():
        if old not in kept:
            old.unlink()
    return made


LEFT_OUT = frozenset({"flags", "extras-unicode", "component"})
LEFT_OUT_OF_THESE = frozenset({"brand", "flags", "person-fantasy", "zodiac", "keycap"})
"""Groups of symbols, and parts of groups, that nobody needs beside a choice, or that are marks of
companies."""


def gather_symbols(modules: Path = MODULES, target: Path = SYMBOLS) -> int:
    """Put the symbols into one file with an index: code, name, other words. Return how many there
    are. One file and not a folder of static files, because each of those is read at every start."""
    listed = json.loads(_read(modules, "openmoji/data/openmoji.json"))
    kept = [
        one
        for one in listed
        if not one["skintone"]
        and one["group"] not in LEFT_OUT
        and one["subgroups"] not in LEFT_OUT_OF_THESE
        and (modules / _drawn(one)).exists()
    ]
    index = [[one["hexcode"], one["annotation"], _words_of(one)] for one in kept]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as held:
        for name, content in (
            ("index.json", json.dumps(index, ensure_ascii=False).encode()),
            ("LICENSE.txt", _read(modules, "openmoji/LICENSE.txt")),
            *((f"{one['hexcode']}.svg", _read(modules, _drawn(one))) for one in kept),
        ):
            made = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            held.writestr(made, content, zipfile.ZIP_DEFLATED)
    _write(target, file.getvalue())
    return len(kept)


def _drawn(symbol: dict[str, str]) -> str:
    return f"openmoji/color/svg/{symbol['hexcode']}.svg"


def _words_of(symbol: dict[str, str]) -> list[str]:
    both = f"{symbol['tags']},{symbol['openmoji_tags']}".casefold()
    return list(dict.fromkeys(filter(None, (word.strip() for word in both.split(",")))))


def _truetype(data: bytes, face: Face) -> bytes:
    """Return the font `data` (WOFF2 or TrueType) as TrueType of the family and weight of `face`."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    font.flavor = None
    names = font["name"]
    kept_names = (0, 5, 13, 14)  # copyright, version, licence, licence address
    names.names = [record for record in names.names if record.nameID in kept_names]
    full = f"{face.family} {face.weight}"
    for number, text in (
        (1, face.family),
        (2, "Regular"),
        (4, full),
        (6, full.replace(" ", "")),
    ):
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = face.weight
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _read(modules: Path, source: str) -> bytes:
    try:
        return (modules / source).read_bytes()
    except OSError:
        what = source if modules.is_dir() else modules.name
        raise NotInstalled(
            f"Front-end packages are missing ({what}). Run `npm ci` in {modules.parent}, "
            "or `make setup`, which does it for you."
        ) from None


def _without_map(data: bytes, name: str) -> bytes:
    """Return a script without its pointer to a source map, which is not copied."""
    if not name.endswith((".js", ".mjs")):
        return data
    return re.sub(rb"\n?//# sourceMappingURL=\S+\s*\Z", b"\n", data)


def _write(path: Path, data: bytes) -> bool:
    """Write `data` where it differs from what is there. Return whether it was written."""
    if path.exists() and path.read_bytes() == data:
        return False
    path.write_bytes(data)
    return True


if __name__ == "__main__":
    sys.exit(main())
