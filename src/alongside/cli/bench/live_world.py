"""A room with seats for `alongside bench live`, made in a process of its own: `python -m
alongside.cli.bench.live_world SEATS` prints one JSON object."""

import json
import sys
from datetime import timedelta
from typing import Any


def main(seats: int) -> dict[str, object]:
    """Return the addresses and cookies of a room that is at a question, with so many seats."""
    from alongside.cli import installation

    installation.start()
    installation.make_tables()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core import signing
    from django.utils import timezone

    from alongside.gatherings import actions as gatherings
    from alongside.live import actions, seating
    from alongside.live.models import Seat
    from alongside.people import actions as people

    now = timezone.now()
    here = people.create_organisation(name="Bench", now=now)
    lead = people.add_member(
        organisation=here,
        name="Amira",
        email="amira@example.org",
        team=None,
        roles=["owner", "lead"],
        can_sign_in=True,
        now=now,
    )
    programme = gatherings.add_programme(organisation=here, name="Bench", now=now)
    choices = [{"name": n, "label": {"en": n}} for n in ("with", "for", "to")]
    question = {"type": "one", "label": {"en": "Where are we?"}, "choices": choices}
    agenda: list[dict[str, Any]] = [
        {"title": "Welcome", "minutes": 5, "about": ""},
        {"title": "Ladder", "minutes": 5, "about": "", "kind": "question", "question": question},
        {"title": "Break", "minutes": 5, "about": "", "kind": "break"},
    ]
    version = gatherings.add_design(
        programme=programme,
        name="One",
        contents=gatherings.Contents(minutes=90, agenda=agenda),
        by=lead,
        now=now,
    )
    held = gatherings.plan(
        programme=programme,
        details=gatherings.Plan(
            starts=now + timedelta(minutes=5), ends=now + timedelta(hours=1), capacity=10
        ),
        by=lead,
        now=now,
    )
    held.version = version
    held.save(update_fields=["version"])
    room = actions.open_room(gathering=held, by=lead, now=now)
    actions.go(room=room, place=2)
    made = Seat.objects.bulk_create((Seat(room=room) for _ in range(seats)), batch_size=1000)
    person = lead.person
    assert person is not None
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return {
        "code": held.code,
        "secret": room.secret,
        "asking": room.steps.get(place=2).askings.get().pk,
        "remote": f"/o/{here.slug}/sessions/{held.pk}/room/",
        "session": session.session_key,
        "seats": [seat.pk for seat in made],
        "cookies": [
            f"{seating.name(held.code)}={signing.dumps([room.pk, seat.pk], salt=seating.SALT)}"
            for seat in made
        ],
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
