"""What a file of responses is: which column answers which question of which form."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet

from alongside.methods.formats.sheets import Sheet
from alongside.methods.questions import check_form
from alongside.methods.questions.about import ABOUT, NOTHING, QUOTING, proposed_about
from alongside.methods.questions.doubting import doubts
from alongside.methods.questions.importing import Understood, read_apart, understood
from alongside.methods.questions.proposing import (
    ASIDE,
    DROP,
    NO_QUESTION,
    SESSION,
    USES,
    Target,
    best_form,
    how_many_fit,
    new_form,
    proposed_uses,
    questions_to_answer,
    same_uses,
    targets,
)
from alongside.web.fields import key

from ..models import FormVersion, ResponsesFile
from ..queries import writing
from .fields import LaterRow, line


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


SHOWN = 20
"""How many lines of a file its page shows."""

MATCHED_ANEW = "The columns are matched to the form you chose. Look at them again."


class ResponsesForm(forms.Form):
    """What each column of a file of responses is, and of which form.

    The uses on offer are those of the form chosen; choosing another form proposes them anew, so
    then `changed` is true and nothing is to be added yet. `versions` are the forms to choose from,
    each in its newest version; an older one is offered where more columns fit it. Without an answer
    yet, the form of `first` is chosen if it is there, else the one that fits best. Where
    answers are `of_sessions`, a column can say which session it was. Columns at the places `apart`
    can be no question.
    """

    of_sessions = False
    apart: Collection[int] = ()

    form = LaterRow(
        FormVersion.objects.none(),
        label="Which form did people answer?",
        empty_label="A new one, made of these columns",
    )
    title = line("Title of the new form", "a title", later=True)
    shown_for = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        file: ResponsesFile,
        versions: QuerySet[FormVersion],
        first: int | None = None,
    ) -> None:
        self.file, self.sheet = file, sheet_of(file)
        self.columns_of_file = self.sheet.columns()
        self._find_versions(versions)
        offered = {version.pk: version for version in self.versions}
        if data is None:
            first = self._likely(first)
        chosen = str(first or "") if data is None else data.get("form", "")
        self.version = offered.get(key(chosen) or 0)
        self.proposed = self._proposed()
        self.changed = data is not None and data.get("shown_for", "") != chosen
        if self.changed:
            data = data.copy()
            data["shown_for"] = chosen
            for place, use in enumerate(self.proposed):
                data[f"use_{place}"] = use
        super().__init__(data)
        name = file.file_name.rsplit(".", 1)[0]
        self.initial.update(form=chosen, shown_for=chosen, title=name)
        field: Any = self.fields["form"]
        field.queryset = writing.versions_of(versions).filter(pk__in=offered)
        field.label_from_instance = self._called
        self.words = questions_to_answer(self.version.definition) if self.version else dict(USES)
        if not self.of_sessions:
            del self.words[SESSION]
        self.doubts = self._doubts()
        for place, heading in enumerate(file.headings):
            self._add_column(place, heading)

    def _find_versions(self, newest: QuerySet[FormVersion]) -> None:
        """Note which `versions` are to be chosen from: the `newest` of each form, and an older one
        that more columns fit; and how many columns `fit` each."""
        self.versions: list[FormVersion] = []
        self.fit: dict[int, int] = {}
        every = writing.versions_of(newest)
        for _, of_form in groupby(every, key=lambda version: version.form_id):
            first, *older = of_form
            fit = {v.pk: how_many_fit(self.file.headings, v.definition) for v in (first, *older)}
            best = max(older, key=lambda version: fit[version.pk], default=first)
            found = [first] if fit[best.pk] <= fit[first.pk] else [first, best]
            self.versions += found
            self.fit |= {version.pk: fit[version.pk] for version in found}

    def _likely(self, first: int | None) -> int | None:
        """Return the version that fits best: of the form that has the version `first`, if that is
        offered, else of all of them."""
        form = next((version.form_id for version in self.versions if version.pk == first), None)
        if form is None:
            return best_form(self.fit, len(self.file.headings))
        of_form = [version.pk for version in self.versions if version.form_id == form]
        return max(of_form, key=lambda pk: self.fit[pk])

    def _called(self, version: FormVersion) -> str:
        """Return a version in words, with how many columns of the file fit it."""
        newest = next(one for one in self.versions if one.form_id == version.form_id)
        older = "" if version == newest else f", version {version.number} of {newest.number}"
        fit, columns = self.fit[version.pk], len(self.file.headings)
        fits = f" ({fit} of {columns} columns fit)" if fit else ""
        return f"{version.form.title}{older}{fits}"

    def _proposed(self) -> list[str]:
        """Return what each column is likely to be."""
        headings, columns = self.sheet.headings, self.columns_of_file
        if self.version is None:
            return proposed_uses(headings, columns, of_sessions=self.of_sessions)
        definition = self.version.definition
        return same_uses(headings, definition, columns, of_sessions=self.of_sessions)

    def _doubts(self) -> dict[int, str]:
        """Return, by place of a column, why we are not sure of it."""
        return doubts(self.sheet, self.proposed, of_a_form=self.version is not None)

    def _add_column(self, place: int, heading: str) -> None:
        proposed = self.proposed[place]
        offered = (ASIDE, DROP) if place in self.apart else self.words
        self.fields[f"use_{place}"] = forms.ChoiceField(
            label=heading,
            choices=[(use, words) for use, words in self.words.items() if use in offered],
            initial=proposed,
            help_text=self.doubts.get(place, ""),
        )
        if self.version is None and place not in self.apart:
            self.fields[f"about_{place}"] = forms.ChoiceField(
                label=f"What is “{heading}” about?",
                choices=list(ABOUT.items()),
                initial=proposed_about(heading, proposed),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for place in range(len(self.sheet.headings)):
            use = data.get(f"use_{place}")
            if data.get(f"about_{place}") == QUOTING and use != "one":
                words = "Only a question with one choice can say whether words may be shared"
                self.add_error(f"about_{place}", words)
        if not self.errors:
            for problem in check_form(self.definition())[:1] if not self.version else ():
                words = "Choose a question for at least one column."
                self.add_error(None, words if not problem.question else str(problem))
        return data

    def uses(self) -> list[str]:
        """Return what each column is used for, as far as that is valid."""
        return self._chosen("use", ASIDE)

    def about(self) -> list[str]:
        """Return what each column is about, where it makes a question of a new form."""
        return [] if self.version else self._chosen("about", NOTHING)

    def _chosen(self, what: str, otherwise: str) -> list[str]:
        names = [f"{what}_{place}" for place in range(len(self.sheet.headings))]
        if not self.is_bound:
            fields = [self.fields.get(name) for name in names]
            return [field.initial if field else otherwise for field in fields]
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
        """What the whole file comes to."""
        return self._understood(range(len(self.sheet.rows)))

    def context(self) -> dict[str, Any]:
        """Return what each page needs that says what was understood of a file (`asks/earlier/`)."""
        return {
            "file": self.file,
            "form": self,
            "found": self.found,
            "uses": self.table(),
            "shown": self.first_lines(SHOWN),
            "refused": sorted([*map(tuple, self.file.refused), *self.found.refused]),
        }

    def first_lines(self, most: int) -> list[tuple[int, list[tuple[str, list[str]]]]]:
        """Return the first lines of the file without the columns `apart`, each cell with its
        heading and as a list: of its choices, if it has several."""
        definition, answered = self._answered()
        some = self.sheet.rows[:most]
        columns = [
            read_apart(definition, target, cells, [row[place] for row in some])
            for place, (target, cells) in enumerate(
                zip(answered, self.columns_of_file, strict=True)
            )
        ]
        rows = [
            [
                (heading, cell)
                for place, (heading, cell) in enumerate(zip(self.sheet.headings, row, strict=True))
                if place not in self.apart
            ]
            for row in zip(*columns, strict=True)
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


def sheet_of(file: ResponsesFile) -> Sheet:
    """Return the rows of a file as they were read."""
    rows = [(line, list(cells)) for line, cells in file.rows]
    return Sheet(
        headings=tuple(file.headings),
        rows=[cells for _, cells in rows],
        lines=[line for line, _ in rows],
        refused=[],
    )
