from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from alongside.people import access as people
from alongside.people.models import Membership
from alongside.projects import access as projects
from alongside.projects.models import Project

from ..challenges import CHALLENGES, Challenge, Tool


def challenges(request: HttpRequest, organisation: str, project: int | None = None) -> HttpResponse:
    """What can be hard about working together, and what helps: of one project, or of any."""
    found = None
    if project is None:
        me = people.member(request.user, organisation)
    else:
        me, found = projects.reader(request.user, organisation, project)
    context = {
        "me": me,
        "project": found,
        "challenges": [(one, _tools(one, me, found)) for one in CHALLENGES],
    }
    return render(request, "influence/challenges.html", context)


def _tools(challenge: Challenge, me: Membership, project: Project | None) -> list[tuple[str, str]]:
    """Return the words of each tool, and its address where this member can use it. A tool that this
    product does not have is left out."""
    found = [(tool.words, _address(tool, me, project)) for tool in challenge.tools]
    return [(words, address) for words, address in found if address is not None]


def _address(tool: Tool, me: Membership, project: Project | None) -> str | None:
    """Return where a tool is: of a project, in that project or in the list of them; "" where it is
    not for this member, None where there is none."""
    here = me.organisation.slug
    name, parts = tool.address, tool.parts
    if parts and not projects.may_run(me):
        name, parts = "influence:plan", ()
    of_project = [project.pk if project else 0] if tool.of_project else []
    try:
        address = reverse(name, args=[here, *of_project, *parts])
    except NoReverseMatch:
        return None
    if tool.staff and not me.holds(*people.STAFF):
        return ""
    if tool.of_project and project is None:
        return reverse("projects:projects", args=[here])
    return address
