"""What a file of responses is: which column answers which question, about which sessions."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms

from alongside.asks import forms as asks
from alongside.asks.forms.fields import LaterRow
from alongside.asks.models import ResponsesFile
from alongside.methods.questions.importing import Understood, joined
from alongside.methods.questions.proposing import SESSION
from alongside.people.models import Organisation
from alongside.web.templatetags.web import clock, day

from .. import queries, which_session
from ..models import Gathering, Programme
from .fields import offer


@dataclass(frozen=True)
class Part:
    """Answers that become one wave: the sessions they are about, how many answers each of them has,
    and what was understood."""

    sessions: tuple[tuple[Gathering, int], ...]
    found: Understood

    @property
    def gatherings(self) -> list[Gathering]:
        return [gathering for gathering, _ in self.sessions]


@dataclass(frozen=True)
class More:
    """A session with more answers than people in its register."""

    gathering: Gathering
    answers: int
    came: int


class ResponsesForm(asks.ResponsesForm):
    """What each column of a file of responses is, and which session or sessions it is about.

    With a column that says which session it
    was, the sessions are looked for in one programme. `warned_of` are the sessions of which the
    page said that they have more answers than people; while there are others `to_warn` is true.
    """

    gathering = LaterRow(
        Gathering.objects.none(),
        label="Which session are these answers about?",
        empty_label="Choose a session",
        help_text="For answers about several sessions, say below which column tells them apart.",
        error_messages={
            "required": "Choose the session these answers are about",
            "invalid_choice": "Choose one of the sessions in the list",
        },
    )
    programme = LaterRow(
        Programme.objects.none(),
        label="Which programme are these sessions of?",
        empty_label="Choose a programme",
        error_messages={
            "required": "Choose the programme of these sessions",
            "invalid_choice": "Choose one of the programmes in the list",
        },
    )
    warned_of = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("gathering", "programme", "form", "title", "shown_for", "warned_of")

    of_sessions = True

    def __init__(
        self, data: Any = None, *, file: ResponsesFile, organisation: Organisation, now: datetime
    ) -> None:
        self.organisation, self.now, self.before = organisation, now, file.mapping
        super().__init__(data, file=file, versions=queries.evaluation_forms(organisation))
        past = queries.without_evaluation(organisation, now)
        offer(self, "gathering", past, lambda g: f"{day(g.starts)}, {clock(g.starts)}: {g.title}")
        offer(self, "programme", queries.programmes(organisation))
        self._say_which_sessions()

    def _proposed(self) -> list[str]:
        """Return what each column is likely to be. Lines that were left when the others were added
        say which session it was in the same column as before."""
        found = super()._proposed()
        if SESSION in self.before:
            found[self.before.index(SESSION)] = SESSION
        return found

    def _say_which_sessions(self) -> None:
        """Ask for one session, or for the programme where a column says which session it was.

        Looking again needs neither yet: `clean` asks for it when the answers are added.
        """
        data = self.data if self.is_bound else None
        places = range(len(self.sheet.headings))
        uses = [
            self.fields[f"use_{p}"].initial if data is None else data.get(f"use_{p}")
            for p in places
        ]
        self.of_several = SESSION in uses
        for name, asked in (("programme", self.of_several), ("gathering", not self.of_several)):
            self.fields[name].required = asked
        if self.of_several and data is None:
            self.initial["programme"] = self._likely_programme(uses.index(SESSION))

    def _likely_programme(self, column: int) -> int | None:
        """Return the programme whose sessions most lines fit."""
        fits = {
            programme.pk: sum(map(len, self._sorted(programme, column).rows.values()))
            for programme in queries.programmes(self.organisation)
        }
        best = max(fits, key=lambda pk: fits[pk], default=None)
        return best if best is not None and (fits[best] or len(fits) == 1) else None

    def _sorted(self, programme: Programme, column: int) -> which_session.Sorted:
        sessions = list(programme.gatherings.select_related("programme__organisation"))
        return which_session.sort(self.sheet, column, sessions, self.now)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "add" in self.data and not self.version and not data.get("title"):
            self.add_error("title", "Enter a title for the new form")
        which = "programme" if self.of_several else "gathering"
        if "add" in self.data and not data.get(which) and which not in self.errors:
            self.add_error(which, self.fields[which].error_messages["required"])
        uses = [data.get(f"use_{place}") for place in range(len(self.sheet.headings))]
        if uses.count(SESSION) > 1:
            second = len(uses) - 1 - uses[::-1].index(SESSION)
            self.add_error(f"use_{second}", "Only one column can say which session it was")
        self.to_warn = not self.errors and self._warn(data.get("warned_of", ""))
        return data

    def _warn(self, before: str) -> bool:
        """Note of which sessions the page warns; return whether it did not do so `before`. A
        register that nobody filled in yet is no reason to stop."""
        more = ",".join(str(one.gathering.pk) for one in self.more_than_came() if one.came)
        self.data = dict(self.data.items()) | {"warned_of": more}
        return more not in {"", before}

    @cached_property
    def sessions(self) -> which_session.Sorted | None:
        """The lines by session; None where no column, or no programme, tells them apart."""
        likely = self.initial.get("programme")
        if self.is_bound:
            programme = self.cleaned_data.get("programme")
        else:
            programme = self.organisation.programmes.filter(pk=likely or 0).first()
        if SESSION not in self.uses() or programme is None:
            return None
        return self._sorted(programme, self.uses().index(SESSION))

    @cached_property
    def parts(self) -> list[Part]:
        """The answers by the waves they will become; for one session there is one."""
        if not self.of_several:
            gathering = self.cleaned_data.get("gathering") if self.is_bound else None
            found = self._understood(range(len(self.sheet.rows)))
            return [Part(((gathering, len(found.answers)),) if gathering else (), found)]
        if self.sessions is None:
            return []
        found_of = {g: self._understood(rows) for g, rows in self.sessions.rows.items()}
        counts = {gathering: len(found.answers) for gathering, found in found_of.items()}
        return [
            Part(tuple((g, counts[g]) for g in group), joined([found_of[g] for g in group]))
            for group in which_session.kept_together(counts, self.organisation.minimum)
        ]

    @cached_property
    def found(self) -> Understood:
        """What the whole file comes to; of several sessions what fits them."""
        if self.of_several and self.sessions is None:
            return self._understood(range(len(self.sheet.rows)))
        return joined([part.found for part in self.parts])

    def left(self) -> list[tuple[int, str]]:
        """Return the lines that fit no session, with the reason: they stay in the file."""
        return self.sessions.aside if self.sessions else []

    def more_than_came(self) -> list[More]:
        """Return the sessions with more answers than people in the register. It can be right: not
        everybody who came may have been written down."""
        each = [pair for part in self.parts for pair in part.sessions]
        came = queries.came_to([gathering for gathering, _ in each])
        return [More(g, answers, came[g.pk]) for g, answers in each if answers > came[g.pk]]

    def of_session(self) -> list[forms.BoundField]:
        """Return the fields that say what the answers belong to."""
        which = "programme" if self.of_several else "gathering"
        names = (which, "form", *(() if self.version else ("title",)), "shown_for", "warned_of")
        return [self[name] for name in names]
