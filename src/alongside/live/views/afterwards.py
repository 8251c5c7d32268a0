"""What came of a room, while it is on and afterwards: what people answered, walls, and what was
kept of their words as contributions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.people.models import Membership
from alongside.walls import access as walls
from alongside.walls import actions as contributions
from alongside.web.fields import key

from .. import access, actions, queries, said
from ..models import Room


def came_of(request: HttpRequest, organisation: str, pk: int, room: int) -> HttpResponse:
    me, gathering = access.reader(request.user, organisation, pk)
    found = access.room(gathering, room)
    kept = queries.kept(found)
    addresses = {one.source: one for one in kept}
    may_run = access.may_run(me)
    context = {
        "me": me,
        "gathering": gathering,
        "room": found,
        "may_run": may_run,
        "newest": queries.newest_room(gathering.code) == found,
        "walls": queries.walls(found) if walls.may_read(me) else (),
        "kept": kept,
        "aside": queries.put_aside(found),
    }
    if may_run:
        context["words"] = [
            (one, addresses.get(one.source), said.points_at(one.text)) for one in said.shown(found)
        ]
        context["questions"] = [
            (one, addresses.get(said.source_of(one)), said.points_at(one.text))
            for one in queries.questions(found)
        ]
    return render(request, "live/came_of.html", context)


@require_POST
def keep(request: HttpRequest, organisation: str, pk: int, room: int) -> HttpResponse:
    """Keep words or a question as a contribution, take one back, or bring one back."""
    me, gathering = access.runner(request.user, organisation, pk)
    found = access.room(gathering, room)
    try:
        messages.success(request, _keep(request, me, found))
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    if request.POST.get("from") == "questions" and not found.closed:
        return redirect("live:questions", organisation, pk)
    return redirect("live:came_of", organisation, pk, room)


def _keep(request: HttpRequest, me: Membership, room: Room) -> str:
    """Do what the button says; return what was done."""
    now, posted = timezone.now(), request.POST
    if "words" in posted:
        actions.keep_words(room=room, source=posted["words"], by=me, now=now)
    elif "question" in posted:
        raised = access.raised(room, key(posted["question"]))
        actions.keep_question(raised=raised, by=me, now=now)
    elif "withdraw" in posted:
        found = walls.kept(me, key(posted["withdraw"]) or 0)
        contributions.withdraw(kept=found, now=now)
        return "Its address shows the words to nobody any more."
    elif "bring_back" in posted:
        contributions.bring_back(kept=walls.kept(me, key(posted["bring_back"]) or 0))
        return "People can read it again."
    else:
        raise actions.NotPossible("We did not understand what to do. Press one of the buttons.")
    return "Kept. The contribution has an address of its own now."
