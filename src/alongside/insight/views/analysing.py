"""Analyses: what they draw on, how far they are, and sharing them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.people.models import Membership

from .. import access, actions, queries
from ..actions import NotPossible
from ..forms import QuestionsForm, ShareForm, WavesForm, WordsForm
from ..models import Analysis, Kind


def analyses(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.analyst(request.user, organisation)
    page = Paginator(queries.analyses(me.organisation), 20).get_page(request.GET.get("page"))
    progress = queries.progress(page)
    return render(
        request,
        "insight/analyses.html",
        {
            "me": me,
            "page": page,
            "rows": [(one, progress[one.pk]) for one in page],
            "waves": queries.waves_to_analyse(me.organisation).exists(),
        },
    )


def start(request: HttpRequest, organisation: str) -> HttpResponse:
    """Begin an analysis: first the answers (in the address), then what each question asked for."""
    me = access.analyst(request.user, organisation)
    waves = WavesForm(
        request.GET if "wave" in request.GET or "go" in request.GET else None,
        waves=queries.waves_to_analyse(me.organisation),
    )
    if not waves.is_valid():
        return render(request, "insight/choose_waves.html", {"me": me, "form": waves})
    asked = queries.open_questions(waves.cleaned_data["wave"])
    form = QuestionsForm(request.POST or None, asked=asked, titled=True)
    if request.method == "POST" and form.is_valid():
        analysis = actions.start(
            organisation=me.organisation,
            title=form.cleaned_data["title"],
            on=form.draws(),
            by=me,
            now=timezone.now(),
        )
        return redirect("insight:hiding", organisation, analysis.pk)
    return render(request, "insight/choose_questions.html", {"me": me, "form": form})


def questions(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Let an analysis draw on the answers of more waves."""
    me = access.analyst(request.user, organisation)
    analysis = access.analysis(me, pk)
    waves = WavesForm(
        request.GET if "wave" in request.GET or "go" in request.GET else None,
        waves=queries.waves_to_analyse(me.organisation).exclude(sources__analysis=analysis),
    )
    context = {"me": me, "analysis": analysis}
    if not waves.is_valid():
        return render(request, "insight/choose_waves.html", context | {"form": waves})
    asked = queries.open_questions(waves.cleaned_data["wave"])
    form = QuestionsForm(request.POST or None, asked=asked, titled=False)
    if request.method == "POST" and form.is_valid():
        try:
            actions.draw_on(analysis=analysis, on=form.draws())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("insight:hiding", organisation, pk)
    return render(request, "insight/choose_questions.html", context | {"form": form})


def analysis(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.analyst(request.user, organisation)
    one = access.analysis(me, pk)
    today = timezone.localdate()
    form = ShareForm(initial={"answer_by": today + actions.ANSWER_WITHIN}, today=today)
    return _analysis_page(request, me, one, form)


def _analysis_page(
    request: HttpRequest, me: Membership, one: Analysis, form: ShareForm
) -> HttpResponse:
    themes = list(queries.themes(one))
    progress = queries.progress([one])[one.pk]
    by_kind = [(kind, [t for t in themes if t.kind == kind]) for kind in Kind]
    context = {
        "me": me,
        "analysis": one,
        "progress": progress,
        "by_kind": [(kind.label, there) for kind, there in by_kind if there],
        "outdated": queries.outdated(one).count(),
        "share_read": _share(progress.read, progress.comments),
        "without": queries.without_theme(one).count(),
        "waves": sorted({source.wave.title for source in one.sources.select_related("wave")}),
        "form": form,
    }
    return render(request, "insight/analysis.html", context)


def _share(part: int, whole: int) -> str:
    """Return what share of the comments a person has read, as it is said: never all or none of them
    by rounding."""
    if not whole:
        return ""
    percent = 100 * part / whole
    return f"{min(99, max(1, round(percent))) if 0 < part < whole else round(percent)} %"


@require_POST
def share(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.analyst(request.user, organisation)
    one, now = access.analysis(me, pk), timezone.now()
    form = ShareForm(request.POST, today=timezone.localdate(now))
    if form.is_valid():
        try:
            actions.share(analysis=one, by=me, now=now, **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The themes are shared. Now they wait for answers.")
            return redirect("insight:analysis", organisation, pk)
    return _analysis_page(request, me, one, form)


@require_POST
def reopen(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.analyst(request.user, organisation)
    actions.reopen(analysis=access.analysis(me, pk))
    messages.success(request, "The themes are open again, and no longer shared.")
    return redirect("insight:analysis", organisation, pk)


def names(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.analyst(request.user, organisation)
    initial = {
        "names": "\n".join(map(str, queries.words(me.organisation, is_name=True))),
        "not_names": "\n".join(map(str, queries.words(me.organisation, is_name=False))),
    }
    form = WordsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.keep_words(organisation=me.organisation, **form.cleaned_data)
        messages.success(request, "The two lists are saved.")
        return redirect("insight:names", organisation)
    return render(request, "insight/names.html", {"me": me, "form": form})
