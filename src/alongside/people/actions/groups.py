"""Groups of people who do something together."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from ..models import Group, GroupMember, Membership, Organisation
from .rules import NotPossible


@transaction.atomic
def add_group(
    *, organisation: Organisation, name: str, now: datetime, kind: str, about: str = ""
) -> Group:
    """Return a new group with nobody in it. Two groups that are in use have two names."""
    group = Group(organisation=organisation, begun=now)
    return _named(group, name, kind, about)


@transaction.atomic
def change_group(*, group: Group, name: str, kind: str, about: str) -> Group:
    """Give a group its name, kind and what it is about. Where it was credited, nothing changes."""
    return _named(group, name, kind, about)


def _named(group: Group, name: str, kind: str, about: str) -> Group:
    group.name, group.kind, group.about = " ".join(name.split()), kind, about.strip()
    _check_name_is_free(group)
    group.save()
    return group


def _check_name_is_free(group: Group) -> None:
    """Lock the organisation, so that two groups do not take one name at the same moment."""
    organisation = Organisation.objects.select_for_update().get(pk=group.organisation_id)
    others = organisation.groups.filter(put_away=None).exclude(pk=group.pk)
    if others.filter(name__iexact=group.name).exists():
        raise NotPossible("Another group has this name. Choose a different one.")


@transaction.atomic
def add_to_group(*, group: Group, members: Iterable[Membership], now: datetime) -> int:
    """Put members into a group; return how many were not in it before."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    if group.put_away:
        raise NotPossible("This group is put away. Bring it back first.")
    new = 0
    for member in members:
        if member.organisation_id != group.organisation_id:
            raise NotPossible("Somebody in a group has to be a member here.")
        _, made = GroupMember.objects.get_or_create(
            group=group, membership=member, left=None, defaults={"joined": now}
        )
        new += made
    return new


@transaction.atomic
def take_from_group(*, place: GroupMember, now: datetime) -> None:
    """Somebody is not in a group any more. That they were, and what they said, is kept."""
    GroupMember.objects.filter(pk=place.pk, left=None).update(left=now)


@transaction.atomic
def put_group_away(*, group: Group, now: datetime) -> None:
    """A group is over: it is offered nowhere any more. Who was in it is kept."""
    Group.objects.filter(pk=group.pk, put_away=None).update(put_away=now)


@transaction.atomic
def bring_group_back(*, group: Group) -> None:
    """Use a group again that was put away, with whoever was in it."""
    _check_name_is_free(group)
    Group.objects.filter(pk=group.pk).update(put_away=None)
