from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from .. import access, actions
from ..forms import ChooseForm, WordingForm
from ..queries.standing import chosen
from ..wording import ladder


def words(request: HttpRequest, organisation: str) -> HttpResponse:
    """The words of the ladder here, whose they are, and every version."""
    me = access.member(request.user, organisation)
    return render(request, "ladder/words.html", _context(me) | {"form": _choice(me)})


def _choice(me, data=None) -> ChooseForm:
    initial = {"wording": chosen(me.organisation).kept}
    return ChooseForm(data, wordings=me.organisation.wordings.all(), initial=initial)


def _context(me) -> dict[str, object]:
    wordings = me.organisation.wordings.select_related("written_by")
    return {
        "me": me,
        "ladder": chosen(me.organisation),
        "wordings": wordings,
        "may_choose": access.may_choose(me),
    }


@require_POST
def choose(request: HttpRequest, organisation: str) -> HttpResponse:
    """Choose which words pages show."""
    me = access.chooser(request.user, organisation)
    form = _choice(me, request.POST)
    if not form.is_valid():
        return render(request, "ladder/words.html", _context(me) | {"form": form})
    wording = form.cleaned_data["wording"]
    actions.choose_wording(organisation=me.organisation, wording=wording, by=me, now=timezone.now())
    messages.success(request, f"Pages show {ladder(wording).name} now.")
    return redirect("ladder:words", organisation)


def write(request: HttpRequest, organisation: str) -> HttpResponse:
    """Write the words of an organisation, beginning from those it has."""
    me = access.chooser(request.user, organisation)
    now = timezone.now()
    form = WordingForm(request.POST or None, ladder=chosen(me.organisation))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write_wording(
                organisation=me.organisation, by=me, now=now, **form.values()
            )
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{made} is kept. Choose it to show it on your pages.")
            return redirect("ladder:words", organisation)
    context = {"me": me, "form": form, "rungs": [_pair(form, n) for n in range(7, 0, -1)]}
    return render(request, "ladder/write.html", context)


def _pair(form: WordingForm, number: int) -> tuple[object, object]:
    return form[f"name_{number}"], form[f"says_{number}"]


def version(request: HttpRequest, organisation: str, wording: int) -> HttpResponse:
    """One version of an organisation's own words."""
    me = access.member(request.user, organisation)
    found = access.wording(me, wording)
    context = {"me": me, "wording": found, "ladder": ladder(found)}
    return render(request, "ladder/version.html", context)
