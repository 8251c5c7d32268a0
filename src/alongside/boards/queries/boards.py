"""Which boards an organisation has."""

from django.db.models import Q, QuerySet

from alongside.people.models import Group, Membership, Organisation

from ..models import Board


def boards(organisation: Organisation) -> QuerySet[Board]:
    """Return the boards of an organisation, by name."""
    return Board.objects.filter(group__organisation=organisation).select_related(
        "group__organisation", "project"
    )


def of_member(me: Membership) -> QuerySet[Board]:
    """Return the boards that somebody is on now."""
    here = Q(group__places__membership=me, group__places__left=None)
    return boards(me.organisation).filter(here).distinct()


def can_be_begun_from(organisation: Organisation) -> QuerySet[Group]:
    """Return the groups that are in use and are no board yet."""
    return organisation.groups.filter(put_away=None, board=None)
