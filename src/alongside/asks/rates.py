"""Response rates by team (R21, R22): who was invited, how many have answered, and what is shown of
it (`methods.response_rates`). Of an anonymous wave they are counted once a day."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from alongside.methods.response_rates import Team, response_rates
from alongside.people import queries as people
from alongside.people.models import Membership, Organisation, Role

from .models import WITHOUT_MEMBER, Form, Rates, Wave
from .queries import open_waves
from .sealing import large_enough, teams_kept

NO_TEAM = "In no team"


def invited_by_team(wave: Wave) -> list[tuple[int | None, int, int]]:
    """Return the key of each team (None for people in none), how many of it are invited, and how
    many of these have answered by now. Not for pages: `shown` is."""
    teams = wave.invitations.order_by().values_list("member__team")
    counted = teams.annotate(invited=Count("pk"), answered=Count("pk", filter=Q(done=True)))
    return list(counted)


def to_count(now: datetime) -> QuerySet[Wave]:
    """Return the open anonymous waves whose response rates have not been counted today."""
    today = timezone.localdate(now)
    found = open_waves(now).filter(mode__in=WITHOUT_MEMBER, invitations__isnull=False)
    return found.exclude(rates__day__gte=today).distinct()


def shown(wave: Wave) -> tuple[list[Team], date | None]:
    """Return what is shown of response rates by team, and of an anonymous wave the day they were
    counted; None where they are as of now."""
    if wave.anonymous:
        kept = Rates.objects.filter(wave=wave).first()
        counted = kept.teams if kept else []
        day = kept.day if kept else None
    else:
        counted, day = invited_by_team(wave), None
    names = names_of_teams(wave.organisation)
    teams = [Team(names.get(key, NO_TEAM), invited, done) for key, invited, done in counted]
    teams.sort(key=lambda team: (team.name == NO_TEAM, team.name))
    return response_rates(teams, wave.minimum), day


def standing(wave: Wave) -> dict[int, str]:
    """Return the teams that answers of a closed wave may be looked at by, by key with their names;
    none where answers know no teams, and none for equality monitoring, which is kept apart.

    Enough have answered of each, all others together are nobody or enough too, and the page of
    response rates shows it by itself: so the two cannot be taken from each other.
    """
    if not wave.knows_teams or wave.version.form.purpose == Form.Purpose.EQUALITY:
        return {}
    names = names_of_teams(wave.organisation)
    rows = wave.responses.order_by().values_list("team").annotate(people=Count("pk"))
    sizes = dict(rows)
    by_itself = {team.name for team in shown(wave)[0] if team.teams == 1}
    alone = {key: n for key, n in sizes.items() if names.get(key) in by_itself}
    others = sum(sizes.values()) - sum(alone.values())
    found = large_enough({**alone, None: others + alone.get(None, 0)}, wave.minimum)
    return {key: names[key] for key in sorted(found, key=lambda key: names[key])}


def kept_teams(wave: Wave) -> dict[int, str]:
    """Return the names of the teams that an answer of an anonymous wave may keep, by key."""
    names = names_of_teams(wave.organisation)
    kept = teams_kept(wave)
    return {key: names[key] for key in sorted(kept, key=lambda key: names[key])}


def names_of_teams(organisation: Organisation) -> dict[int | None, str]:
    """Return the name of each team by its key; one whose name another has too says what it is part
    of."""
    teams = [team for _, team in people.tree(organisation)]
    times = Counter(team.name for team in teams)
    parents = {team.pk: team.name for team in teams}
    return {
        team.pk: team.name
        if times[team.name] == 1
        else f"{team.name}, {parents.get(team.parent_id or 0, 'at the top')}"
        for team in teams
    }


def compared(wave: Wave, teams: Iterable[Team]) -> list[Team]:
    """Return the teams that stand beside each other, the furthest first: those shown by themselves
    that have not stayed out of it."""
    names = names_of_teams(wave.organisation)
    taking_part = {names[team.pk] for team in wave.organisation.teams.filter(compared=True)}
    found = [team for team in teams if team.name in taking_part]
    return sorted(found, key=lambda team: (-team.rate, team.name))


def managers(
    wave: Wave, teams: Iterable[Team], below: float
) -> list[tuple[Team, list[Membership]]]:
    """Return the teams of which a smaller share than this has answered, each with its senior
    managers: those in the team, else in what it is part of."""
    names = names_of_teams(wave.organisation)
    known = {names[team.pk]: team for _, team in people.tree(wave.organisation)}
    by_team: dict[int, list[Membership]] = {}
    for member in people.holding(wave.organisation, Role.Name.SENIOR_MANAGER):
        if member.team_id is not None:
            by_team.setdefault(member.team_id, []).append(member)
    parents = {team.pk: team.parent_id for team in known.values()}

    def of(key: int | None) -> list[Membership]:
        while key is not None and key not in by_team:
            key = parents.get(key)
        return by_team[key] if key is not None else []

    behind = [team for team in teams if team.rate < below and team.name in known]
    return [(team, of(known[team.name].pk)) for team in behind]
