"""What pages of other nouns ask about what people share."""

from django import template

from alongside.gatherings.models import Gathering
from alongside.involvement.models import Part
from alongside.people.models import Membership

from .. import queries

register = template.Library()


@register.filter
def reads_what_is_shared_for(me: Membership, event: Gathering | Part) -> bool:
    """Whether this member may read what people share for an event."""
    return queries.may_read(me, event)
