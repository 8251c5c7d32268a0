from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.gatherings import actions, private, reviews, tasks
from alongside.gatherings.models import Review, ReviewAnswer
from alongside.letters.models import Letter
from alongside.people import actions as people
from alongside.people import queries as groups

from .conftest import letters

DAY = timedelta(days=1)
AGENDA = [
    {"title": "Welcome", "minutes": 10, "about": ""},
    {"title": "Videos", "minutes": 40, "about": "Three of them"},
]
SAID = {
    "verdict_0": "keep",
    "words_0": "",
    "verdict_1": "leave out",
    "words_1": "Too long",
    "missing": "Tea",
}
PAGES = "/o/sandbrook-council/"


@pytest.fixture
def version(cast, programme, now):
    return actions.add_design(
        programme=programme,
        name="The session",
        contents=actions.Contents(minutes=60, agenda=AGENDA),
        by=cast.amira,
        now=now,
    )


@pytest.fixture
def group(cast, now):
    """Tom and Priya have addresses; Dot has none."""
    found = people.add_group(organisation=cast.here, name="Small group", kind="other", now=now)
    people.add_to_group(group=found, members=[cast.tom, cast.priya, cast.dot], now=now)
    return found


@pytest.fixture
def ask(cast, version, group, now):
    def do(**more):
        details = {"version": version, "group": group, "question": "Keep?", "by": cast.amira}
        return actions.ask_group(**{"closes": now + 10 * DAY, "now": now} | details | more)

    return do


@pytest.fixture
def review(ask):
    return ask()


def link_of(review, member):
    return f"/review/{private.review_token(review.pk, member.pk)}/"


def say(review, member, now, verdict="keep", **more):
    parts = [{"verdict": verdict, "words": ""}, {}]
    return actions.answer_review(review=review, membership=member, parts=parts, now=now, **more)


# Asking


def test_a_group_is_asked_and_everybody_with_an_address_gets_a_letter(
    cast, version, group, sign_in
):
    answer = sign_in(cast.tom).post(
        f"{PAGES}designs/{version.design_id}/ask/",
        {"group": group.pk, "question": "Keep it?", "closes": "2026-03-24"},
    )
    review = Review.objects.get()
    assert answer.headers["Location"] == f"{PAGES}reviews/{review.pk}/"
    assert (str(review.last_day), review.asked_by) == ("2026-03-24", cast.tom)
    assert [letter.to for letter in Letter.objects.order_by("to")] == [
        "priya@example.org",
        "tom@example.org",
    ]
    text = Letter.objects.get(to="tom@example.org").text
    assert link_of(review, cast.tom).rsplit(":", 2)[0] in text  # what follows is the moment
    assert "It is not anonymous" in text


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"group": ""}, "Choose a group"),
        ({"question": " "}, "Enter what you want to ask"),
        ({"closes": ""}, "Enter the last day to answer"),
        ({"closes": "2026-03-09"}, "Choose today or a later day"),
        ({"closes": "2028-03-09"}, "Choose a day in the next 12 months"),
    ],
)
def test_what_cannot_be_asked_is_said_in_words(cast, version, group, sign_in, wrong, problem):
    typed = {"group": group.pk, "question": "Keep it?", "closes": "2026-03-24"} | wrong
    page = sign_in(cast.tom).post(f"{PAGES}designs/{version.design_id}/ask/", typed)
    assert f">{problem}</a>" in page.content.decode()
    assert Review.objects.count() == 0


def test_a_form_sent_twice_asks_once(ask):
    from uuid import uuid4

    client_id = uuid4()
    assert ask(client_id=client_id) == ask(client_id=client_id)
    assert (Review.objects.count(), Letter.objects.count()) == (1, 2)


def test_a_group_that_cannot_answer_is_not_asked(cast, ask, group, programme, now):
    empty = people.add_group(organisation=cast.here, name="Empty", kind="other", now=now)
    theirs = people.add_group(organisation=cast.there, name="Theirs", kind="other", now=now)
    people.add_to_group(group=theirs, members=[cast.bola], now=now)
    bare = actions.add_design(
        programme=programme, name="Bare", contents=actions.Contents(60), by=None, now=now
    )
    people.put_group_away(group=group, now=now)
    group.refresh_from_db()
    for wrong, problem in (
        ({"group": empty}, "Nobody is in this group yet"),
        ({"group": theirs}, "belongs to another organisation"),
        ({}, "is put away"),
    ):
        with pytest.raises(actions.NotPossible, match=problem):
            ask(**wrong)
    people.bring_group_back(group=group)
    group.refresh_from_db()
    with pytest.raises(actions.NotPossible, match="no agenda yet"):
        ask(version=bare)
    with pytest.raises(actions.NotPossible, match="last day that is today or later"):
        ask(closes=now)


# Answering


def test_somebody_answers_with_their_link_and_is_told_first_that_it_is_named(cast, client, review):
    link = link_of(review, cast.tom)
    first = client.get(link)
    assert "Your name is shown with what you say" in first.content.decode()
    assert "no-store" in first.headers["Cache-Control"]
    answer = client.post(link, SAID)
    assert answer.headers["Location"] == f"{link}?saved=yes"
    kept = ReviewAnswer.objects.get()
    assert kept.membership == cast.tom
    assert kept.parts == [
        {"verdict": "keep", "words": ""},
        {"verdict": "leave out", "words": "Too long"},
    ]
    assert "Thank you. We have what you said" in client.get(f"{link}?saved=yes").content.decode()


def test_answering_again_changes_what_was_said(cast, client, review):
    link = link_of(review, cast.tom)
    for words in ("Too long", "Far too long"):
        client.post(link, SAID | {"words_1": words})
    kept = ReviewAnswer.objects.get()
    assert (kept.parts[1]["words"], kept.changed is None) == ("Far too long", False)
    assert "Far too long" in client.get(link).content.decode()


def test_saying_nothing_is_a_problem_and_too_much_stays_typed(cast, client, review):
    link = link_of(review, cast.tom)
    assert "Say something about at least one part" in client.post(link, {}).content.decode()
    page = client.post(link, SAID | {"words_1": "x" * 4001}).content.decode()
    assert "Make what you say about “Videos” shorter" in page
    assert "x" * 4001 in page
    page = client.post(link, SAID | {"verdict_0": "burn it"}).content.decode()
    assert 'href="#id_verdict_0_0">Choose one of the answers in the list' in page
    assert ReviewAnswer.objects.count() == 0


def test_a_script_in_the_words_is_words(cast, client, review, sign_in):
    client.post(link_of(review, cast.tom), SAID | {"words_1": "<script>alert(1)</script>"})
    page = sign_in(cast.amira).get(f"{PAGES}reviews/{review.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in page


def test_late_words_are_refused_but_not_lost(cast, client, review, clock):
    clock(review.closes)
    page = client.post(link_of(review, cast.tom), SAID).content.decode()
    assert "This review closed on" in page
    assert "Too long" in page
    assert ReviewAnswer.objects.count() == 0


def test_after_the_close_the_link_shows_what_they_said(cast, client, review, clock):
    link = link_of(review, cast.tom)
    client.post(link, SAID)
    clock(review.closes)
    page = client.get(link).content.decode()
    assert ("This review has closed" in page, "Leave it out: " in page) == (True, True)
    assert "<form" not in page


@pytest.mark.parametrize("spoil", [lambda t: t[:-3], lambda t: "x" + t, lambda t: "x", str.upper])
def test_a_spoilt_link_is_said_in_words(cast, client, review, spoil):
    token = spoil(private.review_token(review.pk, cast.tom.pk))
    answer = client.get(f"/review/{token}/")
    assert answer.status_code == 404
    assert "This link does not work" in answer.content.decode()


def test_a_link_of_a_session_opens_no_review(cast, client, review):
    for salt in ("place", "other"):
        token = signing.dumps([review.pk, cast.tom.pk], salt=f"alongside.link.{salt}")
        assert client.get(f"/review/{token}/").status_code == 404


def test_a_link_that_has_run_out_says_so(cast, client, review, monkeypatch):
    monkeypatch.setattr(private, "DAYS", -1)
    answer = client.get(link_of(review, cast.tom))
    assert (answer.status_code, "This link has run out" in answer.content.decode()) == (410, True)


def test_somebody_of_another_organisation_or_never_asked_finds_nothing(cast, client, review):
    for stranger in (cast.bola, cast.amira):
        assert client.get(link_of(review, stranger)).status_code == 404


def test_somebody_who_is_taken_out_can_say_no_more_but_what_they_said_is_kept(
    cast, client, review, now, sign_in
):
    link = link_of(review, cast.tom)
    client.post(link, SAID)
    people.take_from_group(
        place=groups.in_group(review.group).get(membership=cast.tom), now=now + DAY
    )
    answer = client.post(link, SAID | {"words_1": "Again"})
    assert answer.status_code == 410
    assert "You are not in this group any more" in answer.content.decode()
    with pytest.raises(actions.NotPossible, match="Only people who are in the group"):
        say(review, cast.tom, now + DAY)
    page = sign_in(cast.amira).get(f"{PAGES}reviews/{review.pk}/").content.decode()
    assert "Too long" in page
    assert "not in the group any more" in page


# For those who run sessions


def test_staff_see_who_said_what_about_each_part(cast, review, now):
    say(review, cast.tom, now, "change")
    say(review, cast.priya, now, missing="Tea")
    parts = reviews.by_part(review)
    assert [(part.title, [(s.name, s.label) for s in part.said]) for part in parts] == [
        ("Welcome", [("Priya Nair", "Keep it"), ("Tom Baker", "Change it")]),
        ("Videos", []),
    ]
    assert [(said.name, said.words) for said in reviews.missing(review)] == [("Priya Nair", "Tea")]


def test_a_review_takes_the_same_number_of_queries_however_many_answered_and_left(
    cast, review, now, sign_in
):
    client, taken = sign_in(cast.amira), []
    for who, by in ((cast.tom, None), (cast.dot, cast.amira)):
        say(review, who, now, noted_by=by)
        place = groups.in_group(review.group).get(membership=who)
        people.take_from_group(place=place, now=now)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{PAGES}reviews/{review.pk}/")
        taken.append(len(queries))
    assert taken[0] == taken[1]


@pytest.mark.parametrize(
    ("who", "sees", "words", "closes"),
    [("tom", 200, True, 302), ("priya", 200, False, 403), ("david", 200, False, 403)],
)
def test_names_and_words_are_for_those_who_run_sessions(
    cast, review, now, sign_in, who, sees, words, closes
):
    say(review, cast.dot, now, missing="A hearing loop", noted_by=cast.amira)
    client = sign_in(getattr(cast, who))
    answer = client.get(f"{PAGES}reviews/{review.pk}/")
    page = answer.content.decode()
    assert answer.status_code == sees
    assert ["A hearing loop" in page, "Dot Evans" in page] == [words] * 2
    assert client.post(f"{PAGES}reviews/{review.pk}/close/").status_code == closes


def test_what_somebody_says_on_paper_is_written_down_and_says_by_whom(cast, review, sign_in):
    client, address = sign_in(cast.tom), f"{PAGES}reviews/{review.pk}/members/{cast.dot.pk}/"
    client.post(address, SAID)
    kept = ReviewAnswer.objects.get()
    assert (kept.membership, kept.noted_by) == (cast.dot, cast.tom)
    page = client.get(f"{PAGES}reviews/{review.pk}/").content.decode()
    assert "written down by Tom Baker" in page


def test_nobody_else_changes_what_somebody_said_by_themselves(cast, review, now, sign_in):
    say(review, cast.priya, now)
    address = f"{PAGES}reviews/{review.pk}/members/{cast.priya.pk}/"
    assert sign_in(cast.tom).post(address, SAID).status_code == 403
    with pytest.raises(actions.NotPossible, match="Only they can change it"):
        say(review, cast.priya, now, "change", noted_by=cast.tom)


def test_it_closes_now_and_opens_again_with_a_later_day(cast, review, sign_in, clock, now):
    client, address = sign_in(cast.tom), f"{PAGES}reviews/{review.pk}/"
    clock(now + DAY)
    client.post(f"{address}close/")
    review.refresh_from_db()
    assert (review.open(now + DAY), str(review.last_day)) == (False, "2026-03-11")
    page = client.post(f"{address}closing/", {"closes": "2026-03-01"}).content.decode()
    assert ">Choose today or a later day</a>" in page
    client.post(f"{address}closing/", {"closes": "2026-03-30"})
    review.refresh_from_db()
    assert (review.open(now + DAY), str(review.last_day)) == (True, "2026-03-30")


# What comes of it


def test_a_version_that_a_group_was_asked_about_stays_and_the_next_says_why(
    cast, review, now, sign_in
):
    say(review, cast.tom, now, "change")
    say(review, cast.priya, now, "leave out")
    address = f"{PAGES}designs/{review.version.design_id}/change/?review={review.pk}"
    client = sign_in(cast.amira)
    because = client.get(address).context["form"].initial["because"]
    assert because == (
        "The group “Small group” looked at version 1 in March 2026. People in it asked us to "
        "change “Welcome”, and to leave out “Welcome”."
    )
    typed = {"minutes": "60", "break_minutes": "", "agenda": "10 Tea", "activities": ""}
    client.post(address, typed | {"changed": "Tea first", "because": because})
    new = review.version.design.versions.first()
    assert (new.number, new.review) == (2, review)
    design = client.get(f"{PAGES}designs/{review.version.design_id}/").content.decode()
    assert f'href="{PAGES}reviews/{review.pk}/">See what “Small group” said</a>' in design
    told = [who for who, subject in letters() if subject.startswith("We changed the session")]
    assert sorted(told) == ["priya", "tom"]


def test_a_review_of_another_design_is_no_reason(cast, review, programme, now, sign_in):
    other = actions.add_design(
        programme=programme, name="Other", contents=actions.Contents(60), by=None, now=now
    )
    address = f"{PAGES}designs/{other.design_id}/change/?review={review.pk}"
    assert sign_in(cast.amira).get(address).status_code == 404
    with pytest.raises(actions.NotPossible, match="about another design"):
        actions.change_design(
            design=other.design, contents=actions.Contents(50), by=None, now=now, review=review
        )


# What is due


def reminded():
    return sorted(who for who, subject in letters() if subject == "A reminder")


def test_a_reminder_goes_once_three_days_before_to_those_who_have_not_answered(cast, review, now):
    say(review, cast.priya, now)
    counts = []
    for moment in (now, now + 6.9 * DAY, now + 7 * DAY, now + 8 * DAY, review.closes):
        for _ in range(2):
            tasks.due(moment)
        counts.append(reminded())
    assert counts == [[], [], ["tom"], ["tom"], ["tom"]]


def test_whoever_comes_into_the_group_later_is_asked_once_and_not_reminded_at_once(
    cast, review, now
):
    people.add_to_group(group=review.group, members=[cast.david], now=now + 8 * DAY)
    for _ in range(2):
        tasks.due(now + 8 * DAY)
    asked = Letter.objects.filter(to="david@example.org")
    assert [letter.once for letter in asked] == [f"review-{review.pk}-{cast.david.pk}-asked"]


def test_nobody_is_written_to_about_a_review_that_was_closed(cast, review, now):
    actions.close_review(review=review, now=now + DAY)
    people.add_to_group(group=review.group, members=[cast.david], now=now + 2 * DAY)
    tasks.due(now + 8 * DAY)
    assert Letter.objects.count() == 2


def test_nobody_is_reminded_who_left_the_group_or_the_organisation(cast, review, now):
    people.take_from_group(place=groups.in_group(review.group).get(membership=cast.tom), now=now)
    people.end_membership(membership=cast.priya, now=now)
    tasks.due(now + 8 * DAY)
    assert reminded() == []
