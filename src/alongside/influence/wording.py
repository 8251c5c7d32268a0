"""Whether an answer can be read by the people it is for."""

import re

MOST_WORDS = 25
"""A sentence with more words than this is too long for plain words (Easy Read Standard 2026)."""


def longest_sentence(text: str) -> str:
    """Return the sentence with the most words.

    >>> longest_sentence("No. We asked, and there is no room before 9.30am. Sorry.")
    'We asked, and there is no room before 9.30am.'
    """
    sentences = re.split(r"(?<=[.!?])\s+|\n+", text.strip())
    return max(sentences, key=lambda sentence: len(sentence.split()))
