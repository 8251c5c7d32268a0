"""Which forms, and which versions of them were published."""

from django.db.models import OuterRef, QuerySet, Subquery

from alongside.people.models import Organisation

from .. import drafting
from ..models import Form, FormVersion


def forms(organisation: Organisation) -> QuerySet[Form]:
    """Return the forms in use, by title."""
    return organisation.forms.filter(retired=None).prefetch_related("versions")


def put_away(organisation: Organisation) -> QuerySet[Form]:
    """Return the forms that are put away, the last one first. What was asked in a room is none."""
    rows = organisation.forms.filter(retired__isnull=False).exclude(purpose__in=Form.NOT_WRITTEN)
    return rows.order_by("-retired", "pk")


def latest(form: Form) -> FormVersion | None:
    """Return the newest published version of a form."""
    return form.versions.order_by("-number").first()


def newest_versions(organisation: Organisation) -> QuerySet[FormVersion]:
    """Return the newest published version of each form in use that somebody wrote, by title, and of
    one title the older form first."""
    newest = FormVersion.objects.filter(form=OuterRef("form")).order_by("-number")
    return (
        FormVersion.objects.filter(
            form__organisation=organisation,
            form__retired=None,
            pk=Subquery(newest.values("pk")[:1]),
        )
        .exclude(form__purpose__in=Form.NOT_WRITTEN)
        .select_related("form__organisation")
        .order_by("form__title", "form")
    )


def versions_of(newest: QuerySet[FormVersion]) -> QuerySet[FormVersion]:
    """Return all published versions of the forms of which these are the newest, by title and form,
    the newest first."""
    return (
        FormVersion.objects.filter(form__in=newest.order_by().values("form"))
        .select_related("form__organisation")
        .order_by("form__title", "form", "-number")
    )


def newest_of(form: Form) -> FormVersion | None:
    """Return the newest version of a form that `forms` read, without asking the database again."""
    return max(form.versions.all(), key=lambda version: version.number, default=None)


def versions(form: Form) -> QuerySet[FormVersion]:
    """Return the published versions of a form, newest first."""
    return form.versions.select_related("published_by").order_by("-number")


def heading_revision(form: Form) -> str:
    """Return the revision of what stands above the questions of a draft."""
    words = [form.draft.get("title"), form.draft.get("intro")]
    return drafting.revision([form.title, form.purpose, *words])


def names_taken(form: Form) -> set[str]:
    """Return the names that a new question may not have: those of the draft, and those of what
    was published, so that answers to two different questions are never taken for one."""
    published = form.versions.values_list("definition", flat=True)
    return {name for draft in (form.draft, *published) for name in drafting.names(draft)}
