"""What the live addresses know of a room without asking the database for each phone."""

import asyncio

import pytest
from django.core import signing
from django.db import OperationalError

from alongside.live import handlers, seating, telling
from alongside.live.telling import Drawn, Told
from alongside.web.stream import Hub

QUESTION = {"type": "one"}


@pytest.fixture
def reads(monkeypatch):
    """How often the room is read; each time it is at the next asking."""
    monkeypatch.setattr(handlers, "rooms", {})
    monkeypatch.setattr(handlers, "_reading", {})
    done = []

    async def refresh(thing):
        done.append(thing)
        asking = len(done)
        await asyncio.sleep(0.01)
        handlers.rooms[12] = Told(questions={asking: QUESTION})

    monkeypatch.setattr(handlers, "refresh", refresh)
    return done


async def found(*askings):
    return await asyncio.gather(*(handlers._found(12, asking) for asking in askings))


def test_a_room_is_read_once_for_all_who_answer_at_once(reads):
    assert asyncio.run(found(*[1] * 100)) == [QUESTION] * 100
    assert reads == ["room:12"]


def test_whoever_answers_what_is_asked_since_the_reading_began_is_not_refused(reads):
    assert asyncio.run(found(1, 2)) == [QUESTION, QUESTION]
    assert len(reads) == 2


def test_what_is_not_asked_is_not_found(reads):
    assert asyncio.run(found(99)) == [None]
    assert len(reads) == 2


def test_what_was_read_before_something_that_is_told_already_is_not_told(monkeypatch):
    """The room is read for its pace and for a phone that answers what is not known yet, at once;
    the one that began first ends last."""
    hub, begun = Hub(), []
    monkeypatch.setattr(telling, "hub", hub)
    monkeypatch.setattr(telling, "rooms", {})

    async def read(_, pk):
        begun.append(pk)
        words = f"reading {len(begun)}"
        await asyncio.sleep(0.1 / len(begun))
        return Drawn(Told(), {"now": words}, {"now": words})

    monkeypatch.setattr(telling, "in_thread", read)

    async def play():
        channel = hub.channel("room:12:people")
        await asyncio.gather(telling.refresh("room:12"), telling.refresh("room:12"))
        return channel.newest()

    assert asyncio.run(play()) == {"now": "reading 2"}


def test_nothing_is_kept_of_a_room_that_nobody_listens_to(monkeypatch):
    hub = Hub()
    monkeypatch.setattr(telling, "hub", hub)
    monkeypatch.setattr(telling, "rooms", {})

    async def read(_, pk):
        return Drawn(Told(), {"now": "words"}, {"now": "words"})

    monkeypatch.setattr(telling, "in_thread", read)
    asyncio.run(telling.refresh("room:12"))
    assert hub.channels == {}


def test_a_cookie_that_is_too_long_for_a_seat_is_not_kept():
    before = seating._understood.cache_info().currsize
    assert seating.read({"seat-ABC": "x" * 60_000}, "ABC") is None
    assert seating.read_header(b"seat-ABC=" + b"x" * 60_000, "ABC") is None
    assert seating._understood.cache_info().currsize == before


def test_the_seat_is_found_among_other_cookies():
    signed = signing.dumps([12, 34], salt=seating.SALT)
    header = f"csrftoken=a; seat-XYZ=wrong;seat-ABC={signed} ; sessionid=b".encode()
    assert seating.read_header(header, "ABC") == (12, 34)
    assert seating.read_header(header, "XYZ") is None
    assert seating.read_header(header, "AB") is None
    assert seating.read_header(b"", "ABC") is None


@pytest.fixture
def answers(monkeypatch):
    """Call it with what happens when the room is read; what a phone is told that answers a question
    which this process does not know."""
    signed = signing.dumps([12, 34], salt=seating.SALT)
    headers = {b"cookie": f"seat-ABC={signed}".encode()}
    monkeypatch.setattr(handlers, "rooms", {})
    monkeypatch.setattr(handlers, "_reading", {})
    monkeypatch.setattr(handlers.beside, "from_here", lambda _: True)
    monkeypatch.setattr(handlers, "hub", Hub())

    def run(problem):
        async def refresh(_):
            raise problem

        async def play():
            said = asyncio.get_running_loop().create_future()
            handlers.take("ABC", headers, b"asking=1&turn=1", said.set_result)
            return await asyncio.wait_for(said, 5)

        monkeypatch.setattr(handlers, "refresh", refresh)
        return asyncio.run(play())

    return run


@pytest.mark.parametrize(
    ("problem", "status"), [(OperationalError("gone"), 503), (ValueError("ours"), 500)]
)
def test_a_phone_is_answered_whatever_happens_to_its_room(answers, problem, status):
    assert answers(problem).status == status


@pytest.fixture
def counts(monkeypatch):
    """What a room's big screen is told: the reading that begins first ends last."""
    hub, begun = Hub(), []
    monkeypatch.setattr(telling, "hub", hub)
    monkeypatch.setattr(telling, "rooms", {})
    channel = hub.channel("room:12:screen")

    async def read(work, _):
        begun.append(work)
        number = len(begun)
        await asyncio.sleep(0.1 / number)
        if work is telling.counted:
            return f"{number} have answered"
        return Drawn(Told(), {}, {"now": "words", "count": f"{number} have answered"})

    monkeypatch.setattr(telling, "in_thread", read)

    async def play(*works):
        await asyncio.gather(*works)
        return channel.newest()

    return lambda *works: asyncio.run(play(*works))


def test_of_two_readings_the_later_one_says_how_many_have_answered(counts):
    told = counts(telling.refresh("room:12"), telling.recount("votes:12"))
    assert told["now"] == "words"
    assert told["count"] == "2 have answered"


def test_what_was_counted_before_a_room_was_read_is_not_told(counts):
    told = counts(telling.recount("votes:12"), telling.refresh("room:12"))
    assert told["count"] == "2 have answered"


def test_a_newer_count_stays_while_thousands_are_sent_the_room(monkeypatch):
    """Sending goes on in between: what is told then is newer."""
    hub = Hub()
    monkeypatch.setattr(telling, "hub", hub)
    monkeypatch.setattr(telling, "rooms", {})

    async def read(work, _):
        if work is telling.counted:
            return "11 have answered"
        return Drawn(Told(), {"now": "words"}, {"count": "10 have answered"})

    async def slowly(channel):
        await asyncio.sleep(0.05)

    monkeypatch.setattr(telling, "in_thread", read)
    monkeypatch.setattr(hub, "tell", slowly)
    hub.channel("room:12:people")
    screen = hub.channel("room:12:screen")

    async def play():
        told = asyncio.create_task(telling.refresh("room:12"))
        await asyncio.sleep(0.01)
        await telling.recount("votes:12")
        await told
        return screen.newest()["count"]

    assert asyncio.run(play()) == "11 have answered"


@pytest.mark.parametrize("thing", ["room:12", "votes:12"])
def test_whoever_leads_hears_that_the_database_is_away_and_that_it_is_back(monkeypatch, thing):
    hub = Hub()
    monkeypatch.setattr(telling, "hub", hub)
    monkeypatch.setattr(telling, "rooms", {})
    screen = hub.channel("room:12:screen")
    tell = telling.refresh if thing == "room:12" else telling.recount

    async def away(*_):
        raise OperationalError

    async def back(work, _):
        return "3" if work is telling.counted else Drawn(Told(), {}, {"count": "3"})

    monkeypatch.setattr(telling, "in_thread", away)
    with pytest.raises(OperationalError):
        asyncio.run(tell(thing))
    assert screen.newest()["trouble"] == telling.NO_DATABASE
    monkeypatch.setattr(telling, "in_thread", back)
    asyncio.run(tell(thing))
    assert screen.newest() == {"trouble": "", "count": "3"}
