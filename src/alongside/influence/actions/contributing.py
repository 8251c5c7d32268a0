"""Something somebody said becomes a contribution: written down, brought from a wall or a room, or
with a theme of a survey."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.asks.models import Comment
from alongside.asks.queries import KEY_LENGTH, hashed
from alongside.insight import queries as insight
from alongside.insight.models import Theme
from alongside.people.actions import NotPossible
from alongside.people.models import Membership
from alongside.projects.actions.once import made_once
from alongside.projects.models import Project
from alongside.walls import actions as walls
from alongside.walls.models import Kept
from alongside.web import codes

from ..models import Contribution, Follow, Placed, ProjectTheme, Review

TAKEN_BACK = "Whoever said it took their words back."

_FROM_KEPT = {
    Kept.Kind.NOTE: Contribution.Kind.NOTE,
    Kept.Kind.COMMENT: Contribution.Kind.COMMENT,
    Kept.Kind.QUESTION: Contribution.Kind.QUESTION,
}


@transaction.atomic
def write_down(
    *,
    project: Project,
    kind: str,
    text: str,
    said_on: date,
    quoting: str,
    by: Membership,
    now: datetime,
    where: str = "",
    name: str = "",
    member: Membership | None = None,
    client_id: UUID | None = None,
) -> Contribution:
    """Return what somebody said, typed in by somebody of the organisation. The same `client_id`
    again returns the same one. `quoting` is what they agreed to (`Contribution.Quoting`)."""
    if not text.strip():
        raise NotPossible("Enter what they said, in their own words.")
    if said_on > timezone.localdate(now):
        raise NotPossible("Choose the day on which they said it: it cannot be still to come.")
    if quoting == Contribution.Quoting.WITH_NAME and not name.strip():
        raise NotPossible("Enter the name that they chose to stand beside their words.")
    if member and member.organisation_id != project.organisation_id:
        raise NotPossible("Choose somebody of your own organisation.")
    one, _ = made_once(
        project.contributions.all(),
        organisation_id=project.organisation_id,
        project=project,
        kind=kind,
        text=text.strip(),
        said_on=said_on,
        where=where,
        quoting=quoting,
        name=name.strip() if quoting == Contribution.Quoting.WITH_NAME else "",
        member=member,
        added=now,
        added_by=by,
        client_id=client_id,
    )
    return one


@transaction.atomic
def bring_kept(*, project: Project, kept: Kept, by: Membership, now: datetime) -> Contribution:
    """Return the contribution to a project of something that was kept from a wall or a room; it is
    one once. Everybody in the room read it, and its address is public."""
    if kept.organisation_id != project.organisation_id:
        raise NotPossible("Choose something that your own organisation kept.")
    locked = Kept.objects.select_for_update().get(pk=kept.pk)
    again = Contribution.objects.filter(kept=locked).select_related("project").first()
    if again and again.project_id != project.pk:
        raise NotPossible(f"It is a contribution to “{again.project}” already.")
    if again:
        return again
    if locked.withdrawn:
        raise NotPossible("It was withdrawn. Bring it back first.")
    return Contribution.objects.create(
        organisation_id=project.organisation_id,
        project=project,
        kind=_FROM_KEPT[Kept.Kind(locked.kind)],
        kept=locked,
        said_on=timezone.localdate(locked.kept),
        where=locked.about[:300],
        quoting=Contribution.Quoting.WITHOUT_NAME,
        added=now,
        added_by=by,
    )


@transaction.atomic
def draw_theme(*, project: Project, theme: Theme, by: Membership, now: datetime) -> ProjectTheme:
    """Return the theme of a project that a shared analysis found, with each of its comments as a
    contribution. The words stay where they are; whoever has the code of one finds what comes of it.
    """
    analysis = theme.analysis
    if analysis.organisation_id != project.organisation_id or analysis.shared is None:
        raise NotPossible("Choose a theme of an analysis that your organisation has shared.")
    Project.objects.select_for_update().get(pk=project.pk)
    again = project.themes.filter(drawn_from=theme).first()
    if again:
        return again
    if project.themes.filter(name__iexact=theme.name).exists():
        raise NotPossible(f"There is a theme called “{theme.name}” here already. Rename it first.")
    found = next((one for one in insight.findings(analysis) if one.theme == theme), None)
    if found is None:
        raise NotPossible("Nobody’s words are in this theme. Choose another.")
    drawn = ProjectTheme.objects.create(
        project=project,
        name=theme.name,
        means=theme.means,
        drawn_from=theme,
        people=found.people.value,
        of_people=found.wrote.value,
        sorted_on=timezone.localdate(analysis.shared),
        answer_by=analysis.answer_by,
        position=project.themes.count(),
        made=now,
        made_by=by,
    )
    comments = Comment.objects.filter(codings__theme=theme).select_related("wave")
    there = set(
        Contribution.objects.filter(comment__codings__theme=theme).values_list("comment", flat=True)
    )
    Contribution.objects.bulk_create(
        [
            Contribution(
                organisation_id=project.organisation_id,
                project=project,
                kind=Contribution.Kind.ANSWER,
                comment=comment,
                said_on=timezone.localdate(comment.wave.closed or analysis.shared),
                where=comment.wave.title[:300],
                quoting=Contribution.Quoting.NO,
                added=now,
                added_by=by,
            )
            for comment in comments
            if comment.pk not in there
        ],
        batch_size=500,
    )
    mine = Contribution.objects.filter(comment__codings__theme=theme, project=project)
    Placed.objects.bulk_create(
        [Placed(theme=drawn, contribution=one, by=by, when=now) for one in mine.order_by("pk")],
        batch_size=500,
    )
    return drawn


@transaction.atomic
def give_receipt(*, contribution: Contribution) -> str:
    """Return a new code for somebody's receipt, to be given to them now: only its hash is kept, and
    the code before it does not work any more."""
    if contribution.comment_id:
        raise NotPossible("Whoever wrote this in a survey got a code there. No other can be made.")
    if contribution.withdrawn:
        raise NotPossible("They took their words back.")
    code = codes.drawn(KEY_LENGTH)
    contribution.receipt = hashed(code)
    contribution.save(update_fields=["receipt"])
    return code


@transaction.atomic
def give_receipts(*, contributions: Collection[Contribution]) -> list[tuple[Contribution, str]]:
    """Return each contribution with a new code, to be given to whoever said it."""
    return [(one, give_receipt(contribution=one)) for one in contributions]


@transaction.atomic
def change_consent(*, contribution: Contribution, quoting: str, name: str = "") -> Contribution:
    """Change what somebody agreed to: whether others may read their words, and with which name."""
    locked = Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    if locked.withdrawn:
        raise NotPossible("They took their words back.")
    if locked.comment_id:
        raise NotPossible("What they agreed to stands with their answer in the survey.")
    if quoting not in Contribution.Quoting.values:
        raise NotPossible("Choose what they agreed to.")
    if locked.kept_id and quoting == Contribution.Quoting.NO:
        raise NotPossible(
            "Everybody can read these words at their address. Take them back instead."
        )
    with_name = quoting == Contribution.Quoting.WITH_NAME
    if with_name and not name.strip():
        raise NotPossible("Enter the name that they chose to stand beside their words.")
    locked.quoting, locked.name = quoting, name.strip() if with_name else ""
    locked.save(update_fields=["quoting", "name"])
    return locked


@transaction.atomic
def take_back(*, contribution: Contribution, now: datetime) -> Contribution:
    """Take somebody's words back: they are deleted here, and shown nowhere any more. That there was
    a contribution stays, so that what was decided can still be followed. What they disagreed with
    needs nobody to look at it any more."""
    locked = Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    if locked.kept:
        walls.take_back(kept=locked.kept, now=now)
    locked.text, locked.name, locked.quoting = "", "", Contribution.Quoting.NO
    locked.member, locked.withdrawn = None, locked.withdrawn or now
    locked.save(update_fields=["text", "name", "quoting", "member", "withdrawn"])
    Follow.objects.filter(contribution=locked).delete()
    locked.countersigns.update(words="")
    Review.objects.filter(countersign__contribution=locked, closed=None).update(
        closed=timezone.localdate(now), about=Review.About.NOTHING, result=TAKEN_BACK
    )
    return locked
