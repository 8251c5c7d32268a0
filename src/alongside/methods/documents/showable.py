"""What the fonts of a PDF can show, and words in place of what they cannot.

A PDF/UA file may not hold a character without a drawing, so every character is checked before.
Web pages and Word files use the fonts of the reader's own device and need none of this.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

_JOINERS = {"\u200c", "\u200d"}
_SCRIPTS = {
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
}
_IN_A_SCRIPT = re.compile(" (LETTER|SYLLABLE|VOWEL|DIGIT)")
_NOTE = "[words in"
_SKIN = {chr(code) for code in range(0x1F3FB, 0x1F400)}
_LONGEST_WORD = 14
_PARTS = re.compile(r"(?:[A-Z]?[^A-Z_./\\-]{1,23}|[A-Z]{1,24}|.)[_./\\-]*", re.DOTALL)
_BREAK = "\u200b"


@lru_cache(maxsize=4)
def characters(fonts: tuple[Path, ...]) -> tuple[frozenset[str], ...]:
    """Return the characters of each font file, in the order of the files."""
    return tuple(_characters(font) for font in fonts)


def _characters(path: Path) -> frozenset[str]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap())) - {"\ufeff"}


def showable(text: str, fonts: Sequence[frozenset[str]]) -> str:
    """Return `text` with every character that the fonts have, and words for the others.

    Writing in a script without a font becomes one note a run, symbols are called by their Unicode
    name, and a letter with a mark that no font has loses the mark. Very long words get places to
    break.

    >>> fonts = [frozenset("Thanks abc")]
    >>> showable("Thanks 😀", fonts)
    'Thanks [grinning face]'
    >>> showable("谢谢 你", fonts)
    '[words in Chinese or Japanese]'
    """
    if fonts[0].issuperset(text.replace("\n", "")):
        return _breakable(text)
    clusters = list(_clusters(unicodedata.normalize("NFC", text)))
    if all(_covered(cluster, fonts) for cluster in clusters):
        return _breakable("".join(clusters))
    return _breakable("".join(_shown(clusters, fonts)))


def runs_right_to_left(text: str) -> bool:
    """Return whether the first letter with a direction is written from right to left.

    >>> runs_right_to_left("“شكرا” to all"), runs_right_to_left("12 thanks")
    (True, False)
    """
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((way for way in directions if way in {"L", "R", "AL"}), "L") != "L"


def _clusters(text: str) -> Iterator[str]:
    """Yield each character with the marks and joiners that follow it, without what is invisible
    or only tints an emoji."""
    cluster = ""
    for character in text:
        kind = unicodedata.category(character)
        if kind[0] == "M" or character in _JOINERS:
            cluster += character
        elif kind != "Cf" and character not in _SKIN:
            if cluster:
                yield cluster
            cluster = " " if kind == "Zs" and character != "\u00a0" else character
    if cluster:
        yield cluster


def _covered(cluster: str, fonts: Iterable[frozenset[str]]) -> bool:
    if cluster in {"\n", "\t"}:
        return True
    needed = {character for character in cluster if character not in _JOINERS}
    return any(needed <= font for font in fonts)


def _shown(clusters: list[str], fonts: Sequence[frozenset[str]]) -> Iterator[str]:
    """Yield the clusters that the fonts have and stand-ins for the others, one for each run of
    words in a script without a font, whatever spaces and points stand between those words."""
    last = between = ""
    for cluster in clusters:
        piece = cluster if _covered(cluster, fonts) else _stand_in(cluster, fonts)
        lost_point = piece != cluster and unicodedata.category(cluster[0])[0] == "P"
        if last.startswith(_NOTE) and (cluster == " " or lost_point):
            between += piece
        elif piece.startswith(_NOTE) and piece == last:
            between = ""
        else:
            yield between + piece
            last, between = piece, ""
    yield between


def _stand_in(cluster: str, fonts: Sequence[frozenset[str]]) -> str:
    plain = unicodedata.normalize("NFKC", cluster)
    if plain != cluster and all(_covered(part, fonts) for part in plain):
        return plain
    letter = unicodedata.normalize("NFD", cluster)[0]
    if letter != cluster and letter.isalpha() and _covered(letter, fonts):
        return letter
    name = unicodedata.name(cluster[0], "")
    script = name.split(" ")[0]
    if script in _SCRIPTS or _IN_A_SCRIPT.search(name):
        return f"{_NOTE} {_SCRIPTS.get(script, script.title())}]"
    return f"[{name.lower()}]" if name else f"[character U+{ord(cluster[0]):04X}]"


def _breakable(text: str) -> str:
    """Return text with places to break in words that may be too long for their column: between
    the parts of a name such as `LearnedSkills_2026`, and in a part longer than any word."""
    return " ".join(
        word if len(word) <= _LONGEST_WORD else _BREAK.join(_PARTS.findall(word))
        for word in text.split(" ")
    )
