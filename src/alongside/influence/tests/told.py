"""A project with its whole chain, for tests: Dot wants a sofa, and there is one now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.influence import actions
from alongside.influence.actions.deciding import Decided
from alongside.influence.models import (
    Action,
    Contribution,
    Decision,
    Document,
    ProjectTheme,
    Promise,
)
from alongside.people.models import Membership, Organisation
from alongside.projects import actions as projects
from alongside.projects.models import Meeting, Project, Seat


@dataclass(frozen=True)
class Told:
    """What there is of the story."""

    project: Project
    dot: Seat
    tom: Seat
    meeting: Meeting
    contribution: Contribution
    code: str
    theme: ProjectTheme
    decision: Decision
    action: Action
    promise: Promise
    document: Document


def tell(
    *, organisation: Organisation, expert: Membership, staff: Membership, now: datetime
) -> Told:
    """Return the story, told in eight weeks until now."""
    day = now.date()
    begun = day - timedelta(weeks=8)
    project = projects.begin(
        organisation=organisation,
        name="The Sanctuary",
        issue="At night there is nowhere to go but a hospital.",
        level=Project.Level.STRATEGIC,
        begun=begun,
        by=staff,
        now=now,
    )
    dot = projects.add_seat(
        project=project, member=expert, staff=False, experience=True, joined=begun
    )
    tom = projects.add_seat(
        project=project, member=staff, staff=True, experience=False, joined=begun
    )
    meeting = projects.note_meeting(
        project=project,
        stage=project.stages.get(kind="design"),
        kind=Meeting.Kind.MEETING,
        title="What should it look like?",
        day=day - timedelta(weeks=5),
        there=[dot, tom],
        by=staff,
        now=now,
    )
    contribution = actions.write_down(
        project=project,
        kind=Contribution.Kind.WORDS,
        text="I want to sit on a sofa with a cup of tea.",
        said_on=day - timedelta(weeks=7),
        quoting=Contribution.Quoting.WITHOUT_NAME,
        by=staff,
        now=now,
    )
    code = actions.give_receipt(contribution=contribution)
    theme = actions.make_theme(
        project=project, name="A room like home", sorters=[dot, tom], by=staff, now=now
    )
    actions.place(theme=theme, contributions=[contribution], by=staff, now=now)
    declared = actions.declare(
        project=project,
        question="What should the room look like?",
        open_to=Decision.OpenTo.PARTLY,
        limits="The room itself is rented.",
        options=["A clinic", "A living room"],
        by=staff,
        now=now - timedelta(weeks=7),
    )
    what = Decided(
        outcome=Decision.Outcome.YES,
        decided="It will look like a living room.",
        why="A clinic makes a bad night worse.",
        decider="The team",
        decided_on=meeting.day,
        meeting=meeting,
        chosen=[declared.options.get(text="A living room")],
        room={dot: "for", tom: "for"},
        themes={theme: "It is what people asked for most."},
    )
    decision = actions.decide(decision=declared, what=what, by=staff, now=now)
    action = actions.begin_action(
        decision=decision,
        text="Sofa, kettle, slippers",
        owner=staff,
        due=day + timedelta(weeks=2),
        by=staff,
        now=now,
    )
    promise = actions.promise(
        organisation=organisation,
        project=project,
        kind=Promise.Kind.FEEDBACK,
        text="Say what came of the first evening",
        to_whom="Everybody who came",
        owner=staff,
        due=day + timedelta(weeks=1),
        by=staff,
        now=now,
    )
    document = actions.begin_document(
        project=project,
        title="Leaflet",
        text="The Sanctuary is a clinic for bad nights.\n\nYou can come by bus.",
        dated=begun,
        by=staff,
        now=now,
    )
    actions.add_version(
        document=document,
        text="The Sanctuary is a living room for bad nights.\n\nYou can come by bus.",
        dated=day,
        by=staff,
        now=now,
    )
    return Told(
        project,
        dot,
        tom,
        meeting,
        contribution,
        code,
        theme,
        decision,
        action,
        promise,
        document,
    )
