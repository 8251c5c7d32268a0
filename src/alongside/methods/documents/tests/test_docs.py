import doctest
from pathlib import Path

PAGE = Path(__file__).parents[5] / "docs" / "methods" / "documents.md"


def test_the_worked_example_is_right() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert (result.failed, result.attempted) == (0, 8)
