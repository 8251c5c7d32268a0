"""A board looks back: each alone, then together, and what is done about it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.boards import actions, private, queries, tasks
from alongside.boards.models import Point, ReviewPlace
from alongside.home import actions as home
from alongside.home import own_data
from alongside.influence.models import Promise
from alongside.letters.models import Letter


@pytest.fixture
def review(board, cast, now):
    return actions.begin_review(
        board=board, title="Spring", closes=now + timedelta(days=9), by=cast.amira, now=now
    )


def place_of(review, member):
    return review.places.get(member=member)


def test_everybody_has_a_link_and_those_with_an_address_a_letter(review, cast, sign_in):
    assert review.places.count() == 3
    letters = Letter.objects.filter(about="board")
    assert {one.member.name for one in letters} == {"Eve", cast.tom.name}
    assert private.address(place_of(review, cast.tom)) in letters.get(member=cast.tom).text
    address = reverse("boards:links", args=[cast.here.slug, review.board_id, review.pk])
    page = sign_in(cast.amira).get(address).content.decode()
    assert page.count("<article") == 1
    assert cast.dot.name in page


def test_staff_who_read_the_letter_do_not_get_its_link(review, cast, sign_in):
    letter = Letter.objects.get(about="board", member=cast.tom)
    at = reverse("letters:letter", args=[cast.here.slug, letter.pk])
    page = sign_in(cast.amira).get(at).text
    assert "rest is only in the letter)" in page
    assert private.key(review.pk, cast.tom.pk) not in page


def test_alone_by_link_then_together_without_names(review, cast, client, now):
    token = private.key(review.pk, cast.dot.pk)
    address = reverse("boards:alone", args=[token])
    assert "what do you think?" in client.get(address).content.decode()
    sent = {"did": "We met\n\nWe met\nWe asked", "pleased": "The tea"}
    assert client.post(address, sent).status_code == 302
    assert place_of(review, cast.dot).said == {
        "did": ["We met", "We asked"],
        "pleased": ["The tea"],
    }
    client.post(address, {"did": "We met"})
    tasks.due(now + timedelta(days=10))
    place = place_of(review, cast.dot)
    assert (place.said, place.took_part) == ({}, True)
    assert [one.text for one in Point.objects.all()] == ["We met"]
    page = client.get(address).content.decode()
    assert "We met" in page
    assert "Do something about it" not in page
    late = client.post(address, sent).content.decode()
    assert "This part has closed, so nothing more can be kept." in late
    assert "The tea" in late


def test_a_link_that_staff_print_does_not_show_what_somebody_wrote(review, cast, sign_in, client):
    dot, tom = (
        reverse("boards:alone", args=[private.key(review.pk, member.pk)])
        for member in (cast.dot, cast.tom)
    )
    for at in (dot, tom):
        assert client.post(at, {"pleased": "The tea"}).status_code == 302
    staff = sign_in(cast.amira)
    assert "The tea" not in client.get(dot).text
    assert "The tea" not in staff.get(dot).text
    assert "You have saved something" in staff.get(dot).text
    assert "The tea" in client.get(tom).text
    assert client.post(dot, {}).status_code == 302
    assert place_of(review, cast.dot).said == {"pleased": ["The tea"]}
    client.post(dot, {"did": "We met"})
    assert place_of(review, cast.dot).said == {"did": ["We met"]}


def test_a_link_that_is_cut_short_opens_nothing(review, client):
    answer = client.get(reverse("boards:alone", args=["abc"]))
    assert answer.status_code == 404
    assert "This link does not work" in answer.content.decode()


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("\n".join(f"Point {n}" for n in range(21)), "20 points at most"),
        ("x" * 501, "500 letters or fewer"),
    ],
)
def test_too_much_is_said_in_a_sentence_and_stays_on_the_page(review, cast, client, said, problem):
    address = reverse("boards:alone", args=[private.key(review.pk, cast.dot.pk)])
    page = client.post(address, {"learned": said}).content.decode()
    assert problem in page
    assert said in page
    assert place_of(review, cast.dot).said == {}


def test_agreed_words_are_there_once_and_become_a_promise(review, board, cast, now, sign_in):
    with pytest.raises(actions.NotPossible, match="Close that part first"):
        actions.agree(review=review, heading="different", text="More time")
    actions.close(review=review, now=now)
    review.refresh_from_db()
    client = sign_in(cast.amira)
    at = [cast.here.slug, board.pk, review.pk]
    sent = {"heading": "different", "text": "More time\nMore tea"}
    for _ in range(2):
        client.post(reverse("boards:agree", args=at), sent)
    assert Point.objects.filter(together=True).count() == 2
    point = Point.objects.get(text="More time")
    address = reverse("boards:promise", args=[cast.here.slug, board.pk, point.pk])
    sent = {"text": "Two hours each", "owner": cast.tom.pk, "due": "2026-05-01"}
    for _ in range(2):
        client.post(address, sent)
    promised = Promise.objects.get()
    assert (promised.text, promised.owner, promised.to_whom) == (
        "Two hours each",
        cast.tom,
        "Governance board",
    )
    assert [text for text, _, _ in queries.open_work(board)] == ["Two hours each"]
    back = [reverse("boards:take_back", args=[cast.here.slug, board.pk, one.pk])
            for one in Point.objects.order_by("text")]  # fmt: skip
    pages = [client.post(one, follow=True).content.decode() for one in back]
    assert "“More tea” is taken away." in pages[0]
    assert "Something was promised about this, so it stays." in pages[1]


def test_only_the_board_and_who_sees_to_boards_read_it(review, board, cast, sign_in, now):
    actions.close(review=review, now=now)
    address = reverse("boards:review", args=[cast.here.slug, board.pk, review.pk])
    answers = {one.name: sign_in(one).get(address).status_code for one in (cast.amira, cast.tom)}
    assert set(answers.values()) == {200}
    assert sign_in(cast.priya).get(address).status_code == 403


def test_what_nobody_has_read_yet_is_handed_over_and_deleted(review, cast, now):
    place = actions.keep(place=place_of(review, cast.dot), said={"did": "We met"}, now=now)
    told = own_data.kept(cast.dot)
    assert told["boards I am on"] == ["Governance board"]
    (wrote,) = told["what I wrote about my board"]
    assert wrote["words"] == {"did": ["We met"]}
    home.forget(member=cast.dot, now=now)
    place.refresh_from_db()
    assert place.said == {}


def test_closed_twice_is_once(review, cast, now):
    actions.keep(place=place_of(review, cast.tom), said={"did": "We met"}, now=now)
    for _ in range(2):
        actions.close(review=review, now=now)
    assert Point.objects.count() == 1
    assert ReviewPlace.objects.exclude(said={}).count() == 0
