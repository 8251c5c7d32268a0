"""Somebody chooses what they take of an offer, gives time, and is paid."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from alongside.involvement import actions, benefits, private, queries
from alongside.involvement.models import Choice, Given, Part
from alongside.letters.models import Letter
from alongside.methods.documents.html import to_html
from alongside.web.settled import Fixed


@pytest.fixture
def choose(placed, now):
    """Call it to have somebody choose."""

    def do(way, part=placed, at=now, **more):
        return actions.choose(offer=part.offer, way=way, signed="Nadia", now=at, **more)

    return do


@pytest.fixture
def gave(placed, cast, now):
    """Call it to note that somebody gave time some days ago."""

    def do(days=0, units="1", part=placed):
        return actions.note_given(
            part=part,
            day=now.date() - timedelta(days=days),
            what="Meeting",
            units=Decimal(units),
            by=cast.tom,
            now=now,
        )

    return do


def pay(given, day, cast, now):
    return actions.pay(given=given, day=day, paid_as="V-1", by=cast.amira, now=now)


@pytest.mark.parametrize(
    ("way", "more", "words", "amount"),
    [
        ("bank", {}, "£27.50: paid into my bank account", 2750),
        ("voucher", {}, "£27.50: a voucher", 2750),
        ("donate", {"charity": "Shelter"}, "All of it goes to Shelter", 2750),
        ("less", {"amount": 1000, "less_as": "voucher"}, "£10 of the £27.50: a voucher", 1000),
        ("decline", {}, "Nothing of the £27.50", 0),
    ],
)
def test_what_somebody_chose_is_kept_with_what_was_offered(choose, way, more, words, amount):
    choice = choose(way, **more)
    assert benefits.chosen(choice) == words
    assert (choice.offered, choice.amount) == (2750, amount)


@pytest.mark.parametrize(
    ("way", "more", "problem"),
    [
        ("donate", {}, "which charity"),
        ("less", {"less_as": "bank"}, "less than what was offered"),
        ("less", {"amount": 2750, "less_as": "bank"}, "less than what was offered"),
        ("less", {"amount": 100}, "how the smaller sum is paid"),
        ("gold", {}, "one of the ways"),
    ],
)
def test_a_choice_that_says_too_little_is_refused(choose, way, more, problem):
    with pytest.raises(actions.NotPossible, match=problem):
        choose(way, **more)
    assert not Choice.objects.exists()


def test_what_is_signed_never_changes_and_the_newest_holds_for_what_is_not_paid(
    choose, gave, cast, now
):
    first = choose("voucher")
    with pytest.raises(Fixed):
        Choice.objects.filter(pk=first.pk).update(amount=1)
    paid, owed = pay(gave(3), now.date(), cast, now), gave(1)
    assert choose("voucher").pk == first.pk, "the same again is the same"
    choose("decline", at=now + timedelta(minutes=1))
    paid.refresh_from_db()
    owed.refresh_from_db()
    assert (paid.amount, owed.amount) == (2750, 0)
    assert queries.due(cast.here) == []


def test_whoever_has_not_chosen_is_asked_and_cannot_be_paid_yet(choose, gave, cast, now):
    given = gave()
    assert Letter.objects.filter(subject__startswith="How would you like").count() == 1
    with pytest.raises(actions.NotPossible, match="has not chosen yet"):
        pay(given, now.date(), cast, now)
    choose("bank")
    assert pay(given, now.date(), cast, now).paid_on == now.date()
    assert Letter.objects.filter(subject__startswith="We have paid you").count() == 1


def test_hours_count_to_the_penny(choose, gave):
    choose("bank")
    assert gave(units="1.5").amount == 4125


def test_nobody_under_16_is_paid_into_an_account(offered, apply, place, choose, now):
    forum = offered(from_age=11)
    part = apply("Ada", opportunity=forum, age=Part.Age.CHILD, grown_up="B", grown_up_reach="1")
    actions.agree_for_child(part=part, day=now.date())
    part = place(part)
    with pytest.raises(actions.NotPossible):
        choose("bank", part=part)
    assert choose("voucher", part=part).way == "voucher"
    page = Client().get(f"/part/{private.token(part.pk)}/choose/").content.decode()
    assert "bank account" not in page


def test_days_to_pay_count_from_the_later_of_giving_and_choosing(choose, gave, cast, now):
    choose("bank", at=now - timedelta(days=10))
    for days, after in ((20, 3), (9, 5), (8, 8)):
        given = gave(days)
        day = max(given.day, now.date() - timedelta(days=10)) + timedelta(days=after)
        pay(given, day, cast, now)
    gave(4)
    found = queries.days_to_pay(cast.here, now.date())
    assert (found.median, found.longest, found.of) == (5, 8, 3)
    assert (found.waiting, found.waiting_longest) == (1, 4)


def test_one_earns_by_week_against_ones_own_limit_and_not_what_one_gave_away(
    client, choose, gave, placed, now
):
    choose("bank")
    gave(1)  # a Monday: the story plays on a Tuesday
    gave(0)
    gave(3)
    actions.set_limit(member=placed.member, amount=5000, per="week")
    placed.member.refresh_from_db()
    found = queries.earned(placed.member, placed.member.limit)
    assert [(one.pence, one.over) for one in found] == [(5500, True), (2750, False)]
    page = f"/mine/{private.mine_token(placed.member_id)}/"
    assert "Over your limit" in client.get(page).content.decode()
    client.post(f"{page}limit/", {"amount": "", "per": "month"})
    assert "Over your limit" not in client.get(page).content.decode()
    choose("donate", charity="Shelter", at=now + timedelta(minutes=1))
    assert queries.earned(placed.member, None) == []


def test_the_letter_for_benefits_says_what_is_recorded(client, choose, gave, placed, cast, now):
    choose("bank", at=now - timedelta(days=2))
    choose("less", amount=1000, less_as="voucher")
    pay(gave(1), now.date(), cast, now)
    expense = actions.ask_for_expense(
        part=placed, kind="travel", amount=320, ahead=True, needed_by=now.date(), now=now
    )
    actions.pay_expense(expense=expense, day=now.date(), by=cast.amira)
    words = to_html(benefits.letter(placed, now.date()))
    for said in ("£27.50 for a session", "£10 of the £27.50", "£3.20", "can stop at any time"):
        assert said in words
    path = f"/part/{private.token(placed.pk)}/letter"
    page = client.get(f"{path}/").content.decode()
    assert "all count as earnings" in page
    assert "<h1>Nadia: taking part in" in page
    assert client.get(f"{path}.pdf").content.startswith(b"%PDF")


def test_the_list_for_whoever_pays_has_no_account_and_no_formula(choose, gave, placed, cast):
    placed.member.name = "=HYPERLINK(1)"
    placed.member.save()
    choose("voucher")
    given = gave()
    payer = Client()
    payer.force_login(cast.amira.person)
    text = payer.get(f"/o/{cast.here.slug}/rewards.csv").content.decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(text))
    assert head == ["number", "name", "day", "for", "pounds", "how", "charity"]
    assert row[:2] == [f"G{given.pk}", "'=HYPERLINK(1)"]
    assert row[4:6] == ["27.50", "voucher"]


def test_only_an_owner_or_a_lead_pays(cast, choose, gave, placed):
    choose("bank")
    given = gave()
    facilitator = Client()
    facilitator.force_login(cast.tom.person)
    here = f"/o/{cast.here.slug}"
    where = f"{here}/opportunities/{placed.opportunity_id}/people/{placed.pk}/gave/{given.pk}/pay/"
    for path in (f"{here}/rewards/", f"{here}/rewards.csv", where):
        assert facilitator.get(path).status_code == 403


def test_what_was_noted_by_mistake_goes_while_it_is_not_paid(choose, gave, cast, now):
    choose("bank")
    actions.take_back_given(given=gave(2))
    paid = pay(gave(1), now.date(), cast, now)
    with pytest.raises(actions.NotPossible, match="paid already"):
        actions.take_back_given(given=paid)
    assert list(Given.objects.all()) == [paid]


def test_the_pages_of_ones_own_do_what_they_say(client, placed):
    own = f"/part/{private.token(placed.pk)}/"
    wrong = client.post(f"{own}choose/", {"way": "less", "amount": "30", "signed": "N"})
    assert "Enter a sum that is less than £27.50" in wrong.content.decode()
    client.post(f"{own}choose/", {"way": "voucher", "signed": "Nadia"})
    client.post(
        f"{own}cost/",
        {"kind": "travel", "amount": "3.20", "ahead": "on", "needed_by": "2026-03-20"},
    )
    page = client.get(own).content.decode()
    assert "£27.50: a voucher" in page
    assert "£3.20, needed by 20 March 2026" in page


def test_who_left_before_they_chose_can_still_choose(client, gave, placed, now):
    given = gave()
    actions.leave(part=placed, now=now)
    own = f"/part/{private.token(placed.pk)}/"
    assert f"{own}choose/" in client.get(own).content.decode()
    client.post(f"{own}choose/", {"way": "voucher", "signed": "Nadia"})
    given.refresh_from_db()
    assert given.owed
    assert given.way == "voucher"
