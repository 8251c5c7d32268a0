"""The pages of the guide: their pictures are there, small, and said in words."""

import re
from pathlib import Path

GUIDE = Path(__file__).parents[1] / "docs" / "guide"
HEAVIEST = 60_000


def test_every_picture_is_shown_small_and_said_in_words():
    shown = {}
    for page in GUIDE.glob("*.md"):
        shown |= {
            path: words for words, path in re.findall(r"!\[(.*?)\]\((.+?)\)", page.read_text())
        }
    assert {str(path.relative_to(GUIDE)) for path in GUIDE.glob("pictures/*")} == set(shown)
    assert all(shown.values())
    assert [path for path in shown if (GUIDE / path).stat().st_size > HEAVIEST] == []
