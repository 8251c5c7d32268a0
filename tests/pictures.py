"""Pictures as somebody sends them."""

import io

from PIL import Image


def png(colour: str = "red", size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def photo() -> bytes:
    """Return a picture as a phone takes one: twelve million points in more than a megabyte."""
    out = io.BytesIO()
    Image.effect_noise((4000, 3000), 20).convert("RGB").save(out, "JPEG", quality=90)
    return out.getvalue()
