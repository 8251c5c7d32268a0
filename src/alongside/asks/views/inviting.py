"""Who is invited to a wave: chosen, reminded, given a link on paper."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.letters import texts
from alongside.people import access as people
from alongside.web.fields import keys, typed
from alongside.web.square import as_typed, square

from .. import access, actions, furniture, queries
from ..forms import InviteForm
from ..queries import inviting


def invitations(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """Who is invited, and what became of each letter. Who has answered is shown only where the
    mode lets this member know."""
    me = people.staff(request.user, organisation)
    shown = access.wave(request.user, organisation, wave)
    page = Paginator(inviting.invitations(shown), 100).get_page(request.GET.get("page"))
    now = timezone.now()
    context = {
        "me": me,
        "wave": shown,
        "state": queries.state(shown, now).name,
        "page": page,
        "came_back": list(inviting.came_back(shown)[:100]),
        "on_paper": inviting.on_paper(shown).exists(),
        "no_letters": inviting.want_no_letters(shown).count(),
        "can_remind": inviting.to_remind(shown, now - actions.BETWEEN_LETTERS).exists(),
        "may_ask": access.may_ask(me),
        "knows_names": access.knows_names(me, shown),
        "texts": texts.configured(),
        "quiet": texts.quiet(now),
        "texts_each": actions.texts_each(wave=shown),
    }
    return render(request, "asks/waves/invitations.html", context)


def invite(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """Choose whom to invite: a team, a group, or people found by name in `?q=`."""
    me = access.asker(request.user, organisation)
    shown = access.wave(request.user, organisation, wave)
    search = typed(request.GET.get("q", ""))
    form = InviteForm(request.POST or None, wave=shown)
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.invite_people(wave=shown, members=form.members(), now=timezone.now())
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _said(count))
            return redirect("asks:invitations", organisation, wave)
    page = Paginator(inviting.can_be_invited(shown, search), 50).get_page(request.GET.get("page"))
    context = {"me": me, "wave": shown, "form": form, "page": page, "search": search}
    if texts.configured():
        many, each = inviting.get_texts(shown).count(), actions.texts_each(wave=shown)
        context |= {"get_texts": many, "texts_each": each, "texts_all": many * each}
    return render(request, "asks/waves/invite.html", context | {"ticked": _ticked(request)})


def _ticked(request: HttpRequest) -> set[int]:
    return set(keys(request.POST.getlist("people")))


def _said(count: int) -> str:
    if not count:
        return "Everybody you chose is invited already."
    return f"{count} {'person is' if count == 1 else 'people are'} invited."


@require_POST
def remind(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """Write once more to whoever has not answered. How many is said only where it may be known."""
    me = access.asker(request.user, organisation)
    shown = access.wave(request.user, organisation, wave)
    try:
        count = actions.remind(wave=shown, now=timezone.now())
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    else:
        if not count:
            messages.error(request, "There is nobody to remind today.")
        elif access.knows_names(me, shown):
            people_ = "1 person" if count == 1 else f"{count} people"
            messages.success(request, f"A reminder goes to {people_}.")
        else:
            messages.success(request, "A reminder goes to whoever has not answered yet.")
    return redirect("asks:invitations", organisation, wave)


def links(request: HttpRequest, organisation: str, wave: int) -> HttpResponse:
    """Private links on paper, for people who get no letters."""
    me = access.asker(request.user, organisation)
    shown = access.wave(request.user, organisation, wave)
    if queries.state(shown, timezone.now()) is queries.State.CLOSED:
        raise Http404("these links lead nowhere any more")
    slips = []
    for invitation in inviting.on_paper(shown):
        address = actions.link_of(wave=shown, member=invitation.member)
        slips.append((invitation.member, as_typed(address), square(address)))
    spoken = list(furniture.shared(shown.version.definition["languages"]))
    context = {"me": me, "wave": shown, "slips": slips, "spoken": spoken}
    return render(request, "asks/waves/links.html", context)
