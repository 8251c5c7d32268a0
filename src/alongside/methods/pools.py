"""The people that lots are drawn among, as groups who gave the same answers, and the quotas."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from alongside.methods.integers import Numbers, Places, Rows, cheapest
from alongside.methods.sortition import NotPossible, Quota


class Pool:
    """The people as groups who gave the same answers where there are quotas."""

    def __init__(
        self, people: Sequence[Mapping[str, str]], quotas: Sequence[Quota], places: int
    ) -> None:
        self.quotas, self.places = quotas, places
        features = list(dict.fromkeys(quota.feature for quota in quotas))
        known: dict[tuple[str, ...], int] = {}
        self.groups = [
            known.setdefault(tuple(person.get(feature, "") for feature in features), len(known))
            for person in people
        ]
        self.sizes = np.bincount(self.groups).astype(np.float64)
        place = {feature: number for number, feature in enumerate(features)}
        self.members = [
            np.array(
                [
                    group
                    for answers, group in known.items()
                    if answers[place[quota.feature]] == quota.value
                ],
                dtype=np.int64,
            )
            for quota in quotas
        ]
        self.everybody = np.arange(len(self.sizes))
        self.leasts = np.array([*(quota.least for quota in quotas), places], dtype=np.float64)
        self.mosts = np.array([*(quota.most for quota in quotas), places], dtype=np.float64)
        self.lines = [*self.members, self.everybody]
        self.rows = self.within(1, 1)

    def within(self, fewest: float, most: float) -> Rows:
        """Return the quotas of so many panels together."""
        return Rows.of(
            [
                (line, np.ones(len(line)), fewest * low, most * high)
                for line, low, high in zip(self.lines, self.leasts, self.mosts, strict=True)
            ]
        )

    def among(self, groups: Places, panels: int) -> Rows:
        """Return the quotas of so many panels together, of these groups alone: columns are theirs,
        in their order."""
        place = np.full(len(self.sizes), -1)
        place[groups] = np.arange(len(groups))
        rows: list[tuple[object, object, float, float]] = []
        for line, low, high in zip(self.lines, self.leasts, self.mosts, strict=True):
            columns = place[line]
            columns = columns[columns >= 0]
            rows.append((columns, np.ones(len(columns)), panels * low, panels * high))
        return Rows.of(rows)

    def panel(self, worth: Numbers) -> Numbers | None:
        """Return the panel that is worth most, as how many of each group."""
        found = cheapest(self.rows, -worth, np.zeros(len(worth)), self.sizes, whole=True)
        return None if found is None else found.columns

    def refusal(self) -> NotPossible:
        """Return that no panel meets the quotas, and which of them would have to change, by the
        fewest people."""
        groups, quotas = len(self.sizes), len(self.quotas)
        rows: list[tuple[object, object, float, float]] = [
            (
                [*line, groups + number, groups + quotas + number],
                [*np.ones(len(line)), 1.0, -1.0],
                quota.least,
                quota.most,
            )
            for number, (line, quota) in enumerate(zip(self.members, self.quotas, strict=True))
        ]
        rows.append((self.everybody, np.ones(groups), self.places, self.places))
        found = cheapest(
            Rows.of(rows),
            np.concatenate([np.zeros(groups), np.ones(2 * quotas)]),
            np.zeros(groups + 2 * quotas),
            np.concatenate([self.sizes, np.full(2 * quotas, float(self.places))]),
            whole=True,
        )
        if found is None:
            return NotPossible(
                "No panel meets these quotas: the least of one is more than its most."
            )
        short = found.columns[groups : groups + quotas].astype(int)
        over = found.columns[groups + quotas :].astype(int)
        needs = [
            f"“{quota}” at least {quota.least - fewer} instead of {quota.least}"
            for quota, fewer in zip(self.quotas, short, strict=True)
            if fewer
        ] + [
            f"“{quota}” at most {quota.most + more} instead of {quota.most}"
            for quota, more in zip(self.quotas, over, strict=True)
            if more
        ]
        return NotPossible(
            "No panel from this list meets all quotas together. The smallest change that would do: "
            f"{', and '.join(needs)}.",
            [
                replace(quota, least=quota.least - int(fewer), most=quota.most + int(more))
                for quota, fewer, more in zip(self.quotas, short, over, strict=True)
            ],
        )
