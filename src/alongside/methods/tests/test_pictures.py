"""A picture is kept anew: bounded, the right way up, and with nothing beside it."""

import io
import random
import threading

import pytest
from PIL import Image

from alongside.methods import pictures
from alongside.methods.pictures import NotAPicture, read

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


def sent(image: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def kept(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(read(content).large))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_every_kind_that_is_taken_is_kept_as_webp(kind: str) -> None:
    found = read(sent(Image.new("RGB", (640, 480), "red"), kind))
    assert (found.width, found.height) == (640, 480)
    for content, size in ((found.large, (640, 480)), (found.small, (320, 240))):
        image = Image.open(io.BytesIO(content))
        assert (image.format, image.size) == ("WEBP", size)


def test_what_a_camera_writes_goes_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "A phone"
    exif.get_ifd(GPS)[1] = "N"
    image = Image.new("RGB", (40, 20), "blue")
    image.paste("red", (0, 0, 20, 20))
    found = kept(sent(image, "JPEG", exif=exif, comment=b"Home of somebody"))
    assert found.size == (20, 40)
    top, bottom = found.getpixel((10, 3)), found.getpixel((10, 36))
    assert top[0] > 200 > 60 > bottom[0]
    assert dict(found.getexif()) == {}
    assert {"exif", "icc_profile", "xmp", "comment"} & set(found.info) == set()


def test_a_large_picture_is_made_smaller_whatever_is_in_it() -> None:
    noise = Image.frombytes("RGB", (1800, 1200), random.Random(1).randbytes(1800 * 1200 * 3))
    found = read(sent(noise, "JPEG"))
    assert len(found.large) <= 200_000
    assert len(found.small) <= 25_000
    assert max(found.width, found.height) <= 1600


def test_what_can_be_seen_through_stays_so() -> None:
    assert kept(sent(Image.new("RGBA", (9, 9), (0, 0, 0, 0)), "PNG")).mode == "RGBA"


def test_greys_of_two_bytes_stay_grey() -> None:
    assert kept(sent(Image.new("I;16", (9, 9), 40_000), "PNG")).getpixel((4, 4)) == (156, 156, 156)


def test_of_a_moving_picture_the_first_image_is_kept() -> None:
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    content = sent(frames[0], "GIF", save_all=True, append_images=frames[1:])
    found = kept(content)
    assert getattr(found, "n_frames", 1) == 1
    assert found.getpixel((4, 4))[0] > 200


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0"
SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This is not a picture that we can read. Choose a JPEG, PNG, WebP or GIF."),
        (b"GIF89a", "This is not a picture that we can read. Choose a JPEG, PNG, WebP or GIF."),
        (b"%PDF-1.7", "This is not a picture that we can read. Choose a JPEG, PNG, WebP or GIF."),
        (SVG, "SVG drawings can hold programs, so they are not taken. Save it as PNG first."),
        (
            HEIC,
            "This kind of picture (HEIC or AVIF) cannot be read. Save it as JPEG first.",
        ),
        (
            sent(Image.new("RGB", (400, 400), "red"), "PNG")[:300],
            "The picture is damaged, or only a part of it arrived. Choose it again.",
        ),
        (bytes(15_000_001), "The picture is 15.0 MB; it can be up to 15 MB."),
    ],
)
def test_anything_else_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(NotAPicture) as refused:
        read(content)
    assert str(refused.value) == words


def test_a_picture_that_unpacks_to_too_much_is_refused_before_it_is_read(monkeypatch) -> None:
    bomb = sent(Image.new("1", (10_000, 10_000)), "PNG")
    assert len(bomb) < 20_000
    monkeypatch.setattr(pictures, "_pixels", lambda image: pytest.fail("it was read"))
    with pytest.raises(
        NotAPicture, match=r"10,000 by 10,000 points, which is more than 50 million"
    ):
        read(bomb)


def test_when_very_many_come_at_once_the_rest_are_asked_to_come_again(monkeypatch) -> None:
    monkeypatch.setattr(pictures, "_line", threading.BoundedSemaphore(1))
    content = sent(Image.new("RGB", (9, 9)), "PNG")
    with pictures._line, pytest.raises(pictures.NotNow, match="Send it again in a moment"):
        read(content)
    assert read(content).width == 9
