"""People make a plan of their own after a session, and say later what came of it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from alongside.letters.models import Letter
from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation

from .. import pledge_outcomes, pledges, queries
from ..models import Gathering, OutcomesShown, Pledge, PledgeGroup, Programme
from ..pledge_outcomes import Outcomes
from .places import locked
from .telling import ask_what_came_of, send_link


@transaction.atomic
def pledge(
    *,
    gathering: Gathering,
    membership: Membership,
    will: str,
    now: datetime,
    when: str = "",
    may_read: bool = False,
    ask_again: bool = False,
) -> Pledge:
    """Return somebody's plan after a session. There is one: a second one takes its place.

    It can be made and changed from the start of the session until it is time to ask about it, by
    whoever came or had a place. `ask_again` is their consent to be asked. A plan with other words
    goes out of the group that a lead had put it into.
    """
    gathering = locked(gathering)
    place = queries.place(gathering.pk, membership.pk)
    if place is None or not pledges.may_make(place, now):
        raise NotPossible("A plan can be made from the start of the session until 8 weeks after.")
    words = {"when": when.strip(), "will": will.strip()}
    if not words["will"]:
        raise NotPossible("Say what you will do.")
    mine = Pledge.objects.filter(gathering=gathering, membership=membership).first()
    if mine is None:
        mine = Pledge(gathering=gathering, membership=membership, made=timezone.localdate(now))
    if words != {"when": mine.when, "will": mine.will}:
        mine.group = None
    mine.when, mine.will = words["when"], words["will"]
    _agree(mine, may_read=may_read, ask_again=ask_again, now=now)
    mine.save()
    return mine


@transaction.atomic
def change_agreement(*, pledge: Pledge, may_read: bool, ask_again: bool, now: datetime) -> Pledge:
    """Keep what somebody agrees to now: being read without their name, being asked again."""
    mine = _locked(pledge)
    _agree(mine, may_read=may_read, ask_again=ask_again, now=now)
    mine.save()
    return mine


def _agree(mine: Pledge, *, may_read: bool, ask_again: bool, now: datetime) -> None:
    today = timezone.localdate(now)
    if ask_again and mine.agreed is None:
        mine.agreed, mine.withdrawn = today, None
    elif not ask_again and mine.agreed is not None:
        mine.agreed, mine.withdrawn = None, today
    mine.may_read = may_read
    mine.group = mine.group if may_read else None


@transaction.atomic
def answer_pledge(
    *, pledge: Pledge, outcome: str, now: datetime, helped: str = "", hindered: str = ""
) -> Pledge:
    """Keep what came of a plan. From 8 weeks after the session; it can be changed until 12, and
    an answer that comes later than that stays as it is, and is not counted."""
    mine = _locked(pledge)
    if not mine.agreed:
        raise NotPossible("You asked us not to ask again. You can change that below.")
    if mine.may_change(now):
        raise NotPossible("We ask you what came of it 8 weeks after the session.")
    if not mine.may_answer(now):
        raise NotPossible("It is more than 12 weeks ago, so your answer stays as it is.")
    mine.outcome = Pledge.Outcome(outcome)
    mine.helped, mine.hindered = helped.strip(), hindered.strip()
    mine.answered = timezone.localdate(now)
    mine.save()
    return mine


@transaction.atomic
def ask_about_pledge(*, pledge: Pledge, now: datetime) -> None:
    """Ask somebody for the first time what came of their plan. Side effect: a letter."""
    mine = _locked(pledge)
    if mine.asked is None and _wrote(mine, "did_it", now):
        mine.asked = timezone.localdate(now)
        mine.save(update_fields=["asked"])


@transaction.atomic
def remind_about_pledge(*, pledge: Pledge, now: datetime) -> None:
    """Ask somebody for the second and last time. Side effect: a letter."""
    mine = _locked(pledge)
    if mine.reminded is None and _wrote(mine, "did_it_yet", now):
        mine.reminded = timezone.localdate(now)
        mine.save(update_fields=["reminded"])


def _wrote(mine: Pledge, what: str, now: datetime) -> bool:
    """Write a letter about a plan; whoever opted out of letters has withdrawn their consent."""
    letter = ask_what_came_of(mine, what, now=now)
    if letter is None or letter.state == Letter.State.STOPPED:
        mine.agreed, mine.withdrawn = None, timezone.localdate(now)
        mine.save(update_fields=["agreed", "withdrawn"])
        return False
    return True


@transaction.atomic
def settle_outcomes(*, programme: Programme, now: datetime) -> None:
    """Look once a day whether the page of a programme may show what came of more plans.

    Sessions whose 12 weeks are over come in when their answers, beside all that was shown before,
    tell nothing of a few people; until then they wait for the next ones.
    """
    Organisation.objects.select_for_update().get(pk=programme.organisation_id)
    today = timezone.localdate(now)
    Programme.objects.filter(pk=programme.pk).update(outcomes_settled=today)
    settled = pledges.settled(programme.gatherings.filter(cancelled=None), today)
    found = pledge_outcomes.outcomes(settled, minimum=programme.organisation.minimum)
    if found.gatherings == pledge_outcomes.on_the_page(programme).gatherings or not found.says:
        return
    if pledge_outcomes.may_stand(programme, settled, found):
        _remember(programme, found, today, on_page=True)


@transaction.atomic
def remember_outcomes(*, programme: Programme, shown: Outcomes, now: datetime) -> None:
    """Keep what a report shows of what came of plans; what was shown like that before is kept
    once."""
    as_before = any(
        (tuple(row.gatherings), row.told) == (shown.gatherings, shown.told)
        for row in programme.outcomes_shown.all()
    )
    if shown.says and not as_before:
        _remember(programme, shown, timezone.localdate(now))


def _remember(programme: Programme, shown: Outcomes, day: date, *, on_page: bool = False) -> None:
    counts, answered = shown.told
    OutcomesShown.objects.create(
        programme=programme,
        gatherings=list(shown.gatherings),
        asked=shown.asked.value,
        counts=list(counts),
        answered=answered,
        on_page=on_page,
        day=day,
    )


@transaction.atomic
def send_pledge_link(*, gathering: Gathering, who: str, now: datetime) -> None:
    """Write the address of their own plan to whoever can be meant by a name or an address.

    Side effect: a letter to each of them. It goes to the address we have, never to what was typed.
    """
    for member in pledges.meant(gathering, who):
        send_link(gathering, member, now=now)


@transaction.atomic
def group_pledges(
    *,
    programme: Programme,
    names: Mapping[int, str],
    places: Mapping[int, int | None],
    new: str = "",
) -> None:
    """Name the groups of a programme's plans anew, add one called `new`, and put plans into groups.

    `names` is by key of the group; a group without a name is taken away, and its plans are in none.
    `places` is by key of the plan. Plans that may not be read (any more) are left as they are.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    groups = {group.pk: group for group in programme.pledge_groups.all()}
    kept = {pk: " ".join(names.get(pk, group.name).split()) for pk, group in groups.items()}
    kept = {pk: name for pk, name in kept.items() if name}
    if len({name.casefold() for name in kept.values()}) < len(kept):
        raise NotPossible("Two groups have the same name. Give each a name of its own.")
    programme.pledge_groups.exclude(pk__in=kept).delete()
    _rename({pk: groups[pk] for pk in kept if groups[pk].name != kept[pk]}, kept)
    new = " ".join(new.split())
    if new and not programme.pledge_groups.filter(name__iexact=new).exists():
        PledgeGroup.objects.create(programme=programme, name=new)
    for pledge in pledges.readable(programme).filter(pk__in=places):
        place = places[pledge.pk]
        pledge.group_id = place if place in kept else None
        pledge.save(update_fields=["group"])


def _rename(groups: Mapping[int, PledgeGroup], names: Mapping[int, str]) -> None:
    """Give groups their new names. All step aside first, so that two can swap theirs."""
    for group in groups.values():
        group.name = f"{group.pk} {group.name}"[:100]
        group.save(update_fields=["name"])
    for pk, group in groups.items():
        group.name = names[pk]
        group.save(update_fields=["name"])


def _locked(pledge: Pledge) -> Pledge:
    """Return the plan as it is now, held until the end of the transaction."""
    rows = Pledge.objects.select_for_update(of=("self",))
    return rows.select_related("gathering__programme__organisation", "membership").get(pk=pledge.pk)
