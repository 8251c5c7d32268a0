"""How many people share what, and never who."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.gatherings import private
from alongside.passports import actions, counts, tasks
from alongside.passports.models import Figures, Share

A_MONTH = timedelta(days=31)

JUST_BEFORE = timedelta(days=12)
"""So long before the tests' moment is in the last whole month."""


@pytest.fixture
def share(session, book, now):
    """Have so many people share a kind of thing, and say afterwards whether it was there."""

    def do(many, kind="talking", met="", names="Ann"):
        for number in range(many):
            member = book(session, f"{names}{number} Jones").membership
            need = actions.write_need(
                member=member, kind=kind, words="My secret", weight="helpful", today=now.date()
            )
            until = actions.last_day(event=session, today=now.date())
            actions.share(member=member, event=session, needs=[need], until=until, now=now)
            Share.objects.filter(need=need).update(shared=now - JUST_BEFORE, met=met)

    return do


def test_people_are_counted_by_kind_and_by_programme(share, session, cast, now):
    share(6)
    share(7, "room", names="Bo")
    found = counts.counts(cast.here, now.date())
    kinds = {name: many.value for name, _, many in found.kinds}
    assert (kinds["Talking and listening"], kinds["The room"], kinds["Food and drink"]) == (6, 7, 0)
    assert found.in_all.value == 13
    assert found.places in {(session.programme.name,), ()}


def test_a_few_people_are_not_counted(share, sign_in, cast, now):
    share(4)
    found = counts.counts(cast.here, now.date())
    assert (found.kinds, found.met) == ((), ())
    page = sign_in(cast.amira).get(reverse("passports:counts", args=[cast.here.slug]))
    assert "So few people" in page.content.decode()


def test_a_kind_of_a_few_is_hidden_among_others(share, cast, now):
    share(9)
    share(2, "food", names="Bo")
    kinds = {name: many for name, _, many in counts.counts(cast.here, now.date()).kinds}
    assert kinds["Food and drink"].hidden


def test_whether_it_was_there_is_summed_up(share, cast, now):
    share(7, met="yes")
    share(6, met="no", names="Bo")
    found = counts.counts(cast.here, now.date())
    assert {words: many.value for words, many in found.met} == {
        "Yes, it was there": 7,
        "Partly": 0,
        "No": 6,
        counts.NOT_SAID: 0,
    }


def page_of(client, cast):
    return client.get(reverse("passports:counts", args=[cast.here.slug])).text


def test_what_is_shown_does_not_move_when_one_person_answers_or_deletes(share, cast, sign_in, now):
    share(7, met="yes")
    share(6, met="no", names="Bo")
    tasks.due(now)
    client = sign_in(cast.david)
    before = page_of(client, cast)
    assert ">13<" in before
    Share.objects.filter(met="no").first().need.delete()
    actions.say_met(share=Share.objects.filter(met="yes").first(), met="no")
    tasks.due(now)
    assert page_of(client, cast) == before
    file = client.get(reverse("passports:counts_file", args=[cast.here.slug])).getvalue().decode()
    assert "Was it there? No,All together,6" in file


def test_a_month_in_which_one_person_came_waits_for_others(share, cast, sign_in, now):
    share(7)
    share(6, "room", names="Bo")
    tasks.due(now)
    client = sign_in(cast.david)
    before = page_of(client, cast)
    share(1, "room", names="Cleo")
    Share.objects.filter(need__member__name__startswith="Cleo").update(shared=now)
    tasks.due(now + A_MONTH)
    assert page_of(client, cast) == before
    share(5, names="Di")
    Share.objects.filter(need__member__name__startswith="Di").update(shared=now + A_MONTH)
    tasks.due(now + 2 * A_MONTH)
    tasks.due(now + 2 * A_MONTH)
    assert ">19<" in page_of(client, cast)
    assert Figures.objects.count() == 3


def test_what_is_of_this_month_waits(share, cast, now):
    share(9)
    Share.objects.update(shared=now)
    assert counts.counts(cast.here, now.date()).kinds == ()


@pytest.mark.parametrize(
    ("who", "code"), [("amira", 200), ("david", 200), ("tom", 403), ("priya", 403)]
)
def test_who_may_look(share, sign_in, cast, who, code):
    share(6)
    client = sign_in(getattr(cast, who))
    for name in ("counts", "counts_file"):
        answer = client.get(reverse(f"passports:{name}", args=[cast.here.slug]))
        assert answer.status_code == code
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"My secret" not in text
        assert not re.search(rb"\bAnn\b", text)


def test_a_place_leads_to_what_helps_me_without_the_own_link(booked, client):
    page = client.get(
        reverse("gatherings:place", args=[private.token(booked.gathering_id, booked.membership_id)])
    )
    text = page.content.decode()
    assert "/own-page/" in text
    assert "/mine/" not in text
