"""Symbols are found by a word, the nearest first."""

import pytest

from alongside.methods import symbols


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("bus", "bus"),
        ("Dogs", "dog"),
        ("wheelchair symbol", "wheelchair symbol"),
        ("houses", "house"),
    ],
)
def test_what_is_called_so_comes_first(word, first):
    assert symbols.find(word)[0].name == first


def test_other_words_find_it_too_and_nothing_finds_nothing():
    assert "hot beverage" in [symbol.name for symbol in symbols.find("tea")]
    assert symbols.find("  ") == symbols.find("zzzz") == symbols.find("\0") == []
    assert len(symbols.find("face")) == 24


def test_a_symbol_that_is_not_installed_is_left_out():
    assert symbols.drawing("1F375").startswith(b"<svg")
    assert symbols.drawing("../index.json") is None
    assert [symbol.code for symbol in symbols.named(["1F375", "FFFFF"])] == ["1F375"]
