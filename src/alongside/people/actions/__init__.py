"""What happens to people and organisations. The only place of this noun that writes."""

from .groups import (
    add_group,
    add_to_group,
    bring_group_back,
    change_group,
    put_group_away,
    take_from_group,
)
from .members import (
    add_member,
    add_team,
    change_member,
    change_organisation,
    change_team,
    create_organisation,
    end_membership,
    note_address_is_theirs,
    set_password,
    set_roles,
)
from .rules import NotPossible
from .staff import add_staff, keep_staff_list

__all__ = [
    "NotPossible",
    "add_group",
    "add_member",
    "add_staff",
    "add_team",
    "add_to_group",
    "bring_group_back",
    "change_group",
    "change_member",
    "change_organisation",
    "change_team",
    "create_organisation",
    "end_membership",
    "keep_staff_list",
    "note_address_is_theirs",
    "put_group_away",
    "set_password",
    "set_roles",
    "take_from_group",
]
