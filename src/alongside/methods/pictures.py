"""Pictures that people send: checked by what is in them, and written anew.

What is kept is never what was sent. The pixels are read and written again as WebP: turned the way
the camera was held, no larger than a screen needs, and without what cameras write beside them (the
place, the time, the owner). Of a moving picture the first image is kept.
"""

import io
import threading
from dataclasses import dataclass

from PIL import Image, ImageOps

MOST_MEGABYTES = 15
MOST_MEGAPIXELS = 50
"""The largest phones take 50 million pixels. They are counted before one of them is read."""

LARGE, SMALL = (1600, 200_000), (320, 25_000)
"""The longer side of what is kept, and its bytes: for a page, and for a small picture in a list."""

BEGINNING = 1000
"""So many bytes say what a file is meant to be."""

CONTENT_TYPE = "image/webp"

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_QUALITIES = (75, 50)
_one_at_a_time = threading.Lock()
"""Fifty million pixels take 200 MB while they are read."""

_line = threading.BoundedSemaphore(4)
"""How many are read or wait for it: the rest of the threads of a server are for pages."""

Image.MAX_IMAGE_PIXELS = None  # `_opened` has a limit of its own


class NotAPicture(Exception):
    """What was sent cannot be kept as a picture; the message says why, in a sentence."""


class NotNow(NotAPicture):
    """So many pictures are being read that this one has to come again."""


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept, in two sizes; width and height are those of the large one."""

    large: bytes
    small: bytes
    width: int
    height: int


def read(content: bytes) -> Picture:
    """Return what is kept of a picture that was sent. Raises NotAPicture, or NotNow."""
    check_size(len(content))
    if not _line.acquire(blocking=False):
        raise NotNow("Very many pictures are coming in just now. Send it again in a moment.")
    try:
        with _one_at_a_time:
            image = _pixels(_opened(content))
            large, (width, height) = _written(image, *LARGE)
            small, _ = _written(image, *SMALL)
    finally:
        _line.release()
    return Picture(large, small, width, height)


def check_size(length: int) -> None:
    """Raise NotAPicture for so many bytes, if they are too many: none of them has to be read."""
    if length > MOST_MEGABYTES * 1_000_000:
        raise NotAPicture(
            f"The picture is {length / 1_000_000:,.1f} MB; it can be up to {MOST_MEGABYTES} MB."
        )


def looks_like_one(beginning: bytes) -> bool:
    """Return whether a file that begins so is meant as a picture, also as one that is not taken."""
    return (
        beginning.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*"))
        or beginning[8:12] == b"WEBP"
        or beginning[4:8] == b"ftyp"
        or (beginning.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<" and b"<svg" in beginning.lower())
    )


def _opened(content: bytes) -> Image.Image:
    """Return a picture of which only the beginning is read."""
    try:
        image = Image.open(io.BytesIO(content), formats=_FORMATS)
    except Exception as problem:
        raise NotAPicture(_why_not(content)) from problem
    if image.width * image.height > MOST_MEGAPIXELS * 1_000_000:
        raise NotAPicture(
            f"The picture is {image.width:,} by {image.height:,} points, which is more than "
            f"{MOST_MEGAPIXELS} million. Make it smaller first."
        )
    return image


def _why_not(content: bytes) -> str:
    beginning = content[:BEGINNING].lower()
    if b"<svg" in beginning:
        return "SVG drawings can hold programs, so they are not taken. Save it as PNG first."
    if content[4:8] == b"ftyp":
        return "This kind of picture (HEIC or AVIF) cannot be read. Save it as JPEG first."
    return "This is not a picture that we can read. Choose a JPEG, PNG, WebP or GIF."


def _pixels(image: Image.Image) -> Image.Image:
    """Return the pixels alone, the right way up and no more of them than are kept."""
    side = LARGE[0]
    try:
        if image.mode.startswith("I"):  # greys of two bytes
            image = image.point(lambda grey: grey / 256).convert("L")
        if image.mode in {"1", "P"}:  # colours by number cannot be mixed
            image = image.convert("RGBA" if image.has_transparency_data else "RGB")
        image.draft(None, (side, side))  # a JPEG is read at a half or a quarter of its size
        image.thumbnail((side, side), reducing_gap=2.0)
        image = ImageOps.exif_transpose(image)
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    except Exception as problem:  # whatever a decoder stumbles over
        raise NotAPicture(
            "The picture is damaged, or only a part of it arrived. Choose it again."
        ) from problem
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def _written(image: Image.Image, side: int, most: int) -> tuple[bytes, tuple[int, int]]:
    """Return a picture as bytes, no more than `most`, and its size: less sharp and then smaller
    where it would be more."""
    image = image.copy()
    while True:
        image.thumbnail((side, side))
        for quality in _QUALITIES:
            out = io.BytesIO()
            image.save(out, "WEBP", quality=quality)
            if out.tell() <= most:
                return out.getvalue(), image.size
        side = int(max(image.size) * max(0.5, 0.9 * (most / out.tell()) ** 0.5))
