from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.methods.formats.sheets import NotASheet
from alongside.web.fields import typed

from . import access, actions, queries, stafflists, staffteams
from .forms import (
    ChangeTeamForm,
    ChooseMembersForm,
    ColumnsForm,
    GroupForm,
    MemberForm,
    StaffFileForm,
    TeamForm,
    TeamsForm,
)
from .models import Group, Organisation


def people(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.staff(request.user, organisation)
    search = typed(request.GET.get("q", ""))
    page = Paginator(queries.members(me.organisation, search), 50).get_page(request.GET.get("page"))
    return render(
        request,
        "people/people.html",
        {"me": me, "page": page, "search": search, "may_change": me.holds("owner")},
    )


def add(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.owner(request.user, organisation)
    form = MemberForm(request.POST or None, organisation=me.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            member = actions.add_member(
                organisation=me.organisation, now=timezone.now(), **form.cleaned_data
            )
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{member.name} is in {me.organisation.name} now.")
            return redirect("people:people", organisation)
    return render(request, "people/add.html", {"me": me, "form": form})


def member(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.owner(request.user, organisation)
    them = get_object_or_404(queries.members(me.organisation), pk=pk)
    form = MemberForm(request.POST or None, organisation=me.organisation, member=them)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_member(membership=them, now=timezone.now(), **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"What you changed about {them.name} is saved.")
            return redirect("people:people", organisation)
    return render(request, "people/member.html", {"me": me, "them": them, "form": form})


@require_POST
def leave(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.owner(request.user, organisation)
    them = get_object_or_404(queries.members(me.organisation), pk=pk)
    try:
        actions.end_membership(membership=them, now=timezone.now())
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("people:member", organisation, pk)
    messages.success(request, f"{them.name} can no longer come in. What they did is kept.")
    return redirect("people:people", organisation)


def upload_staff(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.owner(request.user, organisation)
    form = StaffFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = actions.keep_staff_list(
                by=me, file_name=file.name, content=file.read(), now=timezone.now()
            )
        except NotASheet as problem:
            form.add_error("file", str(problem))
        else:
            return redirect("people:staff_list", organisation, kept.pk)
    return render(request, "people/upload_staff.html", {"me": me, "form": form})


def staff_list(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.owner(request.user, organisation)
    kept = get_object_or_404(me.organisation.staff_lists, pk=pk)
    adding = request.method == "POST"
    if kept.begun:
        if adding:
            actions.add_staff(staff_list=kept, now=timezone.now())
            return redirect("people:staff_list", organisation, pk)
        return render(request, "people/staff_list_begun.html", {"me": me, "kept": kept})
    chosen = request.POST if adding else request.GET if "name" in request.GET else None
    form = ColumnsForm(chosen, headings=kept.headings)
    sure = chosen is None or form.is_valid()
    columns = form.columns() if sure else {}
    entries, refused = stafflists.read(kept.rows, columns) if sure else ([], [])
    teams = [team for _, team in queries.tree(me.organisation)]
    answers = {key: str(answer) for key, answer in request.POST.items()}
    found = staffteams.understand(entries, teams, answers)
    asked = TeamsForm(request.POST if adding else None, questions=found.questions)
    if adding and entries and asked.is_valid():
        actions.add_staff(
            staff_list=kept, columns=columns, chosen=asked.cleaned_data, now=timezone.now()
        )
        return redirect("people:staff_list", organisation, pk)
    context = {
        "me": me,
        "kept": kept,
        "form": form,
        "asked": asked,
        "entries": entries,
        "refused": [*kept.refused, *refused],
        "phones": any(entry.phone for entry in entries),
        "no_phones": [entry for entry in entries if entry.no_phone],
        "new_teams": [
            staffteams.in_words(path)
            for path in found.new
            if answers.get(staffteams.key_of(path)) or staffteams.key_of(path) not in asked.fields
        ],
        "here": _how_many_here(me.organisation, entries, found),
        "not_used": stafflists.not_used(kept.headings, kept.rows, columns) if sure else [],
    }
    return render(request, "people/staff_list.html", context)


def _how_many_here(
    organisation: Organisation, entries: list[stafflists.Entry], found: staffteams.Understood
) -> dict[str, int]:
    """Return how many of those with an address are here already, and how many change team."""
    there = queries.teams_by_email(organisation)
    known = [entry for entry in entries if entry.email in there]
    moving = [
        entry
        for entry in known
        if entry.teams and there[entry.email] != found.known.get(staffteams.same(entry.teams))
    ]
    return {"known": len(known), "moving": len(moving)}


def groups(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.staff(request.user, organisation)
    return render(
        request,
        "people/groups.html",
        {
            "me": me,
            "may_change": access.may_convene(me),
            "groups": queries.groups(me.organisation),
            "put_away": queries.groups_put_away(me.organisation),
        },
    )


def add_group(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.convener(request.user, organisation)
    form = GroupForm(request.POST or None, initial={"kind": Group.Kind.REVIEW})
    if request.method == "POST" and form.is_valid():
        try:
            group = actions.add_group(
                organisation=me.organisation, now=timezone.now(), **form.cleaned_data
            )
        except actions.NotPossible as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, f"{group.name} is made. Now say who is in it.")
            return redirect("people:add_to_group", organisation, group.pk)
    return render(request, "people/group_form.html", {"me": me, "form": form})


def group(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.staff(request.user, organisation)
    shown = access.group(me, pk)
    places = list(queries.in_group(shown))
    return render(
        request,
        "people/group.html",
        {
            "me": me,
            "may_change": access.may_convene(me),
            "group": shown,
            "places": places,
            "parity": queries.parity(place.membership for place in places),
            "before": queries.was_in_group(shown),
        },
    )


def change_group(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.convener(request.user, organisation)
    group = access.group(me, pk)
    now_said = {name: getattr(group, name) for name in GroupForm.base_fields}
    form = GroupForm(request.POST or None, initial=now_said)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_group(group=group, **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, "The group is changed.")
            return redirect("people:group", organisation, pk)
    return render(request, "people/group_form.html", {"me": me, "form": form, "group": group})


def add_to_group(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """Choose people by `?q=` (name, address, team), or from one service area with `?area=`."""
    me = access.convener(request.user, organisation)
    group, search = access.group(me, pk), typed(request.GET.get("q", ""))
    area = access.area(me, request.GET.get("area", ""))
    form = ChooseMembersForm(request.POST or None, group=group, search=search, area=area)
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.add_to_group(group=group, now=timezone.now(), **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            people = "1 person is" if new == 1 else f"{new} people are"
            messages.success(request, f"{people} new in {group.name}.")
            return redirect("people:group", organisation, pk)
    context = {"me": me, "group": group, "form": form, "search": search, "area": area}
    return render(request, "people/add_to_group.html", context)


@require_POST
def take_from_group(request: HttpRequest, organisation: str, pk: int, member: int) -> HttpResponse:
    me = access.convener(request.user, organisation)
    place = access.place(access.group(me, pk), member)
    actions.take_from_group(place=place, now=timezone.now())
    messages.success(request, f"{place.membership.name} is not in the group any more.")
    return redirect("people:group", organisation, pk)


@require_POST
def put_group_away(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.convener(request.user, organisation)
    group = access.group(me, pk)
    actions.put_group_away(group=group, now=timezone.now())
    messages.success(request, f"{group.name} is put away. You can bring it back.")
    return redirect("people:group", organisation, pk)


@require_POST
def bring_group_back(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.convener(request.user, organisation)
    group = access.group(me, pk)
    try:
        actions.bring_group_back(group=group)
    except actions.NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"{group.name} is in use again.")
    return redirect("people:group", organisation, pk)


def teams(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.staff(request.user, organisation)
    rows = queries.tree(me.organisation)
    return render(
        request, "people/teams.html", {"me": me, "rows": rows, "may_change": me.holds("owner")}
    )


def add_team(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.owner(request.user, organisation)
    form = TeamForm(request.POST or None, organisation=me.organisation)
    if request.method == "POST" and form.is_valid():
        team = actions.add_team(organisation=me.organisation, **form.cleaned_data)
        messages.success(request, f"{team.name} is in the list.")
        return redirect("people:teams", organisation)
    return render(request, "people/add_team.html", {"me": me, "form": form})


def change_team(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    me = access.owner(request.user, organisation)
    team = get_object_or_404(me.organisation.teams, pk=pk)
    now_said = {name: getattr(team, name) for name in ChangeTeamForm.base_fields}
    form = ChangeTeamForm(request.POST or None, initial=now_said)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_team(team=team, **form.cleaned_data)
        except actions.NotPossible as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, f"{team.name} is changed.")
            return redirect("people:teams", organisation)
    return render(request, "people/change_team.html", {"me": me, "team": team, "form": form})


def me(request: HttpRequest, organisation: str) -> HttpResponse:
    mine = access.member(request.user, organisation)
    others = queries.memberships_of(request.user).exclude(pk=mine.pk)
    return render(request, "people/me.html", {"me": mine, "others": others})
