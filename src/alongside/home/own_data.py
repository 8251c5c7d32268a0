"""Everything that is kept about one person who takes part, as they take it away: plain values, the
dates as ISO 8601, sums in pence."""

from typing import Any

from alongside.asks import pages
from alongside.boards import queries as boards
from alongside.draws import queries as draws
from alongside.influence.queries import own
from alongside.involvement import queries
from alongside.involvement.models import Part
from alongside.methods.questions.messages import DEFAULT
from alongside.passports import queries as passports
from alongside.people.models import Membership

from . import queries as rows


def kept(member: Membership) -> dict[str, Any]:
    """Return what is kept about somebody here, ready for JSON. Nothing of anybody else stands in it
    but the first name of whom they turn to, and who read what they shared."""
    limit = getattr(member, "limit", None)
    mine = queries.keys_of(member)
    return {
        "organisation": str(member.organisation),
        "name": member.name,
        "email": member.email,
        "phone": member.phone,
        "member since": member.joined.isoformat(),
        "named as": str(credit) if (credit := queries.credit_of(member)) else None,
        "own limit": {"pence": limit.amount, "per": limit.per} if limit else None,
        "what I would like": _interest(member),
        "what helps me": [
            {
                "about": one.kind,
                "what": one.words,
                "how much": one.weight,
                "last looked at": one.checked.isoformat(),
            }
            for one in passports.needs(member)
        ],
        "what I shared": [
            {
                "what": one.need.words,
                "for": one.event,
                "from": one.shared.isoformat(),
                "until": one.until.isoformat(),
                "ended": _day(one.ended),
                "answer": one.answer,
                "words": one.words,
                "read by": [f"{look.by}, {look.day.isoformat()}" for look in one.looks.all()],
            }
            for one in passports.shares(member)
        ],
        "draws by lot": draws.kept(member),
        "taking part": [_part(part) for part in queries.parts_of(member)],
        "what I said": [
            {
                "on": one.contribution.said_on.isoformat(),
                "project": str(one.contribution.project),
                "words": one.contribution.words,
                "may be quoted": one.contribution.quoting,
                "what came of it": f"{one.state}: {one.what}" if one.what else one.state,
            }
            for one in own.said_by(mine)
        ],
        "sessions I booked": [
            {
                "what": one.gathering.title,
                "on": one.gathering.starts.isoformat(),
                "booked": one.booked.isoformat(),
                "state": one.state,
                "what would help me": one.needs,
            }
            for one in rows.bookings_of(mine)
        ],
        "sessions I came to": [
            {
                "what": one.gathering.title,
                "on": one.gathering.starts.isoformat(),
                "how it was noted": one.how,
            }
            for one in rows.attended_by(mine)
        ],
        "surveys I answered with my name": [
            {
                "what": str(one.wave),
                "on": _day(one.day),
                "answers": [
                    {"question": line.label, "answer": "; ".join(line.words)}
                    for line in pages.lines(one.wave.version, pages.whole(one), DEFAULT)
                ],
            }
            for one in rows.answered_by(mine)
        ],
        "boards I am on": [str(board) for board in boards.of_member(member)],
        "what I wrote about my board": [
            {"when it looked back on": str(place.review), "words": place.said}
            for place in boards.written_by(member)
        ],
        "what I said is wrong": [
            {"asked": one.asked.isoformat(), "words": one.words, "answer": one.answer}
            for one in member.corrections.all()
        ],
    }


def _interest(member: Membership) -> dict[str, Any] | None:
    one = queries.interest_of(member)
    if one is None:
        return None
    names = ("kinds", "words", "skills", "when", "how", "age", "often")
    return {name: getattr(one, name) for name in names} | {"said": _day(one.said)}


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _part(part: Part) -> dict[str, Any]:
    support, offer = getattr(part, "support", None), getattr(part, "offer", None)
    return {
        "what": part.opportunity.title,
        "state": part.state.label,
        "asked": _day(part.asked),
        "place since": _day(part.placed),
        "left": _day(part.left),
        "age": part.age,
        "who is responsible for me": part.grown_up,
        "why I would like to": part.words,
        "what helps me": part.needs,
        "why not this time": part.not_now,
        "thanks": part.thanks,
        "agreed": {
            "I turn to": support.person.first_name,
            "what helps": support.helps,
            "when it becomes too much": support.upset,
            "who else helps": support.elsewhere,
            "on": _day(support.agreed),
        }
        if support
        else None,
        "training": [
            {"what": one.title, "due": _day(one.due), "given": _day(one.given_on)}
            for one in part.training.all()
        ],
        "how I was": [
            {"at": _day(one.at), "when": one.when, "how": one.get_how_display(), "words": one.words}
            for one in part.check_ins.all()
        ],
        "offered": {"pence": offer.amount, "for": offer.get_per_display()} if offer else None,
        "chosen": [
            {
                "at": _day(one.at),
                "how": one.way,
                "pence": one.amount,
                "charity": one.charity,
                "signed": one.signed,
            }
            for one in (offer.choices.all() if offer else [])
        ],
        "time given": [
            {
                "day": _day(one.day),
                "what": one.what,
                "units": str(one.units),
                "pence": one.amount,
                "paid": _day(one.paid_on),
                "paid as": one.paid_as,
            }
            for one in part.given.select_related("choice")
        ],
        "costs": [
            {
                "what": one.kind,
                "about": one.about,
                "pence": one.amount,
                "needed by": _day(one.needed_by),
                "paid": _day(one.paid_on),
            }
            for one in part.expenses.all()
        ],
        "references": [
            {"for": one.what_for, "words": one.words, "agreed": _day(one.agreed)}
            for one in part.references.all()
        ],
        "certificates": [
            {"what": one.what, "skills": one.skills, "given": _day(one.issued), "code": one.code}
            for one in part.certificates.all()
        ],
        "said for others": [
            {"words": one.words, "named": one.shown_as, "taken back": _day(one.withdrawn)}
            for one in part.testimonials.all()
        ],
    }
