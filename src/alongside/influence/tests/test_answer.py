from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.gatherings import actions as gatherings
from alongside.influence import actions, queries
from alongside.influence.models import Answer, Change
from alongside.insight import actions as insight
from alongside.people.actions import NotPossible

HOME = "/o/sandbrook-council/answers/"
DUE = date(2026, 4, 7)


def answered(analysis):
    return [
        (one.theme.name, str(one.people), one.answer and one.answer.words, one.due)
        for one in queries.answered(analysis)
    ]


def say_no(theme, cast, now, text="We asked. The caretaker goes home at five."):
    return actions.answer_no(
        theme=theme, reason="outside our power", text=text, by=cast.amira, now=now
    )


def test_what_people_asked_for_waits_28_days_for_an_answer(analysis):
    assert answered(analysis) == [
        ("Shorter", "6", None, DUE),
        ("Tea", "5", None, DUE),
        ("Warmer", "not shown", None, DUE),
    ]


def test_nothing_waits_before_the_themes_are_shared(open_themes):
    assert queries.answered(open_themes) == []


def test_a_lead_says_what_changed_and_which_design_has_it(
    analysis, theme, cast, sign_in, version, now
):
    shorter = theme("Shorter")
    client = sign_in(cast.amira)
    where = f"{HOME}{shorter.pk}/"
    answer = client.post(
        f"{where}changed/",
        {
            "text": " Sessions now take an hour and a half. ",
            "changed_on": "2026-03-01",
            "version": version.pk,
        },
    )
    assert answer.headers["Location"] == where
    kept = Answer.objects.get()
    change = kept.change
    assert (kept.theme, kept.outcome, change.text, change.changed_on, change.version) == (
        shorter,
        "changed",
        "Sessions now take an hour and a half.",
        date(2026, 3, 1),
        version,
    )
    assert (kept.by, kept.written) == (cast.amira, now)
    assert answered(analysis)[0] == ("Shorter", "6", kept.words, None)
    page = client.get(where).content.decode()
    assert "In Short, version 1." in page
    assert [label in page for label in ("6 of 12 people said this", "Done")] == [True, True]


def test_one_change_answers_several_things(analysis, theme, cast, sign_in, now):
    client = sign_in(cast.amira)
    tea = f"{HOME}{theme('Tea').pk}/"
    assert "already does this too" not in client.get(tea).content.decode()
    first = actions.answer_changed(
        theme=theme("Shorter"),
        text="It is short now, with tea.",
        changed_on=now.date(),
        by=cast.amira,
        now=now,
    )
    assert "already does this too" in client.get(tea).content.decode()
    wrong = client.post(f"{tea}same-change/", {"x": ""}).content.decode()
    assert "Choose the change that does this too" in wrong
    done = client.post(f"{tea}same-change/", {"change": first.change_id})
    assert done.headers["Location"] == tea
    things = queries.answered(analysis)
    assert queries.tallied(things) == (3, 2, 1, 0, 1)
    together = [[one.theme.name for one in group] for group in queries.by_change(things)]
    assert together == [["Shorter", "Tea"], ["Warmer"]]
    page = client.get(HOME).content.decode()
    assert "3 things asked for, 1 change made for 2 of them" in page


def test_a_change_of_others_is_refused(analysis, theme, cast, now):
    theirs = Change.objects.create(organisation=cast.there, text="Tea.", changed_on=DUE)
    with pytest.raises(NotPossible, match="a change of your own"):
        actions.answer_with_change(theme=theme("Tea"), change=theirs, by=cast.amira, now=now)
    assert list(queries.changes(cast.here)) == []


def test_a_change_needs_a_day_that_has_come(analysis, theme, cast, sign_in):
    where = f"{HOME}{theme('Tea').pk}/changed/"
    client = sign_in(cast.amira)
    page = client.post(where, {"text": "There is tea.", "changed_on": "2026-03-11"})
    assert "This day is still to come." in page.content.decode()
    page = client.post(where, {"text": "There is tea."}).content.decode()
    assert '<a href="#id_changed_on">Enter the day since when it is so</a>' in page
    assert Answer.objects.count() == 0


def test_a_no_needs_its_reason_and_its_words(analysis, theme, cast, sign_in, now):
    where = f"{HOME}{theme('Tea').pk}/no/"
    client = sign_in(cast.amira)
    page = client.post(where, {"text": ""}).content.decode()
    assert "Choose the reason why not" in page
    assert '<a href="#id_text">Enter the reason in plain words</a>' in page
    client.post(where, {"reason": "money", "text": "There is no money for tea this year."})
    kept = Answer.objects.get()
    assert (kept.outcome, kept.reason, kept.get_reason_display()) == (
        "no",
        "money",
        "There is no money for it",
    )
    with pytest.raises(NotPossible, match="Choose the reason why not"):
        actions.answer_no(theme=theme("Tea"), reason="", text="No.", by=cast.amira, now=now)
    with pytest.raises(NotPossible, match="Enter the answer in plain words"):
        say_no(theme("Tea"), cast, now, text="  ")


def test_words_that_are_hard_to_read_are_sent_back(analysis, theme, cast, sign_in):
    long = "We are sorry, " + "and sorry again, " * 9
    where = f"{HOME}{theme('Tea').pk}/no/"
    page = sign_in(cast.amira).post(where, {"reason": "money", "text": f"No. {long}"})
    assert "The sentence that begins “We are sorry, and sorry” has 30 words." in (
        page.content.decode()
    )
    assert Answer.objects.count() == 0


def test_not_yet_says_who_sees_to_it_and_moves_the_day(analysis, theme, cast, sign_in, now):
    where = f"{HOME}{theme('Tea').pk}/not-yet/"
    client = sign_in(cast.amira)
    wrong = client.post(
        where, {"text": "We look.", "owner": cast.tom.pk, "answer_by": "2026-03-09"}
    ).content.decode()
    assert "Choose one of the people in the list" in wrong
    assert "Choose a day that is still to come" in wrong
    client.post(where, {"text": "We look.", "owner": cast.david.pk, "answer_by": "2026-05-01"})
    assert answered(analysis)[1] == ("Tea", "5", "We look.", date(2026, 5, 1))
    assert Answer.objects.get().owner == cast.david


def test_the_newest_answer_counts_and_the_others_are_kept(analysis, theme, cast, now, sign_in):
    tea = theme("Tea")
    say_no(tea, cast, now, "There is no kitchen.")
    actions.answer_changed(
        theme=tea, text="There is tea.", changed_on=now.date(), by=cast.amira, now=now
    )
    assert answered(analysis)[1] == ("Tea", "5", "There is tea.", None)
    assert [a.words for a in queries.history(tea)] == ["There is tea.", "There is no kitchen."]
    page = sign_in(cast.david).get(f"{HOME}{tea.pk}/").content.decode()
    assert page.index("There is tea.") < page.index("There is no kitchen.")


def test_only_what_people_asked_to_improve_is_answered_once_shared(open_themes, cast, now, sign_in):
    tea = open_themes.themes.get(name="Tea")
    with pytest.raises(NotPossible, match="once it is shared"):
        say_no(tea, cast, now)
    insight.share(analysis=open_themes, by=cast.priya, now=now)
    ladder = open_themes.themes.get(name="The ladder")
    with pytest.raises(NotPossible, match="Only what people asked to improve"):
        say_no(ladder, cast, now)
    assert sign_in(cast.amira).get(f"{HOME}{ladder.pk}/").status_code == 404


def test_a_design_or_an_owner_of_others_is_refused(analysis, theme, cast, now, version):
    programme = gatherings.add_programme(organisation=cast.there, name="Theirs", now=now)
    theirs = gatherings.add_design(
        programme=programme,
        name="D",
        contents=gatherings.Contents(minutes=60),
        by=None,
        now=now,
    )
    more = {"theme": theme("Tea"), "text": "Tea.", "by": cast.amira, "now": now}
    with pytest.raises(NotPossible, match="a session design of your own"):
        actions.answer_changed(version=theirs, changed_on=now.date(), **more)
    with pytest.raises(NotPossible, match="somebody of your own"):
        actions.answer_not_yet(owner=cast.bola, answer_by=DUE, **more)
    assert list(queries.versions(cast.here)) == [version]


def test_the_table_keeps_no_answer_that_says_too_little(analysis, theme, cast, now):
    change = Change.objects.create(organisation=cast.here, text="Tea.", changed_on=DUE)
    right = {"theme": theme("Tea"), "text": "Words"}
    wrong = [
        right | {"outcome": "no"},
        right | {"outcome": "no", "reason": "because"},
        right | {"outcome": "no", "reason": "law", "text": ""},
        right | {"outcome": "changed"},
        right | {"outcome": "changed", "change": change},
        right | {"outcome": "changed", "change": change, "text": "", "reason": "law"},
        right | {"outcome": "not yet", "owner": cast.tom, "answer_by": DUE, "change": change},
        right | {"outcome": "not yet", "owner": cast.tom},
        right | {"outcome": "not yet", "answer_by": DUE},
        right | {"outcome": "maybe"},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.create(**values)
    for outcome, more in {
        "no": {"reason": "law"},
        "changed": {"change": change, "text": ""},
        "not yet": {"owner": cast.tom, "answer_by": DUE},
    }.items():
        Answer.objects.create(**right | more, outcome=outcome)
    assert Answer.objects.count() == 3


def test_what_is_late_comes_first_and_what_is_answered_last(
    analysis, theme, cast, sign_in, now, clock
):
    say_no(theme("Shorter"), cast, now)
    actions.answer_not_yet(
        theme=theme("Tea"),
        text="We look.",
        owner=cast.amira,
        answer_by=DUE + timedelta(days=30),
        by=cast.amira,
        now=now,
    )
    clock(now + timedelta(days=29))
    page = sign_in(cast.david).get(HOME)
    assert [(one.theme.name, late) for one, late in page.context["things"]] == [
        ("Warmer", True),
        ("Tea", False),
        ("Shorter", False),
    ]
    assert "Late: due 7 Apr 2026" in page.content.decode()
    assert "The public page about" not in page.content.decode()


def test_on_the_day_itself_it_is_not_late(analysis):
    one = queries.answered(analysis)[0]
    assert [one.late(DUE), one.late(DUE + timedelta(days=1))] == [False, True]


@pytest.mark.parametrize(
    ("who", "read", "write"),
    [("amira", 200, 200), ("priya", 200, 403), ("tom", 200, 403), ("david", 200, 403)],
)
def test_staff_and_senior_managers_read_and_leads_answer(
    analysis, theme, cast, sign_in, who, read, write
):
    client = sign_in(getattr(cast, who))
    where = f"{HOME}{theme('Tea').pk}/"
    assert [client.get(HOME).status_code, client.get(where).status_code] == [read, read]
    for act in ("changed/", "same-change/", "no/", "not-yet/"):
        assert client.get(f"{where}{act}").status_code == write


def test_a_senior_manager_sees_no_small_number(analysis, theme, cast, sign_in):
    page = sign_in(cast.david).get(f"{HOME}{theme('Warmer').pk}/").content.decode()
    assert '<span class="withheld">number not shown</span>' in page
    assert "1 people" not in page


def test_the_list_takes_the_same_number_of_queries_for_one_as_for_many(
    analysis, theme, cast, sign_in, now, django_assert_num_queries
):
    from alongside.insight.tests import story

    client = sign_in(cast.david)
    for _ in range(2):
        with django_assert_num_queries(13):
            client.get(HOME)
        say_no(theme("Tea"), cast, now)
        wave = story.tell(cast.here, now, [{"improve": "Tea"}] * 5)
        other = story.analyse(cast.priya, now, wave)
        story.sort_into(other, {("improve", "Tea"): "Tea"}, cast.priya, now)
        insight.share(analysis=other, by=cast.priya, now=now)
