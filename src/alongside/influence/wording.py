"""Whether an answer can be read by the people it is for."""

import re

from alongside.people.actions import NotPossible

MOST_WORDS = 25
"""A sentence with more words than this is too long for plain words (Easy Read Standard 2026)."""


def longest_sentence(text: str) -> str:
    """Return the sentence with the most words.

    >>> longest_sentence("No. We asked, and there is no room before 9.30am. Sorry.")
    'We asked, and there is no room before 9.30am.'
    """
    sentences = re.split(r"(?<=[.!?])\s+|\n+", text.strip())
    return max(sentences, key=lambda sentence: len(sentence.split()))


def plain(text: str, missing: str = "Enter the answer in plain words.") -> str:
    """Return the words people are answered with. Raises NotPossible where there are none
    (`missing`), or where they are not plain enough."""
    text = text.strip()
    if not text:
        raise NotPossible(missing)
    longest = longest_sentence(text)
    if len(longest.split()) > MOST_WORDS:
        start = " ".join(longest.split()[:5])
        raise NotPossible(
            f"The sentence that begins “{start}” has {len(longest.split())} words. Make two of it: "
            f"up to {MOST_WORDS} words are easy to read."
        )
    return text
