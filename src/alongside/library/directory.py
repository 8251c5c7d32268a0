"""Whom to turn to: the entries of a support directory."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One person, team or service that people can turn to. `key` says which, for good."""

    key: str
    name: str
    helps: str
    whom: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    hours: str = ""

    @property
    def dial(self) -> str:
        """The number as a telephone takes it.

        >>> Entry("a", "Jo", "All", phone="(0161) 496 0123").dial
        '01614960123'
        """
        return ("+" if self.phone.startswith("+") else "") + re.sub(r"\D", "", self.phone)

    @property
    def shown_web(self) -> str:
        """The web address without what need not be read.

        >>> Entry("a", "Jo", "All", web="https://www.example.org/help/").shown_web
        'www.example.org/help'
        """
        return self.web.partition("://")[2].rstrip("/")

    @property
    def lines(self) -> str:
        """The entry as plain lines, to be compared with another version of it."""
        said = [self.helps, self.whom, self.phone, self.email, self.web, self.hours]
        return "\n".join([self.name, *filter(None, said)])
