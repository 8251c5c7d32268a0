"""How long a text message is, as the networks count and bill it (GSM 03.38, 3GPP 23.040)."""

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = frozenset("^{}\\[~]|€\f")
"""Characters that take the room of two."""

ONE, OF_MANY = (160, 70), (153, 67)
"""What a text holds alone, and as a part of a longer one: of GSM characters, of any others."""

ALIKE = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "…": "...",
        "\u00a0": " ",
        "•": "-",
    }
)
"""Signs that would make every character of a text take twice the room, and what says the same."""


def plain(text: str) -> str:
    """Return a text with curly quotes and long dashes made straight; letters stay what they are.

    >>> plain("Tell us – it’s yours…")
    "Tell us - it's yours..."
    """
    return text.translate(ALIKE)


def segments(text: str) -> int:
    """Return as how many texts a text is sent and billed. A character never lies in two of them.

    >>> segments("a" * 160), segments("a" * 161), segments("ŵ" * 70), segments("ŵ" * 71)
    (1, 2, 1, 2)
    """
    if set(text) <= GSM | GSM_TWICE:
        sizes, alphabet = [2 if sign in GSM_TWICE else 1 for sign in text], 0
    else:
        sizes, alphabet = [2 if ord(sign) > 0xFFFF else 1 for sign in text], 1
    if sum(sizes) <= ONE[alphabet]:
        return 1
    parts, room = 1, OF_MANY[alphabet]
    for size in sizes:
        if size > room:
            parts, room = parts + 1, OF_MANY[alphabet]
        room -= size
    return parts
