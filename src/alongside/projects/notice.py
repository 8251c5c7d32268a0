"""How long before a day people were told of it, in words."""


def in_words(days: int | None) -> str:
    """Return the notice that people had in words.

    >>> [in_words(days) for days in (16, 7, 0, -3)]
    ['2 weeks and 2 days before', '1 week before', 'on the day', '3 days afterwards']
    >>> in_words(None)
    'not told yet'
    """
    if days is None:
        return "not told yet"
    if days == 0:
        return "on the day"
    weeks, rest = divmod(abs(days), 7)
    parts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((weeks, "week"), (rest, "day"))
        if number
    ]
    return f"{' and '.join(parts)} {'before' if days > 0 else 'afterwards'}"
