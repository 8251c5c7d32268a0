"""Who is on a board, and when it met."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.boards import actions, queries
from alongside.boards.handover import document
from alongside.boards.models import Board
from alongside.influence.tests import told
from alongside.people import actions as people
from alongside.people.models import GroupMember


def held(board, day, there, by, now, **more):
    meeting = actions.plan(board=board, day=day, by=by, now=now)
    values = {"state": "held", "about": "", "because": "", "decisions": []} | more
    return actions.note(meeting=meeting, day=day, there=there, by=by, now=now, **values)


def test_somebody_who_is_both_is_counted_twice_and_once(board):
    rows = queries.parity(queries.members(board))
    counted = [
        (row.label, row.sides.experience, row.sides.staff, row.sides.both, row.sides.people)
        for row in rows
    ]
    assert counted == [
        ("On it", 2, 2, 1, 3),
        ("With a vote", 2, 1, 1, 2),
        ("Chairs", 1, 1, 0, 2),
    ]
    assert [row.sides.only_experience for row in rows] == [1, 1, 1]


def test_a_board_is_made_from_a_group_that_is_here_and_their_roles_say_the_side(cast, now):
    group = people.add_group(organisation=cast.here, name="Panel", kind="other", now=now)
    people.add_to_group(group=group, members=[cast.dot, cast.tom], now=now)
    about = {"decides": "All", "every": 4, "begun": now.date(), "by": cast.amira, "now": now}
    board = actions.begin(organisation=cast.here, group=group, **about)
    assert [(one.name, one.experience, one.said) for one in queries.members(board)] == [
        (cast.dot.name, True, False),
        (cast.tom.name, False, False),
    ]
    with pytest.raises(actions.NotPossible, match="a board already"):
        actions.begin(organisation=cast.here, group=group, **about)


def test_the_newest_meeting_comes_first_and_the_last_one_held_counts(board, cast, now, sign_in):
    tom = [one.place for one in queries.members(board) if one.name == cast.tom.name]
    for days in (9, 2, 5):
        there = tom if days == 2 else []
        held(board, now.date() - timedelta(days=days), there, cast.amira, now)
    days = [(now.date() - one.day).days for one in queries.meetings(board)]
    assert days == [2, 5, 9]
    address = reverse("boards:board", args=[cast.here.slug, board.pk])
    for days in (1, -9):
        day = now.date() - timedelta(days=days)
        actions.plan(board=board, day=day, by=cast.amira, now=now)
    answer = sign_in(cast.amira).get(address)
    assert answer.context["parity"][-1].sides.people == 1
    assert "3 of 4 meetings that were to be by now took place." in answer.content.decode()


def test_who_comes_back_has_two_times_on_the_board(board, cast, now):
    place = next(one.place for one in queries.members(board) if one.name == cast.dot.name)
    actions.leave(place=place, day=now.date() - timedelta(days=9), now=now)
    assert cast.dot.name not in [one.name for one in queries.members(board)]
    again = {"experience": True, "staff": False, "votes": True, "chair": False}
    actions.add_member(board=board, member=cast.dot, joined=now.date(), now=now, **again)
    assert GroupMember.objects.filter(group=board.group, membership=cast.dot).count() == 2
    with pytest.raises(actions.NotPossible, match="on the board already"):
        actions.add_member(board=board, member=cast.dot, joined=now.date(), now=now, **again)


def test_a_meeting_has_who_was_there_votes_and_decisions(board, cast, now, sign_in):
    story = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    there = [one.place for one in queries.members(board)]
    meeting = held(board, now.date(), there, cast.amira, now, decisions=[story.decision])
    numbers = {"in_favour": 1, "against": 0, "abstained": 1}
    actions.vote(meeting=meeting, question="Tea?", **numbers)
    with pytest.raises(actions.NotPossible, match="Only 2 people with a vote came"):
        actions.vote(meeting=meeting, question="Tea?", **numbers | {"against": 1})
    address = reverse("boards:meeting", args=[cast.here.slug, board.pk, meeting.pk])
    page = sign_in(cast.amira).get(address).content.decode()
    assert "1 for, 0 against, 1 neither" in page
    assert story.decision.question in page
    assert "Counted once, 1 is there only for their own experience" in page
    with pytest.raises(actions.NotPossible, match="it took place"):
        actions.note(
            meeting=meeting, day=now.date(), state="missed", because="Ill", about="",
            there=[], decisions=[], by=cast.amira, now=now,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"state": "missed"}, "Say why"),
        ({"state": "nonsense"}, "Choose whether"),
        ({"day": 1}, "still to come"),
        ({"there": "theirs"}, "people of this board"),
    ],
)
def test_what_is_wrong_with_a_meeting_is_said(board, cast, now, change, problem):
    if change.get("there"):
        group = people.add_group(organisation=cast.here, name="Other", kind="other", now=now)
        people.add_to_group(group=group, members=[cast.tom], now=now)
        change = {"there": [group.places.get()]}
    if "day" in change:
        change = {"day": now.date() + timedelta(days=change["day"])}
    values = {"state": "held", "about": "", "because": "", "decisions": [], "there": []}
    values |= {"day": now.date(), "by": cast.amira, "now": now}
    meeting = actions.plan(board=board, day=now.date(), by=cast.amira, now=now)
    with pytest.raises(actions.NotPossible, match=problem):
        actions.note(meeting=meeting, **values | change)


def test_the_handover_names_no_members_and_protects_small_numbers(board, cast, now):
    held(board, now.date(), [], cast.amira, now)
    words = repr(document(board, now.date()))
    assert "What money is spent on." in words
    assert "What people said" in words
    assert "no number is shown" in words
    assert all(one.name not in words for one in queries.members(board))


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_handover_is_a_file(board, cast, sign_in, kind):
    client = sign_in(cast.amira)
    address = reverse("boards:handover", args=[cast.here.slug, board.pk, kind])
    assert client.get(address).content[:2] in {b"%P", b"PK"}
    assert sign_in(cast.priya).get(address).status_code == 403


def test_begun_on_the_page_twice_is_once(cast, sign_in, now):
    client = sign_in(cast.amira)
    address = reverse("boards:begin", args=[cast.here.slug])
    sent = {"name": "Panel", "decides": "All", "every": "4", "begun": "2026-01-05"}
    sent |= {"client_id": "0b54a1f6-6f0a-4a7b-8c52-0a8d1f9f9d11"}
    first, again = (client.post(address, sent) for _ in range(2))
    assert first["Location"] == again["Location"]
    assert Board.objects.count() == 1
    page = client.post(address, sent | {"client_id": "", "every": "0"}).content.decode()
    assert "Enter how many weeks: a whole number from 1 to 52" in page


def test_a_project_that_became_one_persons_own_support_is_not_named(board, cast, sign_in, now):
    project = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now).project
    type(board).objects.filter(pk=board.pk).update(project=project)
    pages = [
        reverse("boards:boards", args=[cast.here.slug]),
        reverse("boards:board", args=[cast.here.slug, board.pk]),
    ]
    client = sign_in(cast.david)
    assert all(project.name in client.get(at).text for at in pages)
    type(project).objects.filter(pk=project.pk).update(level="individual")
    assert not any(project.name in client.get(at).text for at in pages)


def test_who_is_on_a_board_reads_it_and_others_who_take_part_do_not(board, cast, sign_in, now):
    made = {"roles": ["expert by experience"], "can_sign_in": True, "now": now}
    on_it, not_on_it = (
        people.add_member(organisation=cast.here, name=name, email=f"{name}@example.org", **made)
        for name in ("in", "out")
    )
    sides = {"experience": True, "staff": False, "votes": True, "chair": False}
    actions.add_member(board=board, member=on_it, joined=now.date(), now=now, **sides)
    address = reverse("boards:board", args=[cast.here.slug, board.pk])
    page = sign_in(on_it).get(address)
    assert page.status_code == 200
    assert "This board stops" not in page.content.decode()
    assert sign_in(not_on_it).get(address).status_code == 404


def test_the_page_takes_as_many_queries_for_many_as_for_few(
    board, cast, sign_in, now, django_assert_max_num_queries
):
    for number in range(9):
        member = people.add_member(organisation=cast.here, name=f"P{number}", email="", now=now)
        people.add_to_group(group=board.group, members=[member], now=now)
        held(board, now.date() - timedelta(days=number), [], cast.amira, now)
    client = sign_in(cast.amira)
    address = reverse("boards:board", args=[cast.here.slug, board.pk])
    with django_assert_max_num_queries(22):
        client.get(address)


def test_many_boards_and_many_meetings_stand_on_pages(board, cast, now, sign_in):
    for number in range(20):
        actions.begin(
            organisation=cast.here,
            name=f"A {number:02}",
            decides="All",
            every=4,
            begun=now.date(),
            by=cast.amira,
            now=now,
        )
        actions.plan(board=board, day=now.date() + timedelta(days=number), by=cast.amira, now=now)
    first = now.date() - timedelta(days=7)
    meeting = actions.plan(board=board, day=first, by=cast.amira, now=now)
    client = sign_in(cast.amira)
    here = reverse("boards:boards", args=[cast.here.slug])
    one = reverse("boards:board", args=[cast.here.slug, board.pk])
    met = reverse("boards:meeting", args=[cast.here.slug, board.pk, meeting.pk])
    assert one not in client.get(here).content.decode()
    assert one in client.get(f"{here}?page=2").content.decode()
    assert met not in client.get(one).content.decode()
    assert met in client.get(f"{one}?meetings=2").content.decode()
