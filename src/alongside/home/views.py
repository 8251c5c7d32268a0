from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.asks import queries as asks
from alongside.boards import access as on_boards
from alongside.boards import queries as boards
from alongside.draws import access as draws
from alongside.gatherings import access as gatherings
from alongside.gatherings import queries as sessions
from alongside.influence.queries import chain, disputes, promises, said
from alongside.influence.queries.owing import owed_by
from alongside.involvement import access as taking_part
from alongside.involvement import queries as involvement
from alongside.journeys import queries as journeys
from alongside.ladder.queries import standing as ladder
from alongside.ladder.shown import picture
from alongside.learning import access as learning
from alongside.letters import texts
from alongside.passports import queries as passports
from alongside.people import access as people
from alongside.people import actions
from alongside.people.forms import OrganisationForm
from alongside.people.queries import memberships_of
from alongside.projects import access as projects
from alongside.projects.queries import took_part
from alongside.projects.queries.next import next_step
from alongside.visions import queries as visions
from alongside.walls import queries as walls

from . import queries

MOST_STRANDS = 6
"""How many themes stand on the page of a project at most."""


def front(request: HttpRequest) -> HttpResponse:
    return render(request, "home/front.html", {"demo": settings.DEMO})


def start(request: HttpRequest) -> HttpResponse:
    """Where signing in leads: the one organisation of this person, or the choice between them."""
    if not request.user.is_authenticated:
        return redirect("account_request_login_code")
    mine = list(memberships_of(request.user))
    if len(mine) == 1:
        return redirect("home:today", mine[0].organisation.slug)
    return render(request, "home/start.html", {"mine": mine})


def today(request: HttpRequest, organisation: str) -> HttpResponse:
    me = people.member(request.user, organisation)
    now = timezone.now()
    found = queries.today(me, now) if me.holds(*people.READERS) else None
    session = found.session if found else None
    context = {
        "me": me,
        "today": found,
        "owed": owed_by(me, timezone.localdate(now)),
        "today_is": timezone.localdate(now),
        "waiting": involvement.people_waiting(
            me.organisation,
            timezone.localdate(now),
            runs=taking_part.may_run(me),
            pays=taking_part.may_pay(me),
        ),
        "shared": passports.waiting(me, timezone.localdate(now)),
        "draws": draws.waiting(me, timezone.localdate(now)),
        "stopped_boards": boards.waiting(me),
        "learning": learning.waiting(me, now) if found else None,
        "is_today": session and timezone.localdate(session.starts) == timezone.localdate(now),
        "may_run": gatherings.may_run(me),
        "may_make": me.holds(*people.STAFF),
    }
    return render(request, "home/today.html", context)


def about(request: HttpRequest, organisation: str) -> HttpResponse:
    """What an organisation is called, and what it shows of numbers of people."""
    me = people.owner(request.user, organisation)
    shown = queries.has_shown(me.organisation)
    form = OrganisationForm(request.POST or None, organisation=me.organisation, shown=shown)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_organisation(
                organisation=me.organisation, shown=shown, **form.cleaned_data
            )
        except actions.NotPossible as problem:
            form.add_error("minimum", str(problem))
        else:
            messages.success(request, "What you changed is saved.")
            return redirect("home:about", organisation)
    return render(request, "home/about.html", {"me": me, "form": form})


def project(request: HttpRequest, organisation: str, project: int) -> HttpResponse:
    """One project: who was there, what was said, decided and done."""
    me, found = projects.reader(request.user, organisation, project)
    runs, day = projects.may_run(me), timezone.localdate()
    promised = promises.lines_of(found, me, runs=runs)
    stages = took_part(found, day)
    where = ladder.standing(found, timezone.now(), me)
    context = {
        "me": me,
        "project": found,
        "stages": stages,
        "next": next_step(found, stages, day),
        "sessions": sessions.of_project(found),
        "waves": asks.of_project(found),
        "walls": walls.of_project(found),
        "may_open": me.holds(*people.STAFF),
        "chain": chain.strands(chain.themes(found)[:MOST_STRANDS], traced=True),
        "counts": said.counts(found),
        "today": day,
        "promises": promises.pressing(promised, day),
        "rate": promises.rate(promised, day),
        "may_run": runs,
        "disputed": disputes.disputed(found),
        "on_journeys": journeys.of_project(found),
        "its_boards": on_boards.readable(me).filter(project=found),
        "its_visions": visions.visions(me.organisation).filter(project=found),
        "on": picture(where, ladder.chosen(me.organisation)),
    }
    return render(request, "home/project.html", context)


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "home/privacy.html", {"texts": texts.configured()})
