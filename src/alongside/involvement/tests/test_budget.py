"""What people's time costs is shown of many, and never of one."""

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.involvement import actions, budget, queries, tasks
from alongside.involvement.models import BudgetShown, Part
from alongside.projects.models import Project

FEBRUARY, JANUARY = date(2026, 2, 10), date(2026, 1, 12)


@pytest.fixture
def many(offered, cast, now):
    """Call it to have so many people give a session on a day and choose; the first `paid` of them
    are paid three days later. Returns who."""

    def do(people, day, way="bank", paid=0, opportunity=None, names="Nadia"):
        opportunity = opportunity or offered(places=40)
        at = timezone.make_aware(datetime.combine(day, time(9)))
        found = []
        for number in range(people):
            part = actions.apply(
                opportunity=opportunity,
                name=f"{names} {number}",
                email=f"{names}{number}@example.org",
                age=Part.Age.ADULT,
                now=now,
                today=now.date(),
            )
            if part.placed is None:
                actions.place(part=part, by=cast.tom, now=now, today=now.date())
            part.refresh_from_db()
            if way:
                actions.choose(offer=part.offer, way=way, signed=part.member.name, now=at)
            given = actions.note_given(
                part=part, day=day, what="Meeting", units=Decimal(1), by=cast.tom, now=now
            )
            if number < paid:
                after = day + timedelta(days=3)
                actions.pay(given=given, day=after, paid_as="V", by=cast.amira, now=now)
            found.append(part)
        return found

    return do


def shown(table):
    return {line.name: [cell.value for cell in (line.offered, *line.cells)] for line in table.lines}


def test_what_was_offered_paid_and_is_owed_stands_by_month(many, cast, now):
    opportunity = many(6, JANUARY, paid=6)[0].opportunity
    many(12, FEBRUARY, paid=6, opportunity=opportunity, names="Bo")
    many(6, FEBRUARY, way="decline", opportunity=opportunity, names="Cleo")
    found = budget.budget(cast.here, now.date())
    assert (found.since, found.until) == (date(2025, 3, 1), date(2026, 2, 28))
    assert found.months.columns == (budget.PAID, budget.WAITS, budget.REST)
    assert shown(found.months) == {
        "January 2026": [16500, 16500, 0, 0],
        "February 2026": [49500, 16500, 16500, 16500],
    }
    assert found.months.offered.value == 66000
    assert found.months.lines[0].days == 3
    assert shown(found.projects) == {"No project": [66000, 33000, 16500, 16500]}
    assert found.days == (3, 3)


def test_nobodys_own_sum_is_there(many, sign_in, cast, now):
    many(3, FEBRUARY, paid=2)
    found = budget.budget(cast.here, now.date())
    assert not found.months.lines
    assert found.months.offered.hidden
    assert found.days is None
    assert not found.chose
    page = sign_in(cast.amira).get(reverse("involvement:budget", args=[cast.here.slug]))
    text = page.content.decode()
    assert "27.50" not in text
    assert "82.50" not in text


def test_one_who_waits_is_not_told_from_those_who_are_paid(many, cast, now):
    many(9, FEBRUARY, paid=8)
    found = budget.budget(cast.here, now.date())
    assert found.months.columns == ("Paid, or to be paid", budget.REST)
    assert shown(found.months) == {"February 2026": [24750, 24750, 0]}


def test_a_month_of_a_few_stands_with_the_next(many, cast, now):
    opportunity = many(2, JANUARY, paid=2)[0].opportunity
    many(7, FEBRUARY, paid=7, opportunity=opportunity, names="Bo")
    found = budget.budget(cast.here, now.date())
    assert list(shown(found.months)) == [budget.MONTHS_TOGETHER]


def test_this_month_is_not_counted_yet(many, cast, now):
    many(9, now.date(), way="")
    assert budget.budget(cast.here, now.date()).months.offered.value == 0


def test_one_persons_own_support_is_not_named(many, offered, cast, now):
    own = Project.objects.create(
        organisation=cast.here, name="Eve’s own plan", issue="x", level="strategic", begun=JANUARY
    )
    many(9, FEBRUARY, paid=9, opportunity=offered(places=40, project=own))
    assert list(shown(budget.budget(cast.here, now.date()).projects)) == ["Eve’s own plan"]
    Project.objects.filter(pk=own.pk).update(level="individual")
    found = budget.budget(cast.here, now.date())
    assert list(shown(found.projects)) == [budget.NO_PROJECT]


def test_costs_of_a_few_are_not_shown(many, cast, now):
    parts = many(6, FEBRUARY)
    for part in parts[:4]:
        actions.ask_for_expense(
            part=part, kind="travel", amount=500, ahead=False, needed_by=FEBRUARY, now=now
        )
    assert budget.budget(cast.here, now.date()).costs_wait.hidden


def test_how_people_chose_is_counted_by_their_newest_choice(many, cast, now):
    opportunity = many(8, JANUARY, way="voucher")[0].opportunity
    many(9, JANUARY, opportunity=opportunity, names="Bo")
    many(8, FEBRUARY, way="decline", opportunity=opportunity)
    found = dict(budget.budget(cast.here, now.date()).chose)
    assert (found["Into their account"].value, found["Nothing"].value) == (9, 8)
    assert found["A voucher"].value == 0


@pytest.mark.parametrize(
    ("who", "code"), [("amira", 200), ("david", 200), ("tom", 403), ("priya", 403)]
)
def test_who_may_look(sign_in, cast, who, code):
    client = sign_in(getattr(cast, who))
    for name in ("budget", "budget_file"):
        at = reverse(f"involvement:{name}", args=[cast.here.slug])
        assert client.get(at).status_code == code


def test_what_is_noted_late_waits_for_the_next_month(many, sign_in, cast, now):
    opportunity = many(6, FEBRUARY, paid=6)[0].opportunity
    tasks.due(now)
    pages = [
        reverse(f"involvement:{one}", args=[cast.here.slug]) for one in ("budget", "budget_file")
    ]
    client = sign_in(cast.david)
    before = [client.get(at).getvalue() for at in pages]
    assert b"165.00" in before[1]
    many(1, FEBRUARY, paid=1, opportunity=opportunity, names="Bo")
    tasks.due(now)
    assert [client.get(at).getvalue() for at in pages] == before
    tasks.due(now + timedelta(days=31))
    assert b"192.50" in client.get(pages[1]).getvalue()
    assert BudgetShown.objects.count() == 2


@pytest.mark.parametrize("people", [0, 3, 9])
def test_kept_figures_are_the_figures(many, cast, now, people):
    if people:
        many(people, FEBRUARY, paid=people - 1)
    found = budget.budget(cast.here, now.date())
    again = budget.kept(json.loads(json.dumps(budget.as_data(found))))
    assert budget.as_data(again) == budget.as_data(found)
    assert list(budget.as_rows("x", again).rows) == list(budget.as_rows("x", found).rows)


def test_the_file_has_the_figures_of_the_page(many, sign_in, cast, now):
    many(6, FEBRUARY, paid=6)
    tasks.due(now)
    at = reverse("involvement:budget_file", args=[cast.here.slug])
    text = sign_in(cast.david).get(at).getvalue().decode()
    assert "by month,February 2026,Offered,165.00" in text
    assert "Nadia" not in text
    assert queries.days_to_pay(cast.here, now.date()).of == 6
