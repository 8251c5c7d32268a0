from datetime import timedelta

import pytest

from alongside.gatherings import actions
from alongside.gatherings.models import Design

from .conftest import STARTS

TYPED = {
    "name": "The session",
    "minutes": "180",
    "break_minutes": "0",
    "agenda": "30 Welcome\n60 min: The ladder | A film\n\n",
    "activities": "",
}


@pytest.fixture
def version(cast, programme, now):
    return actions.add_design(
        programme=programme,
        name="The session",
        contents=actions.Contents(minutes=180, agenda=[]),
        by=cast.amira,
        now=now,
    )


def shorter(design, now, **words):
    return actions.change_design(
        design=design,
        contents=actions.Contents(minutes=90, break_minutes=10),
        by=None,
        now=now,
        **words,
    )


def test_a_design_is_written_one_item_a_line(cast, programme, sign_in):
    answer = sign_in(cast.tom).post(
        f"/o/sandbrook-council/programmes/{programme.pk}/designs/add/", TYPED
    )
    design = Design.objects.get()
    assert answer.headers["Location"] == f"/o/sandbrook-council/designs/{design.pk}/agenda/"
    assert design.versions.get().agenda == [
        {"title": "Welcome", "minutes": 30, "about": ""},
        {"title": "The ladder", "minutes": 60, "about": "A film"},
    ]


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"agenda": "10 Tea\nWelcome"}, "Line 2: start with the minutes, like “10 Welcome”"),
        ({"agenda": "120 One\n61 Two"}, "The agenda takes 181 minutes, and the session has 180"),
        ({"minutes": "long"}, "Enter a number of minutes, like 90"),
        ({"break_minutes": "180"}, "Make the break shorter than the session"),
    ],
)
def test_a_design_that_does_not_add_up_is_said_in_words(cast, programme, sign_in, wrong, problem):
    address = f"/o/sandbrook-council/programmes/{programme.pk}/designs/add/"
    page = sign_in(cast.tom).post(address, TYPED | wrong).content.decode()
    assert f">{problem}</a>" in page
    assert Design.objects.count() == 0


def test_a_version_nobody_has_used_is_corrected_in_place(version, plan, now):
    plan(version=version)
    again = shorter(version.design, now)
    assert (again.pk, again.number, again.minutes) == (version.pk, 1, 90)


def test_a_version_that_was_used_stays_and_the_next_says_why(version, plan, now):
    plan(version=version)
    after = STARTS + timedelta(days=1)
    with pytest.raises(actions.NotPossible, match="Say what changed and why"):
        shorter(version.design, after)
    new = shorter(version.design, after, changed="Half as long", because="It was too long")
    version.refresh_from_db()
    assert [(v.number, v.minutes, v.because) for v in version.design.versions.all()] == [
        (2, 90, "It was too long"),
        (1, 180, ""),
    ]
    assert (version.minutes, new.made) == (180, after)


@pytest.mark.parametrize(("use", "number"), [(True, 2), (False, 1)])
def test_planned_sessions_follow_the_new_version_when_wanted(version, plan, use, number):
    held, planned = plan(version=version), plan(version=version, starts=STARTS + timedelta(days=9))
    shorter(
        version.design,
        STARTS + timedelta(days=1),
        changed="Shorter",
        because="Too long",
        use_for_planned=use,
    )
    for session, follows in ((held, 1), (planned, number)):
        session.refresh_from_db()
        assert session.version.number == follows


def test_a_cancelled_session_has_used_nothing(version, plan, now):
    actions.cancel(gathering=plan(version=version), because="Snow", now=now)
    assert shorter(version.design, STARTS + timedelta(days=1)).number == 1


def test_the_form_asks_what_changed_only_when_a_session_has_used_it(
    cast, version, plan, clock, sign_in
):
    client, address = sign_in(cast.tom), f"/o/sandbrook-council/designs/{version.design_id}/change/"
    plan(version=version)
    assert "changed" not in client.get(address).context["form"].fields
    clock(STARTS)
    page = client.post(address, TYPED).content.decode()
    assert (">Enter what changed</a>" in page, ">Enter why</a>" in page) == (True, True)
    client.post(address, TYPED | {"changed": "Shorter", "because": "Too long"})
    assert [v.number for v in version.design.versions.all()] == [2, 1]


def test_changing_the_design_leaves_its_agenda(cast, version, sign_in, now):
    item = {"title": "Tea", "minutes": 5, "about": "", "kind": "break"}
    actions.add_item(design=version.design, item=item, now=now)
    address = f"/o/sandbrook-council/designs/{version.design_id}/change/"
    sign_in(cast.tom).post(address, {"minutes": "90", "break_minutes": "5"})
    version.refresh_from_db()
    assert (version.minutes, version.agenda) == (90, [item])


def test_two_designs_of_one_programme_have_two_names(cast, version, sign_in):
    address = f"/o/sandbrook-council/programmes/{version.design.programme_id}/designs/add/"
    page = sign_in(cast.tom).post(address, TYPED).content.decode()
    assert "This programme has a design of this name." in page


def test_the_page_says_what_changed_and_because_of_what(cast, version, plan, sign_in):
    plan(version=version)
    shorter(
        version.design,
        STARTS + timedelta(days=1),
        changed="Half as long",
        because="It was too long",
    )
    page = sign_in(cast.david).get(f"/o/sandbrook-council/designs/{version.design_id}/")
    assert [v.changed for v in page.context["versions"]] == ["Half as long", ""]
    assert "It was too long" in page.content.decode()
