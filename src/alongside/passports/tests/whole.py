"""What helps people, shared for a part and for a session, for tests of other places."""

from datetime import datetime

from alongside.gatherings.models import Booking
from alongside.involvement.models import Part
from alongside.passports import actions
from alongside.passports.models import Share
from alongside.people.models import Membership


def share(*, part: Part, booking: Booking, now: datetime) -> dict[str, dict[str, object]]:
    """Have somebody share a need for their part, and whoever booked one for their session; return
    what stands in the addresses around both, by noun or name."""
    for_part = _share(part.member, part, now)
    for_session = _share(booking.membership, booking.gathering, now)
    here = {
        "opportunity": part.opportunity_id,
        "part": part.pk,
        "gathering": booking.gathering_id,
        "need": for_part.need_id,
        "event": part.pk,
        "share": for_part.pk,
    }
    return {
        "passports": here,
        "passports:answer_session": {"share": for_session.pk},
        "passports:share_session": {"event": booking.gathering_id},
    }


def _share(member: Membership, event: object, now: datetime) -> Share:
    need = actions.write_need(
        member=member, kind="room", words="No steps", weight="essential", today=now.date()
    )
    return actions.share(member=member, event=event, needs=[need], until=now.date(), now=now)[0]
