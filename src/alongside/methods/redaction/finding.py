"""Everything in a text that could point at a person."""

from collections.abc import Collection

from alongside.methods.redaction import contacts, numbers, places
from alongside.methods.redaction.names import names as find_names
from alongside.methods.redaction.posts import posts
from alongside.methods.redaction.spans import Span, merged


def find(text: str, *, names: Collection[str] = (), not_names: Collection[str] = ()) -> list[Span]:
    """Return what could point at a person, in order, with its kind and why it was flagged.

    `names` are people to look out for; a name of several words also counts by each of its words
    where that has a capital. `not_names` are words that name nobody here ("Mencap"), in any case.
    It errs towards flagging: a person says what to hide, and looks for what no rule can see (a
    story only one person could tell). Nothing is changed.

    >>> [(text, span.kind.value) for span in find("Dr Khan, 0121 496 0123")
    ...  for text in ["Dr Khan, 0121 496 0123"[span.start:span.end]]]
    [('Dr Khan', 'a name'), ('0121 496 0123', 'a phone number')]
    """
    return merged(
        [
            *contacts.emails(text),
            *contacts.web_addresses(text),
            *numbers.nhs_numbers(text),
            *numbers.national_insurance_numbers(text),
            *contacts.phone_numbers(text),
            *numbers.dates(text),
            *places.postcodes(text),
            *places.addresses(text),
            *posts(text),
            *find_names(text, names=frozenset(names), not_names=frozenset(not_names)),
        ]
    )
