"""What an act of this noun answers when the rules do not allow it."""


class NotPossible(Exception):
    """An act the rules do not allow; the message is one sentence for a reader."""
