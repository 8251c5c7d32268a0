"""A story is written, made public and recognised; people say something for it and take it back."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.people.actions import NotPossible
from alongside.people.models import Membership, Organisation
from alongside.projects.actions.once import made_once
from alongside.projects.models import Project

from ..models import Part, Recognition, Story, Testimonial
from .offering import check_project


@transaction.atomic
def write_story(
    *,
    organisation: Organisation,
    by: Membership,
    now: datetime,
    project: Project | None = None,
    client_id: UUID | None = None,
    **words: Any,
) -> Story:
    """Return a new story that nobody outside reads yet. `words` are the other fields of `Story`."""
    check_project(organisation, project)
    story, _ = made_once(
        Story.objects.filter(organisation=organisation),
        client_id=client_id,
        organisation=organisation,
        project=project,
        made=now,
        made_by=by,
        **words,
    )
    return story


@transaction.atomic
def change_story(*, story: Story, project: Project | None = None, **words: Any) -> Story:
    """Change what a story says."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    check_project(story.organisation, project)
    story.project = project
    for name, value in words.items():
        setattr(story, name, value)
    story.save()
    return story


@transaction.atomic
def publish_story(*, story: Story, now: datetime) -> None:
    """Let anybody read it, at an address that stays."""
    Story.objects.filter(pk=story.pk, published=None).update(published=now)


@transaction.atomic
def take_story_down(*, story: Story) -> None:
    """Let nobody outside read it any more. Its address is kept."""
    Story.objects.filter(pk=story.pk).update(published=None)


@transaction.atomic
def recognise(
    *,
    story: Story,
    kind: str,
    who: str,
    what: str,
    day: date,
    link: str = "",
    client_id: UUID | None = None,
) -> Recognition:
    """Note that somebody else uses what was made, changed it for themselves, or honoured it."""
    found, _ = made_once(
        story.recognition.all(),
        client_id=client_id,
        story=story,
        kind=kind,
        who=who,
        what=what,
        day=day,
        link=link,
    )
    return found


@transaction.atomic
def unrecognise(*, recognition: Recognition) -> None:
    """Take away what was noted by mistake."""
    recognition.delete()


def shown_as(part: Part) -> list[Testimonial.ShownAs]:
    """Return as whom somebody can speak: nobody under 18 with their whole name."""
    every = Testimonial.ShownAs
    return [one for one in every if part.age == Part.Age.ADULT or one != every.NAME]


@transaction.atomic
def say_for_others(
    *,
    part: Part,
    words: str,
    as_whom: str,
    now: datetime,
    client_id: UUID | None = None,
) -> Testimonial:
    """Keep what somebody says of it for others to read. Nobody outside reads it before staff put it
    into a story."""
    if part.placed is None:
        raise NotPossible("You can say how it was once you take part.")
    if as_whom not in shown_as(part):
        raise NotPossible("Choose one of the ways in the list.")
    if not words.strip():
        raise NotPossible("Write what you want to say.")
    found, _ = made_once(
        part.testimonials.all(),
        client_id=client_id,
        part=part,
        words=words.strip(),
        shown_as=as_whom,
        agreed=now,
        of_a_child=part.age == Part.Age.CHILD,
    )
    return found


@transaction.atomic
def withdraw_testimonial(*, testimonial: Testimonial, now: datetime) -> None:
    """Take back what one said: its words are deleted, and it stands in no story any more."""
    Testimonial.objects.filter(pk=testimonial.pk, withdrawn=None).update(
        words="", story=None, withdrawn=now
    )


@transaction.atomic
def agree_to_testimonial(*, testimonial: Testimonial, day: date) -> None:
    """Note that whoever is responsible for somebody under 16 read these words and agreed, on a day,
    that others read them. Twice is once."""
    Testimonial.objects.filter(
        pk=testimonial.pk, of_a_child=True, grown_up_agreed=None, withdrawn=None
    ).update(grown_up_agreed=day)


@transaction.atomic
def put_into_story(*, story: Story, testimonials: list[Testimonial]) -> None:
    """Let these testimonials of the organisation, and no others, stand in a story. One that was
    taken back meanwhile stays out, and so does a child's to which no grown-up agreed."""
    chosen = {one.pk for one in testimonials}
    of_here = Testimonial.objects.filter(part__opportunity__organisation=story.organisation)
    of_here.filter(story=story).exclude(pk__in=chosen).update(story=None)
    agreed = Q(of_a_child=False) | Q(grown_up_agreed__isnull=False)
    of_here.filter(agreed, pk__in=chosen, withdrawn=None).update(story=story)
