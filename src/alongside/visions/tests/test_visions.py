"""A vision board from its first sentence to the second look."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.asks import actions as asks
from alongside.asks.starters import starter
from alongside.influence.tests import told
from alongside.people import actions as people
from alongside.projects import actions as projects
from alongside.projects.models import Project
from alongside.visions import actions, queries
from alongside.visions.models import Seen
from alongside.walls import actions as walls
from alongside.walls.changes import Change
from alongside.web.settled import Fixed


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def vision(cast, now):
    made = actions.begin(organisation=cast.here, title="Our vision", by=cast.amira, now=now)
    wants = "Everybody asks first\nEverybody asks first\n\nPeople are paid"
    for kind, side, text in (("want", "together", wants), ("now", "staff", "Few ask")):
        actions.write(vision=made, kind=kind, side=side, text=text, by=cast.amira, now=now)
    return made


def pairs(vision):
    return {str(pair.want): pair for pair in queries.on_board(vision).pairs}


def marked(vision):
    want = pairs(vision)["Everybody asks first"].want
    (now_is,) = queries.on_board(vision).alone
    return actions.mark(want=want, now_is=now_is, between="Time")


def test_each_sentence_stands_once_and_a_gap_has_both_ends(vision):
    assert list(pairs(vision)) == ["Everybody asks first", "People are paid"]
    assert queries.on_board(vision).open == 2
    marked(vision)
    board = queries.on_board(vision)
    assert (board.open, board.alone) == (1, [])
    pair = pairs(vision)["Everybody asks first"]
    assert (str(pair.now), pair.between, pair.last) == ("Few ask", "Time", None)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"text": " \n "}, "at least one sentence"),
        ({"kind": "then"}, "Choose what it says"),
        ({"text": "x" * 501}, "500 letters or fewer"),
    ],
)
def test_what_is_wrong_with_sentences_is_said(vision, cast, now, wrong, problem):
    right = {"kind": "want", "side": "", "text": "A", "by": cast.amira, "now": now}
    with pytest.raises(actions.NotPossible, match=problem):
        actions.write(vision=vision, **right | wrong)


def test_each_look_keeps_how_the_gap_stood_then(vision, cast, now):
    marked(vision)
    want = pairs(vision)["Everybody asks first"].want
    by = {"vision": vision, "who": "Us", "by": cast.amira, "now": now}
    day = now.date()
    actions.look_again(day=day - timedelta(days=90), seen={want: ("same", "Still few")}, **by)
    actions.look_again(day=day, seen={want: ("smaller", "Half ask")}, look_on=day, **by)
    (line, *_) = queries.over_time(vision)
    assert [(seen.stands, seen.words) for seen in line.seen] == [
        ("same", "Still few"),
        ("smaller", "Half ask"),
    ]
    assert pairs(vision)["Everybody asks first"].last.words == "Half ask"
    with pytest.raises(actions.NotPossible, match="on this day already"):
        actions.look_again(day=day, seen={want: ("wider", "")}, **by)
    seen = Seen.objects.first()
    seen.words = "Something else"
    with pytest.raises(Fixed):
        seen.save()
    actions.take_off(statement=want, now=now)
    assert "Everybody asks first" not in pairs(vision)
    assert queries.over_time(vision)[0].want == "Everybody asks first"


def test_notes_of_a_wall_go_on_the_board_and_off_when_they_are_taken_back(
    vision, cast, now, sign_in
):
    wall = walls.make_wall(organisation=cast.here, ask="How?", columns=["Now"], now=now)
    for text in ("Meetings at ten", "No tea"):
        add = Change(wall.pk, "somebody", uuid.uuid4(), "add", {"text": text})
        walls.change(change=add, now=now)
    note, other = wall.notes.order_by("number")
    client = sign_in(cast.amira)
    address = reverse("visions:from_wall", args=[cast.here.slug, vision.pk, wall.pk])
    assert "Choose at least one note" in client.post(address, {}).content.decode()
    client.post(address, {f"note_{note.pk}": "now", f"note_{other.pk}": ""})
    assert [str(one) for one in queries.on_board(vision).alone] == ["Few ask", "Meetings at ten"]
    assert [one.pk for one in queries.to_take(vision, wall)] == [other.pk]
    kept = vision.statements.get(kept__isnull=False).kept
    walls.withdraw(kept=kept, now=now)
    assert [str(one) for one in queries.on_board(vision).alone] == ["Few ask"]


def test_nothing_of_one_persons_own_support_goes_on_a_board(vision, cast, now, sign_in):
    story = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    wall = walls.make_wall(organisation=cast.here, ask="How is Dot?", columns=["Now"], now=now)
    about = {"organisation": cast.here, "title": "What Dot needs", "now": now}
    form = asks.make_form(draft=starter("learning_needs"), **about)
    wave = asks.open_wave(version=asks.publish(form=form, now=now), mode="anonymous", opens=now)
    asks.close(wave=wave, now=now)
    for row in (wall, wave):
        type(row).objects.filter(pk=row.pk).update(project=story.project)
    client, parts = sign_in(cast.amira), [cast.here.slug, vision.pk]
    pages = [reverse("visions:from_walls", args=parts), reverse("visions:look", args=parts)]
    words = ["How is Dot?", wave.title]
    assert [one in client.get(at).text for one, at in zip(words, pages, strict=True)] == [
        True,
        True,
    ]
    Project.objects.filter(pk=story.project.pk).update(level=Project.Level.INDIVIDUAL)
    assert [one in client.get(at).text for one, at in zip(words, pages, strict=True)] == [
        False,
        False,
    ]
    at = reverse("visions:from_wall", args=[*parts, wall.pk])
    assert client.get(at).status_code == 404


def test_looked_at_on_the_page_and_taken_away_as_a_file(vision, cast, sign_in):
    client = sign_in(cast.amira)
    at = [cast.here.slug, vision.pk]
    paid = pairs(vision)["People are paid"].want
    sent = {"day": "2026-03-10", "who": "All of us", "look_on": "2026-09-10"}
    address = reverse("visions:look", args=at)
    page = client.post(address, sent).content.decode()
    assert "Say of at least one wish how it stands" in page
    client.post(address, sent | {f"stands_{paid.pk}": "closed", f"words_{paid.pk}": "All are"})
    vision.refresh_from_db()
    assert f"{vision.look_on}" == "2026-09-10"
    table = client.get(reverse("visions:over_time_csv", args=at)).content.decode()
    assert "People are paid,,It is as we wanted,All are" in table
    for name in ("vision", "show", "over_time"):
        assert (
            "It is as we wanted" in client.get(reverse(f"visions:{name}", args=at)).content.decode()
        )


def test_a_gap_is_marked_on_the_page(vision, cast, sign_in):
    client = sign_in(cast.amira)
    (now_is,) = queries.on_board(vision).alone
    want = pairs(vision)["People are paid"].want
    gap = reverse("visions:gap", args=[cast.here.slug, vision.pk, want.pk])
    assert client.post(gap, {"now_is": now_is.pk, "between": "Money"}).status_code == 302
    assert pairs(vision)["People are paid"].between == "Money"
    of_now = reverse("visions:gap", args=[cast.here.slug, vision.pk, now_is.pk])
    assert client.get(of_now).status_code == 404


def test_a_gap_becomes_a_need_of_the_learning_plan(vision, cast, sign_in):
    client = sign_in(cast.tom)
    page = client.get(reverse("visions:vision", args=[cast.here.slug, vision.pk])).text
    (address, *_) = re.findall(r'href="([^"]*/learning/needs/new/[^"]*)"', page)
    assert 'value="Everybody asks first"' in client.get(address).text


def test_a_board_of_a_project_is_read_by_those_who_may_read_the_project(cast, sign_in, now):
    eve = people.add_member(
        organisation=cast.here,
        name="Eve",
        email="eve@example.org",
        roles=["expert by experience"],
        can_sign_in=True,
        now=now,
    )
    project = projects.begin(
        organisation=cast.here,
        name="Room",
        issue="A room",
        level="strategic",
        begun=now.date(),
        by=cast.amira,
        now=now,
    )
    about = {"organisation": cast.here, "by": cast.amira, "now": now}
    of_all = actions.begin(title="For all", **about)
    of_it = actions.begin(title="Of the project", project=project, **about)
    client = sign_in(eve)
    codes = [
        client.get(reverse("visions:vision", args=[cast.here.slug, one.pk])).status_code
        for one in (of_all, of_it)
    ]
    assert codes == [200, 404]
    page = client.get(reverse("visions:visions", args=[cast.here.slug])).content.decode()
    assert "For all" in page
    assert "Of the project" not in page
    write = reverse("visions:write", args=[cast.here.slug, of_all.pk])
    assert client.post(write, {"kind": "want", "text": "A"}).status_code == 403


def test_the_board_takes_as_many_queries_for_many_as_for_few(
    vision, cast, sign_in, now, django_assert_max_num_queries
):
    text = "\n".join(f"Wish {number}" for number in range(30))
    actions.write(vision=vision, kind="want", side="", text=text, by=cast.amira, now=now)
    client = sign_in(cast.amira)
    with django_assert_max_num_queries(14):
        client.get(reverse("visions:vision", args=[cast.here.slug, vision.pk]))


def test_many_boards_stand_on_pages(vision, cast, now, sign_in):
    for number in range(20):
        actions.begin(organisation=cast.here, title=f"A {number:02}", by=cast.amira, now=now)
    client, here = sign_in(cast.amira), reverse("visions:visions", args=[cast.here.slug])
    assert "Our vision" not in client.get(here).content.decode()
    assert "Our vision" in client.get(f"{here}?page=2").content.decode()
