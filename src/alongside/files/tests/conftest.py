import pytest

from alongside.files import actions
from alongside.methods import pictures
from tests.pictures import png


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def file(cast, now):
    """A picture of Amira's organisation."""
    return actions.add(
        organisation=cast.here,
        picture=pictures.read(png()),
        name="IMG_1.png",
        text="Two people at a table",
        by=cast.amira,
        now=now,
    )
