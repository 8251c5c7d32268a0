"""Documents before and after: what changed in them, and because of whose words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from alongside.methods import comparing
from alongside.methods.comparing import Row
from alongside.projects.models import Project

from ..models import Contribution, Decision, Document, DocumentVersion, Passage


def documents(project: Project) -> QuerySet[Document]:
    """Return the documents of a project, each with its number of `written` versions."""
    return project.documents.annotate(written=Count("versions")).order_by("title", "pk")


def shown(project: Project) -> QuerySet[Document]:
    """Return the documents of a public project that everybody may read."""
    return project.documents.filter(public=True)


def public(code: str, pk: int) -> Document | None:
    """Return a document that everybody may read, of the project with this code."""
    rows = Document.objects.filter(
        public=True, project__code=code.upper(), project__level=Project.Level.STRATEGIC
    )
    return rows.filter(pk=pk).select_related("project__organisation").first()


class Pair(NamedTuple):
    """Two versions of a document to compare."""

    was: DocumentVersion
    now: DocumentVersion


def pair(versions: Sequence[DocumentVersion], was: int | None, now: int | None) -> Pair | None:
    """Return the versions with these numbers, the earlier one first; where one is not there, the
    first and the newest. None while there is only one."""
    if len(versions) < 2:
        return None
    by_number = {one.number: one for one in versions}
    first, last = by_number.get(was or 0), by_number.get(now or 0)
    if first is None or last is None or first == last:
        return Pair(versions[0], versions[-1])
    return Pair(first, last) if first.number < last.number else Pair(last, first)


class Changed(NamedTuple):
    """A paragraph of both versions, and the words it changed because of."""

    row: Row
    place: int
    passages: list[Passage]

    @property
    def taken_out(self) -> bool:
        return self.row.what == "taken out"


class Compared(NamedTuple):
    """Two versions side by side: stretches of paragraphs, where long runs of the same are folded,
    and how many changed, with and without somebody's words."""

    changed: list[Changed]
    because: int
    without: int


def compare(pair: Pair, versions: Sequence[DocumentVersion]) -> Compared:
    """Return two versions side by side. A link that was made between other versions in between
    holds here too, as long as its paragraph has the same words."""
    texts = {one.pk: comparing.paragraphs(one.text) for one in versions}
    rows = comparing.compare(texts[pair.was.pk], texts[pair.now.pk])
    here, carried = _links(pair, texts)
    found = []
    for row in rows:
        out = row.what == "taken out"
        place = row.before if out else row.after
        assert place is not None
        words = texts[pair.was.pk if out else pair.now.pk][place]
        passages = here[out, place] + carried[out, words] if row.what != "same" else []
        found.append(Changed(row, place, passages))
    differ = [one for one in found if one.row.what != "same"]
    because = sum(1 for one in differ if one.passages)
    return Compared(found, because, len(differ) - because)


type _Places = Mapping[tuple[bool, int], list[Passage]]
type _Words = Mapping[tuple[bool, str], list[Passage]]


def _links(pair: Pair, texts: Mapping[int, Sequence[str]]) -> tuple[_Places, _Words]:
    here: dict[tuple[bool, int], list[Passage]] = defaultdict(list)
    carried: dict[tuple[bool, str], list[Passage]] = defaultdict(list)
    between = Passage.objects.filter(
        version__document=pair.now.document_id,
        since__number__gte=pair.was.number,
        version__number__lte=pair.now.number,
    )
    between = between.select_related("theme", "contribution__kept", "decision")
    for one in between.prefetch_related("decision__corrections").order_by("pk"):
        if one.since_id == pair.was.pk and one.version_id == pair.now.pk:
            here[one.taken_out, one.paragraph].append(one)
            continue
        words = texts[one.since_id if one.taken_out else one.version_id]
        if one.paragraph < len(words):
            carried[one.taken_out, words[one.paragraph]].append(one)
    return here, carried


def to_cite(project: Project) -> QuerySet[Contribution]:
    """Return what a changed passage can be linked to: what was said in the open, newest first."""
    rows = project.contributions.filter(comment=None, withdrawn=None).select_related("kept")
    return rows.filter(Q(kept=None) | Q(kept__withdrawn=None))


def decisions(project: Project) -> QuerySet[Decision]:
    """Return the decisions of a project that were made, newest first."""
    return project.decisions.filter(decided_on__isnull=False)
