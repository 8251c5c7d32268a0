"""The agenda of a design, put together item by item. Each act is a plain post."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.asks import choosing_pictures, drafting, kinds
from alongside.files import queries as files
from alongside.files.actions import add as add_file
from alongside.methods import agenda as method
from alongside.methods import symbols
from alongside.methods.questions import picturing, question_types
from alongside.methods.questions.messages import DEFAULT, said
from alongside.methods.revision import revision
from alongside.walls.starters import starters

from .. import access, actions, items, queries
from ..forms import AgendaListForm, ItemForm, QuestionItemForm, SlideForm, item_form
from ..models import Design

REMOVED = "gatherings_removed_item"
MEANWHILE = "Somebody else changed the agenda meanwhile. Look at it again, then try again."


def agenda(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """The items in order, how long they take, and what to do with each."""
    me = access.runner(request.user, organisation)
    shown = access.design(me, pk)
    version = queries.latest(shown)
    removed = request.session.get(REMOVED, {})
    planned = method.minutes(version.agenda)
    context = {
        "me": me,
        "design": shown,
        "version": version,
        "fixed": queries.fixed(version, timezone.now()),
        "rows": items.rows(version.agenda),
        "planned": planned,
        "left": version.minutes - planned,
        "over": planned - version.minutes,
        "breaks": method.break_minutes(version.agenda),
        "outcomes": method.outcomes(version.agenda),
        "removed": removed["item"]["title"] if removed.get("design") == pk else "",
    }
    return render(request, "gatherings/agenda.html", context)


def _opened(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view who asks, the design and its agenda; send them back where it was used."""

    @wraps(view)
    def do(request: HttpRequest, organisation: str, pk: int, **parts: Any) -> HttpResponse:
        me = access.runner(request.user, organisation)
        design = access.design(me, pk)
        version = queries.latest(design)
        if queries.fixed(version, timezone.now()):
            messages.error(
                request,
                f"Version {version.number} has been used, so it stays as it is. Begin the next "
                "version to change the agenda.",
            )
            return redirect("gatherings:agenda", organisation, pk)
        try:
            return view(request, me, design, version.agenda, **parts)
        except actions.NotPossible as problem:
            messages.error(request, str(problem))
            return redirect("gatherings:agenda", organisation, pk)

    return do


@_opened
def choose(request: HttpRequest, me: Any, design: Design, _: Any) -> HttpResponse:
    """Choose what kind of item to add, by what people do."""
    return _choice(request, me, design, "Add to the agenda", items.offered())


@_opened
def add(request: HttpRequest, me: Any, design: Design, _: Any, kind: str) -> HttpResponse:
    """Write a new item, with `?like=` begun for you; it goes to the end."""
    return _written(request, me, design, kind, items.begun(kind, request.GET.get("like", "")))


@_opened
def item(request: HttpRequest, me: Any, design: Design, agenda: Any, place: int) -> HttpResponse:
    """Change one item; with `?kind=` it becomes of another kind."""
    old = _item(agenda, place, request.POST.get("seen", ""))
    kind = request.GET.get("kind") or request.POST.get("kind") or method.kind_of(old)
    return _written(request, me, design, kind, old, place)


@_opened
def change_kind(
    request: HttpRequest, me: Any, design: Design, agenda: Any, place: int
) -> HttpResponse:
    """Choose what else an item should be."""
    old = _item(agenda, place)
    others = [kind for kind in items.offered() if kind.name != method.kind_of(old)]
    return _choice(request, me, design, f"Make “{old['title']}” something else", others, place)


@_opened
def choice_picture(
    request: HttpRequest, me: Any, design: Design, agenda: Any, place: int, choice: str
) -> HttpResponse:
    """Choose the picture or the symbol beside one choice of a question for the room."""
    old = _item(agenda, place, request.POST.get("seen", ""))
    question = method.question_of(old) if method.kind_of(old) == "question" else {}
    option = choosing_pictures.option_of(question, choice)
    if option is None:
        raise Http404("no such choice in this item")
    form = choosing_pictures.form_of(request, me, drafting.BLANK, option)
    back = reverse("gatherings:item", args=[me.organisation.slug, design.pk, place])
    if request.method == "POST" and "find" not in request.POST and form.is_valid():
        new = picturing.with_picture(question, choice, **form.kept())
        del new["name"]
        try:
            actions.change_item(
                design=design,
                place=place,
                seen=request.POST.get("seen", ""),
                item={**old, "question": new},
                now=timezone.now(),
            )
        except actions.ChangedMeanwhile:
            form.add_error(None, MEANWHILE)
        else:
            messages.success(request, "Saved.")
            return redirect(f"{back}#pictures")
    context = {
        "me": me,
        "here": "sessions",
        "back": back,
        "form": form,
        "option": option,
        "label": said(option["label"]),
        "seen": revision(old),
        "looked": "find" in request.POST,
        "credit": symbols.CREDIT,
    }
    return render(request, "asks/build/choice_picture.html", context)


def _item(agenda: list[Any], place: int, seen: str = "") -> Any:
    """Return the item at a place; of those that were `seen` and have moved, the one that was."""
    there = agenda[place - 1] if 1 <= place <= len(agenda) else None
    if there is not None and (not seen or revision(there) == seen):
        return there
    found = next((item for item in agenda if revision(item) == seen), there)
    if found is None:
        raise Http404("no such item")
    return found


def _choice(
    request: HttpRequest,
    me: Any,
    design: Design,
    title: str,
    offered: Any,
    place: int | None = None,
    ask: str = "kind",
) -> HttpResponse:
    """A page of kinds, or with `ask` of types of questions, each a link to the form."""
    context = {
        "me": me,
        "design": design,
        "title": title,
        "offered": offered,
        "place": place,
        "ask": ask,
    }
    return render(request, "gatherings/choose_kind.html", context)


def _written(
    request: HttpRequest,
    me: Any,
    design: Design,
    kind: str,
    old: Any = None,
    place: int | None = None,
) -> HttpResponse:
    if kind not in method.KINDS:
        raise Http404("no such kind of item")
    data = request.POST or None
    form: Any
    if kind == "question":
        name = request.GET.get("type") or request.POST.get("type")
        name = name or (old or {}).get("question", {}).get("type", "")
        offered = kinds.of_a_room()
        if name not in {each.name for each in offered}:
            title = "What do you want people to do?"
            return _choice(request, me, design, title, offered, place, "type")
        form = QuestionItemForm(data, kind=question_types()[name], old=old)
    else:
        form = _item_form(request, me, kind, old)
    seen, look = revision(old), None
    if request.method == "POST" and form.is_valid():
        if "look" in request.POST:
            look = items.shown(form.item(), place or len(queries.latest(design).agenda) + 1)
        elif saved := _saved(request, me, design, form, place):
            return saved
        else:
            seen = revision(_there(design, place))
    question = (old or {}).get("question", {}) if kind == "question" and place else {}
    if question and question["type"] != form.kind.name:  # it is about to be asked in another way
        question = {}
    context = {
        "me": me,
        "pictured": picturing.PICTURED.get(question.get("type", ""), ""),
        "any_picture": picturing.is_pictured(question),
        "choices": choosing_pictures.listed(question, DEFAULT),
        "design": design,
        "form": form,
        "kind": items.of({"kind": kind}),
        "type": kinds.about(form.kind) if kind == "question" else None,
        "old": old,
        "place": place,
        "seen": request.POST.get("seen") if look else seen,
        "look": look,
        "starters": starters() if kind == "wall" and not place else (),
    }
    return render(request, "gatherings/item.html", context)


def _item_form(request: HttpRequest, me: Any, kind: str, old: Any) -> ItemForm:
    """Return the form of an item that is no question. A new picture of a slide is kept at once,
    whatever else is wrong: it stands in the list then, because no browser sends it twice."""
    pictures = files.pictures(me.organisation)
    form = item_form(kind, old, request.POST or None, request.FILES or None, pictures=pictures)
    new = form.sent_picture() if isinstance(form, SlideForm) and form.is_bound else None
    if new is None:
        return form
    (picture, name), text = new
    try:
        kept = add_file(
            organisation=me.organisation,
            picture=picture,
            name=name,
            text=text,
            by=me,
            now=timezone.now(),
        )
    except actions.NotPossible as problem:
        form.add_error("new_picture", str(problem))
        return form
    posted = request.POST.copy()
    posted["picture"], posted["picture_says"] = kept.code, ""
    return item_form(kind, old, posted, pictures=pictures.all())


def _saved(
    request: HttpRequest, me: Any, design: Design, form: Any, place: int | None
) -> HttpResponse | None:
    """Keep the item and go to it in the list; None, with the problem in the form, when somebody
    else changed it meanwhile."""
    now = timezone.now()
    try:
        if place is None:
            place = actions.add_item(design=design, item=form.item(), now=now)
            words = "It is at the end of the agenda. You can move it."
        else:
            seen = request.POST.get("seen", "")
            place = actions.change_item(
                design=design, place=place, seen=seen, item=form.item(), now=now
            )
            words = "Saved."
    except actions.ChangedMeanwhile:
        there = _there(design, place)
        words = (
            f"Here is now “{there['title']}”. What you typed is still here: save again to put it "
            "in place of that."
            if there
            else "This item is gone. What you typed is still here, so that you can copy it."
        )
        form.add_error(None, f"Somebody else changed the agenda while you wrote. {words}")
        return None
    messages.success(request, words)
    request.session.pop(REMOVED, None)
    choice = request.POST.get("picture-of", "")
    if choosing_pictures.option_of(form.item().get("question", {}), choice):
        parts = [me.organisation.slug, design.pk, place, choice]
        return redirect("gatherings:item_choice_picture", *parts)
    return _to(me, design, place)


def _there(design: Design, place: int | None) -> Any:
    """Return the item that stands at a place now, None where there is none."""
    agenda = queries.latest(design).agenda
    return agenda[place - 1] if place and place <= len(agenda) else None


def _to(me: Any, design: Design, place: int) -> HttpResponse:
    answer = redirect("gatherings:agenda", me.organisation.slug, design.pk)
    answer["Location"] += f"#item-{place}"
    return answer


def _act(do: Callable[..., int]) -> Callable[..., HttpResponse]:
    """Return a view that does one thing to one item and shows the agenda again, there."""

    def view(
        request: HttpRequest, me: Any, design: Design, _: Any, place: int, **parts: Any
    ) -> HttpResponse:
        seen, now = request.POST.get("seen", ""), timezone.now()
        try:
            place = do(design=design, place=place, seen=seen, now=now, **parts)
        except actions.ChangedMeanwhile:
            messages.error(request, MEANWHILE)
            return redirect("gatherings:agenda", me.organisation.slug, design.pk)
        return _to(me, design, place)

    return require_POST(_opened(view))


up = _act(lambda **to: actions.move_item(by=-1, **to))
down = _act(lambda **to: actions.move_item(by=1, **to))
duplicate = _act(actions.copy_item)
move_to = _act(lambda place, to, **of: actions.move_item(place=place, by=to - place, **of))


@_opened
def move(request: HttpRequest, me: Any, design: Design, agenda: Any, place: int) -> HttpResponse:
    """Choose the place an item moves to, each with its button."""
    moving = _item(agenda, place)
    rest = [item for item in agenda if item is not moving]
    context = {
        "me": me,
        "design": design,
        "item": moving,
        "place": place,
        "seen": revision(moving),
        "places": [(to, rest[to - 2] if to > 1 else None) for to in range(1, len(agenda) + 1)],
    }
    return render(request, "gatherings/move_item.html", context)


@require_POST
@_opened
def remove(request: HttpRequest, me: Any, design: Design, _: Any, place: int) -> HttpResponse:
    """Take an item out. It is kept in the session, so that Undo can put it back."""
    seen = request.POST.get("seen", "")
    try:
        removed, at = actions.remove_item(design=design, place=place, seen=seen, now=timezone.now())
    except actions.ChangedMeanwhile:
        messages.error(request, MEANWHILE)
    else:
        request.session[REMOVED] = {"design": design.pk, "item": removed, "place": at}
    return redirect("gatherings:agenda", me.organisation.slug, design.pk)


@require_POST
@_opened
def put_back(request: HttpRequest, me: Any, design: Design, _: Any) -> HttpResponse:
    """Undo the last removal of this person in this agenda."""
    removed = request.session.get(REMOVED, {})
    if removed.get("design") != design.pk:
        messages.error(request, "There is nothing to put back.")
        return redirect("gatherings:agenda", me.organisation.slug, design.pk)
    del request.session[REMOVED]
    place = actions.add_item(
        design=design, item=removed["item"], place=removed["place"], now=timezone.now()
    )
    return _to(me, design, place)


@_opened
def as_list(request: HttpRequest, me: Any, design: Design, agenda: Any) -> HttpResponse:
    """The whole agenda, one item a line."""
    form = AgendaListForm(request.POST or None, old=agenda)
    seen = revision(agenda)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_agenda(
                design=design,
                agenda=form.agenda(),
                seen=request.POST.get("seen", ""),
                now=timezone.now(),
            )
        except actions.ChangedMeanwhile:
            form.add_error(
                None,
                "Somebody else changed the agenda while you wrote. What you typed is still here: "
                "save again to put it in place of theirs.",
            )
        else:
            messages.success(request, "Saved.")
            return redirect("gatherings:agenda", me.organisation.slug, design.pk)
    context = {"me": me, "design": design, "form": form, "seen": seen}
    return render(request, "gatherings/agenda_list.html", context)


def notes(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """The agenda with the notes for whoever leads, to read through and to print."""
    me = access.runner(request.user, organisation)
    design = access.design(me, pk)
    version = queries.latest(design)
    context = {"me": me, "design": design, "version": version, "rows": items.rows(version.agenda)}
    return render(request, "gatherings/agenda_notes.html", context)


def preview(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    """The newest version as people see it in the room, all on one page. Nothing is kept."""
    me = access.reader(request.user, organisation)
    design = access.design(me, pk)
    version = queries.latest(design)
    context = {
        "me": me,
        "design": design,
        "version": version,
        "shown": list(items.all_shown(version.agenda)),
        "may_run": access.may_run(me),
    }
    return render(request, "gatherings/agenda_preview.html", context)
