"""Stories, and what people say for them."""

from django.db.models import Q, QuerySet

from alongside.people.models import Organisation

from ..models import Part, Story, Testimonial


def stories(organisation: Organisation) -> QuerySet[Story]:
    """Return every story of an organisation, newest first."""
    return organisation.stories.select_related("organisation", "project")


def published_stories() -> QuerySet[Story]:
    """Return every story that anybody may read."""
    found = Story.objects.filter(published__isnull=False)
    return found.select_related("organisation", "project")


def said_in(story: Story) -> QuerySet[Testimonial]:
    """Return what people say in a story, in the order in which they did."""
    return story.testimonials.filter(withdrawn=None).select_related("part__member")


def to_put_in(story: Story) -> QuerySet[Testimonial]:
    """Return what can stand in a story: what people said and stands in no other."""
    return (
        Testimonial.objects.filter(
            part__opportunity__organisation=story.organisation_id, withdrawn=None
        )
        .filter(Q(story=None) | Q(story=story))
        .filter(Q(of_a_child=False) | Q(grown_up_agreed__isnull=False))
        .select_related("part__member", "part__opportunity")
    )


def said_by(part: Part) -> QuerySet[Testimonial]:
    """Return what somebody said of one opportunity, what they took back too."""
    return part.testimonials.select_related("story", "part__member")
