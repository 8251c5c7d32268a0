import re

import segno

from alongside.web.square import square

ADDRESS = "http://127.0.0.1:8000/j/MJHV5G/"


def test_every_dark_field_of_the_code_is_drawn_and_no_other():
    drawn = {
        (int(x) - 2 + step, int(y) - 2)
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", square(ADDRESS))
        for step in range(int(length))
    }
    matrix = segno.make(ADDRESS, error="m", micro=False).matrix
    assert drawn == {(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}
