"""Pictures as somebody sends them."""

import io

from PIL import Image


def png(colour: str = "red", size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()
