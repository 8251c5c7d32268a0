"""What stood in the boxes of a form that was too big to take: its words, without its files."""

import re

MOST_BYTES = 200_000
"""How much of all the words is kept: more than the longest answer, and little beside the files."""
MOST_BOXES = 500
LONGEST_HEAD = 8_000
"""Bytes in which a part has to say its name; a browser needs a few dozen."""


class Boxes:
    """Reads a body of `multipart/form-data` as it arrives. It holds the words and the end of what
    came last, and drops everything else.

    >>> boxes = Boxes(b"multipart/form-data; boundary=x")
    >>> boxes.read(b'--x\\r\\nContent-Disposition: form-data; name="say"\\r\\n\\r\\nMore te')
    >>> boxes.read(b'a\\r\\n--x--')
    >>> boxes.words()
    {'say': ['More tea']}
    """

    def __init__(self, content_type: bytes) -> None:
        found = re.match(rb'multipart/form-data;.*boundary="?([^";,]{1,70})"?', content_type, re.I)
        self._end = b"\r\n--" + found[1] if found else b""
        self._rest = b""
        self._name: bytes | None = None
        """The name of the box that is being read; empty for a file, None before the next one."""
        self._text = b""
        self._room = MOST_BYTES
        self._found: list[tuple[bytes, bytes]] = []
        self._left = MOST_BOXES if found else 0

    def read(self, block: bytes) -> None:
        """Read on: `block` is what came next."""
        if not self._left:
            return
        self._rest += block
        while self._left and (self._head() if self._name is None else self._body()):
            pass

    def words(self) -> dict[str, list[str]]:
        """Return what stood in each box, as far as it was read to its end."""
        words: dict[str, list[str]] = {}
        for name, text in self._found:
            words.setdefault(name.decode(errors="replace"), []).append(
                text.decode(errors="replace")
            )
        return words

    def _head(self) -> bool:
        """Read what a part says of itself; return whether it has said it."""
        head, whole, rest = self._rest.partition(b"\r\n\r\n")
        if not whole:
            self._left = self._left if len(head) < LONGEST_HEAD else 0
            return False
        named = re.search(rb'[; ]name="([^"]*)"', head)
        self._name = named[1] if named and b"filename" not in head else b""
        self._rest = rest
        self._left -= 1
        return True

    def _body(self) -> bool:
        """Read what a part holds; return whether its end has come."""
        at = self._rest.find(self._end)
        until = at if at >= 0 else max(len(self._rest) - len(self._end) + 1, 0)
        if self._name:
            self._text += self._rest[: min(until, self._room)]
            self._room -= min(until, self._room)
        if at < 0:
            self._rest = self._rest[until:]
            return False
        if self._name:
            self._found.append((self._name, self._text))
        self._rest, self._name, self._text = self._rest[at + len(self._end) :], None, b""
        return True
