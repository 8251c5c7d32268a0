"""What a file of responses is: which column answers which question, about which sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms

from alongside.asks.models import FormVersion, ResponsesFile
from alongside.methods.formats.sheets import Sheet
from alongside.methods.questions import check_form
from alongside.methods.questions.about import ABOUT, NOTHING, QUOTING, proposed_about
from alongside.methods.questions.doubting import doubts
from alongside.methods.questions.importing import Understood, joined, read_apart, understood
from alongside.methods.questions.proposing import (
    ASIDE,
    NO_QUESTION,
    SESSION,
    USES,
    Target,
    best_form,
    new_form,
    proposed_uses,
    questions_to_answer,
    same_uses,
    targets,
)
from alongside.people.models import Organisation
from alongside.web.fields import key
from alongside.web.templatetags.web import clock, day

from .. import queries, which_session
from ..models import Gathering, Programme
from .fields import line, offer


@dataclass(frozen=True)
class Use:
    """A column of responses as it is used: how many answered, how many in their own words, and why
    we are not sure."""

    heading: str
    words: str
    about: str
    answered: int
    others: int
    doubt: str


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


class ResponsesForm(forms.Form):
    """What each column of a file of responses is, and which session or sessions it is about.

    The uses on offer are those of the form chosen; choosing another form proposes them anew, so
    then `changed` is true and nothing is to be added yet. With a column that says which session it
    was, the sessions are looked for in one programme. `warned_of` are the sessions of which the
    page said that they have more answers than people; while there are others `to_warn` is true.
    """

    gathering = forms.ModelChoiceField(
        Gathering.objects.none(),
        label="Which session are these answers about?",
        empty_label="Choose a session",
        help_text="For answers about several sessions, say below which column tells them apart.",
        error_messages={
            "required": "Choose the session these answers are about",
            "invalid_choice": "Choose one of the sessions in the list",
        },
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label="Which programme are these sessions of?",
        empty_label="Choose a programme",
        error_messages={
            "required": "Choose the programme of these sessions",
            "invalid_choice": "Choose one of the programmes in the list",
        },
    )
    form = forms.ModelChoiceField(
        FormVersion.objects.none(),
        label="Which form did people answer?",
        required=False,
        empty_label="A new one, made of these columns",
    )
    title = line("Title of the new form", "a title", required=False)
    shown_for = forms.CharField(required=False, widget=forms.HiddenInput)
    warned_of = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, file: ResponsesFile, organisation: Organisation, now: datetime
    ) -> None:
        self.sheet, self.organisation, self.now = sheet_of(file), organisation, now
        self.columns_of_file = self.sheet.columns()
        versions = {v.pk: v for v in queries.evaluation_forms(organisation)}
        best = best_form(file.headings, [(pk, v.definition) for pk, v in versions.items()])
        chosen = str(best or "") if data is None else data.get("form", "")
        self.version = versions.get(key(chosen) or 0)
        proposed = self._proposed(file.mapping)
        self.changed = data is not None and data.get("shown_for", "") != chosen
        if self.changed:
            data = data.copy()
            data["shown_for"] = chosen
            for place, use in enumerate(proposed):
                data[f"use_{place}"] = use
        super().__init__(data)
        name = file.file_name.rsplit(".", 1)[0]
        self.initial.update(form=chosen, shown_for=chosen, title=name)
        past = queries.without_evaluation(organisation, now)
        offer(self, "gathering", past, lambda g: f"{day(g.starts)}, {clock(g.starts)}: {g.title}")
        offer(self, "form", queries.evaluation_forms(organisation), lambda v: v.form.title)
        offer(self, "programme", queries.programmes(organisation))
        self.words = questions_to_answer(self.version.definition) if self.version else USES
        self.proposed = proposed
        self.doubts = doubts(self.sheet, proposed, of_a_form=self.version is not None)
        for place, heading in enumerate(file.headings):
            self._add_column(place, heading, proposed[place])
        self._say_which_sessions(data)

    def _proposed(self, before: Sequence[str]) -> list[str]:
        """Return what each column is likely to be. Lines that were left when the others were added
        say which session it was in the same column as `before`."""
        if self.version:
            definition = self.version.definition
            found = same_uses(self.sheet.headings, definition, self.columns_of_file)
        else:
            found = proposed_uses(self.sheet.headings, self.columns_of_file)
        if SESSION in before:
            found[before.index(SESSION)] = SESSION
        return found

    def _add_column(self, place: int, heading: str, proposed: str) -> None:
        self.fields[f"use_{place}"] = forms.ChoiceField(
            label=heading,
            choices=list(self.words.items()),
            initial=proposed,
            help_text=self.doubts.get(place, ""),
        )
        if self.version is None:
            self.fields[f"about_{place}"] = forms.ChoiceField(
                label=f"What is “{heading}” about?",
                choices=list(ABOUT.items()),
                initial=proposed_about(heading, proposed),
                required=False,
            )

    def _say_which_sessions(self, data: Any) -> None:
        """Ask for one session, or for the programme where a column says which session it was.

        Looking again needs neither yet; they are required only for adding.
        """
        places = range(len(self.sheet.headings))
        uses = [
            self.fields[f"use_{p}"].initial if data is None else data.get(f"use_{p}")
            for p in places
        ]
        self.of_several = SESSION in uses
        for name, asked in (("programme", self.of_several), ("gathering", not self.of_several)):
            self.fields[name].required = asked and (data is None or "add" in data)
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
        data = super().clean() or {}
        if "add" in self.data and not self.version and not data.get("title"):
            self.add_error("title", "Enter a title for the new form")
        uses = [data.get(f"use_{place}") for place in range(len(self.sheet.headings))]
        if uses.count(SESSION) > 1:
            second = len(uses) - 1 - uses[::-1].index(SESSION)
            self.add_error(f"use_{second}", "Only one column can say which session it was")
        for place, use in enumerate(uses):
            if data.get(f"about_{place}") == QUOTING and use != "one":
                words = "Only a question with one choice can say whether words may be shared"
                self.add_error(f"about_{place}", words)
        if not self.errors:
            for problem in check_form(self.definition())[:1] if not self.version else ():
                words = "Choose a question for at least one column."
                self.add_error(None, words if not problem.question else str(problem))
        self.to_warn = not self.errors and self._warn(data.get("warned_of", ""))
        return data

    def _warn(self, before: str) -> bool:
        """Note of which sessions the page warns; return whether it did not do so `before`. A
        register that nobody filled in yet is no reason to stop."""
        more = ",".join(str(one.gathering.pk) for one in self.more_than_came() if one.came)
        self.data = dict(self.data.items()) | {"warned_of": more}
        return more not in {"", before}

    def uses(self) -> list[str]:
        """Return what each column is used for, as far as that is valid."""
        return self._chosen("use", ASIDE)

    def about(self) -> list[str]:
        """Return what each column is about, where it makes a question of a new form."""
        return [] if self.version else self._chosen("about", NOTHING)

    def _chosen(self, what: str, otherwise: str) -> list[str]:
        names = [f"{what}_{place}" for place in range(len(self.sheet.headings))]
        if not self.is_bound:
            return [self.fields[name].initial for name in names]
        return [self.cleaned_data.get(name, otherwise) for name in names]

    def definition(self) -> dict[str, Any]:
        """Return the form that the columns answer: the one chosen, or a new one."""
        return self._answered()[0]

    def _answered(self) -> tuple[dict[str, Any], list[Target]]:
        uses = self.uses()
        if self.version:
            return self.version.definition, targets(uses)
        title = self.cleaned_data.get("title") if self.is_bound else self.initial["title"]
        headings, columns = self.sheet.headings, self.columns_of_file
        return new_form(title or "Questions", headings, columns, uses, self.about())

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

    def _understood(self, rows: Sequence[int]) -> Understood:
        definition, answered = self._answered()
        sheet = Sheet(
            headings=self.sheet.headings,
            rows=[self.sheet.rows[place] for place in rows],
            lines=[self.sheet.lines[place] for place in rows],
            refused=[],
        )
        return understood(sheet, definition, answered, self.uses())

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

    def first_lines(self, most: int) -> list[tuple[int, list[tuple[str, list[str]]]]]:
        """Return the first lines of the file, each cell with its heading and as a list: of its
        choices, if it has several."""
        definition, answered = self._answered()
        some = self.sheet.rows[:most]
        columns = [
            read_apart(definition, target, cells, [row[place] for row in some])
            for place, (target, cells) in enumerate(
                zip(answered, self.columns_of_file, strict=True)
            )
        ]
        rows = [
            list(zip(self.sheet.headings, row, strict=True)) for row in zip(*columns, strict=True)
        ]
        return list(zip(self.sheet.lines[:most], rows, strict=True))

    def table(self) -> list[Use]:
        """Return how each column is used."""
        uses, about = self.uses(), self.about() or [NOTHING] * len(self.sheet.headings)
        return [
            Use(
                heading,
                self.words[uses[place]],
                ABOUT[about[place]] if about[place] and uses[place] not in NO_QUESTION else "",
                answered=sum(map(bool, self.columns_of_file[place])),
                others=self.found.others.get(heading, 0),
                doubt=self.doubts.get(place, "") if uses[place] == self.proposed[place] else "",
            )
            for place, heading in enumerate(self.sheet.headings)
        ]

    def of_columns(self) -> list[forms.BoundField]:
        """Return the fields that say what each column is, and what it is about."""
        return [self[name] for name in self.fields if name.startswith(("use_", "about_"))]

    def of_session(self) -> list[forms.BoundField]:
        """Return the fields that say what the answers belong to."""
        which = "programme" if self.of_several else "gathering"
        names = (which, "form", *(() if self.version else ("title",)), "shown_for", "warned_of")
        return [self[name] for name in names]


def sheet_of(file: ResponsesFile) -> Sheet:
    """Return the rows of a file as they were read."""
    rows = [(line, list(cells)) for line, cells in file.rows]
    return Sheet(
        headings=tuple(file.headings),
        rows=[cells for _, cells in rows],
        lines=[line for line, _ in rows],
        refused=[],
    )
