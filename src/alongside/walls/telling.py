"""What the event loop tells whoever looks at a wall.

Two channels: one for people, one for whoever leads. Each is the log of the wall's operations under
their own numbers, the newest `KEEP` of them; it is filled from the database when somebody comes,
and goes when the last has gone. Operations written by this process are told at once; those written
by pages or by another process are read when `announce` says so.
"""

import asyncio
from collections.abc import Sequence

from alongside.web.beside import in_thread
from alongside.web.stream import Channel, hub

from . import queries
from .changes import News
from .news import news_of

KEEP = 500
"""How many operations somebody can have missed and still be told, one by one."""

PAUSE = 0.01
"""Seconds between two tellings: what happens in between goes out together."""

_here: dict[int, int] = {}
"""How many listen to each wall, or are about to."""

_untold: set[int] = set()
_tellers: dict[int, asyncio.Task[None]] = {}


def name_of(wall: int, leads: bool) -> str:
    """Return the name of the channel for people, or for whoever leads."""
    return f"wall:{wall}:{'leads' if leads else 'people'}"


async def come(wall: int) -> None:
    """Get the channels of a wall ready for somebody who is about to listen; `go` when they went."""
    _here[wall] = _here.get(wall, 0) + 1
    await refresh(f"wall:{wall}")


def go(wall: int) -> None:
    """Let the channels go with whoever was the last to listen."""
    _here[wall] = _here.get(wall, 1) - 1
    if _here[wall] <= 0:
        del _here[wall]
        for leads in (False, True):
            hub.channels.pop(name_of(wall, leads), None)


async def refresh(thing: str) -> None:
    """Tell whoever looks at a wall ("wall:12") the operations that are not told here yet."""
    wall = int(thing.partition(":")[2])
    if wall not in _here:
        return
    heard = _channel(wall, False).number
    begin, news = await in_thread(_read, wall, heard)
    if wall in _here:
        for channel in (_channel(wall, False), _channel(wall, True)):
            if begin > channel.number:  # what is between is not to be had: it is loaded anew
                channel.forget()
                channel.begin_at(begin)
        _put(wall, news)
        await _tell(wall)


def say(wall: int, news: Sequence[News]) -> None:
    """Have operations told that were just written by this process. When one before them is not
    told yet, the database says them all."""
    thing = f"wall:{wall}"
    if wall in _here and (not news or news[0].number > _channel(wall, False).number + 1):
        hub.changed(thing)
        return
    hub.tell_others(thing)
    if wall in _here:
        _put(wall, news)
        _untold.add(wall)
        if wall not in _tellers:
            _tellers[wall] = asyncio.get_running_loop().create_task(_telling(wall))


def _channel(wall: int, leads: bool) -> Channel:
    return hub.channel(name_of(wall, leads), KEEP)


def _put(wall: int, news: Sequence[News]) -> None:
    people, leads = _channel(wall, False), _channel(wall, True)
    for one in news:
        if one.forget and one.number > people.number:
            _hurry(people)
            people.forget()
        people.tell("op", one.people, one.number)
        leads.tell("op", one.leads, one.number)


def _hurry(channel: Channel) -> None:
    """Let everybody hear what there is before it is forgotten."""
    for listener in list(channel.listeners):
        listener.hear()


async def _telling(wall: int) -> None:
    try:
        while wall in _untold:
            _untold.discard(wall)
            await _tell(wall)
            await asyncio.sleep(PAUSE)
    finally:
        _tellers.pop(wall, None)


async def _tell(wall: int) -> None:
    for leads in (False, True):
        await hub.tell(_channel(wall, leads))


def _read(pk: int, heard: int) -> tuple[int, list[News]]:
    """Return the number after which the operations begin that follow, and what is told of them."""
    wall = queries.wall(pk)
    if wall is None:
        return 0, []
    operations = queries.operations_after(wall, heard, KEEP)
    if not operations:
        return wall.last, []
    news = news_of(wall, operations)
    return operations[0].number - 1, [news.of(one) for one in operations]
