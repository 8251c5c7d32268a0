"""What a browser loads for a page: the page, its styles, scripts, pictures, typeface."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

ASSET = re.compile(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg|png|webp))"')
PICTURE = re.compile(r'src="(/(?!static/)[^"]+)"')
IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+\.js)["']""")
FACE = re.compile(r"@font-face\s*{([^}]*)}")
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)


def weight(client: Any, path: str) -> float:
    """Return the kB of a page with everything it loads, each file once."""
    page = client.get(path)
    text = page.content.decode()
    files = set(_files(text))
    pictures = set(PICTURE.findall(text))
    sent = sum(_sent(file) for file in files | _faces(text, files))
    return (len(page.content) + sent + sum(len(client.get(p).content) for p in pictures)) / 1000


def _files(text: str) -> Iterator[Path]:
    """Yield the collected files a page names, and the modules that its scripts import."""
    waiting = [Path(settings.STATIC_ROOT) / name for name in ASSET.findall(text)]
    seen = set[Path]()
    while waiting:
        file = waiting.pop().resolve()
        if file not in seen:
            seen.add(file)
            yield file
            if file.suffix == ".js":
                waiting += [file.parent / name for name in IMPORT.findall(file.read_text())]


def _faces(text: str, files: set[Path]) -> set[Path]:
    """Return the typefaces whose characters are on the page."""
    letters = {ord(letter) for letter in text}
    faces = set()
    for style in (file for file in files if file.suffix == ".css"):
        for rule in FACE.findall(style.read_text()):
            source = re.search(r"url\([\"']?([^\"')]+)", rule)
            ranges = [(int(a, 16), int(b or a, 16)) for a, b in RANGE.findall(rule)]
            if source and any(low <= letter <= high for letter in letters for low, high in ranges):
                faces.add((style.parent / source[1]).resolve())
    return faces


def _sent(file: Path) -> int:
    """Return how many bytes of a collected file go over the line."""
    compressed = (Path(f"{file}{end}") for end in (".br", ".gz", ""))
    return next(one for one in compressed if one.exists()).stat().st_size
