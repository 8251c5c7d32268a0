"""The forms of a page, as a browser would send them: read from the page itself."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import resolve

PLAUSIBLE = {
    "date": "2026-04-01",
    "email": "eve@example.org",
    "number": "1",
    "time": "10:00",
}
"""What is typed into an empty box, by its type; anything else gets a word."""


@dataclass
class SentForm:
    """One form: where it goes, and what it sends, the first value where a field has several.
    `files` names the boxes for files."""

    address: str = ""
    method: str = "get"
    fields: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        return urlsplit(self.address).path

    @property
    def shape(self) -> tuple[str, ...]:
        """What makes it another form: the view it goes to and the names it sends."""
        view = resolve(self.path).view_name
        return (self.method, view, *sorted(self.fields), *self.files)


def forms_of(page: str, at: str) -> list[SentForm]:
    """Return the forms of the HTML `page`, which stands at the address `at`."""
    reader = _Reader(at)
    reader.feed(page)
    return [form for form in reader.forms.values() if form.address]


class _Reader(HTMLParser):
    """Fills in every form; what is empty gets something plausible, and a choice its first value."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at = at
        self.forms: dict[str, SentForm] = {}
        self.inside = ""
        self.open: tuple[str, str] | None = None
        self.written = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = said.get("id") or f"form {len(self.forms)}"
            form = self._form(self.inside)
            form.address = urljoin(self.at, said.get("action", "")).partition("#")[0]
            form.method = said.get("method", "get").lower()
            return
        name, inside = said.get("name", ""), said.get("form", self.inside)
        if tag == "option" and self.open:
            self._put(*self.open, said.get("value", ""))
        elif name and inside and name != "csrfmiddlewaretoken":
            self._control(tag, name, inside, said)

    def _control(self, tag: str, name: str, inside: str, said: dict[str, str]) -> None:
        kind = said.get("type", "text")
        if tag in {"select", "textarea"}:
            self.open, self.written = (inside, name), ""
        elif kind == "file":
            self._form(inside).files.append(name)
        elif tag in {"input", "button"}:
            self._put(inside, name, said.get("value") or PLAUSIBLE.get(kind, "Tea"))

    def _put(self, inside: str, name: str, value: str) -> None:
        sent = self._form(inside).fields
        sent[name] = sent.get(name) or value

    def _form(self, key: str) -> SentForm:
        return self.forms.setdefault(key, SentForm())

    def handle_data(self, data: str) -> None:
        self.written += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = ""
        elif tag == "textarea" and self.open:
            self._put(*self.open, self.written.strip() or "Tea")
        if tag in {"select", "textarea"}:
            self.open = None
