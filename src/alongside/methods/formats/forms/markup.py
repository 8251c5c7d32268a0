"""Words without the HTML that other products write them in. Whatever stands in a file, it takes no
longer than a few looks at each letter."""

import html
import re

_UNREAD = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_BLOCK = re.compile(r"</?(p|div|h[1-6]|li|ul|ol|br|tr|table)\b[^>]*>", re.IGNORECASE)
_WITHIN = re.compile(r"</?(a|b|em|font|i|s|small|span|strong|sub|sup|u)\b[^>]*>", re.IGNORECASE)
_OTHER = re.compile(r"<[^>]*>")


def without_tags(markup: str, item: str = "") -> str:
    """Return the words of HTML, each block on a line of its own with a blank line between; `item`
    stands before each one of a list.

    >>> without_tags("<h3>Welcome</h3><p>Tea &amp; <b>cake</b></p><ul><li>One</li></ul>", "- ")
    'Welcome\\n\\nTea & cake\\n\\n- One'
    """
    tagged, end, rest = _UNREAD.sub(" ", markup).rpartition(">")  # no tag begins after the last end
    tagged = _ITEM.sub(f"\n\n{item}", tagged + end)
    tagged = _WITHIN.sub("", _BLOCK.sub("\n\n", tagged))
    words = html.unescape(_OTHER.sub(" ", tagged) + rest)
    blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n", words))
    return "\n\n".join(block for block in blocks if block)
