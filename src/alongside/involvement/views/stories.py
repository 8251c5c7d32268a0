"""Stories of what was made together: for anybody, and for staff who write them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.methods.documents.html import to_html
from alongside.methods.documents.model import Document
from alongside.methods.documents.pdf import to_pdf
from alongside.methods.documents.word import to_word
from alongside.people.models import Membership, Organisation
from alongside.projects.views.doing import done
from alongside.web.found import again_to

from .. import access, actions, queries, telling_stories
from ..forms.stories import PutInForm, RecognitionForm, StoryForm
from ..models import Story

FILES: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "pdf": ("application/pdf", to_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_word),
}


def public_stories(request: HttpRequest, whose: str) -> HttpResponse:
    """The stories of one organisation that anybody may read."""
    found = Organisation.objects.filter(slug=whose).first()
    told = queries.published_stories().filter(organisation__slug=whose)
    if found is None or not told.exists():
        # An organisation that shows nothing says nothing, not even that it is here.
        raise Http404("nothing public here")
    page = Paginator(told, 20).get_page(request.GET.get("page"))
    return render(request, "involvement/public_stories.html", {"organisation": found, "page": page})


@never_cache
def public_story(request: HttpRequest, code: str) -> HttpResponse:
    story = access.public_story(code)
    context = {"story": story, "body": _body(story)}
    return render(request, "involvement/public_story.html", context)


def _body(story: Story) -> str:
    words = to_html(telling_stories.document(story, timezone.localdate()))
    return mark_safe(words)  # noqa: S308 it escapes


@never_cache
def story_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A story as a file, drawn now: nobody keeps a file with words that were taken back."""
    story = access.public_story(code)
    if kind not in FILES:
        raise Http404("no such file")
    content_type, draw = FILES[kind]
    return HttpResponse(
        draw(telling_stories.document(story, timezone.localdate())),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="story-{story.code}.{kind}"'},
    )


def stories(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.member(request.user, organisation)
    found = queries.stories(me.organisation)
    if not access.may_run(me):
        found = found.filter(published__isnull=False)
    context = {
        "me": me,
        "page": Paginator(found, 20).get_page(request.GET.get("page")),
        "may_run": access.may_run(me),
        "public": found.filter(published__isnull=False).exists(),
    }
    return render(request, "involvement/stories.html", context)


def story(request: HttpRequest, organisation: str, story: int) -> HttpResponse:
    me = access.member(request.user, organisation)
    found = access.story(me, story)
    context = {
        "me": me,
        "story": found,
        "body": _body(found),
        "may_run": access.may_run(me),
        "recognition": found.recognition.all(),
    }
    return render(request, "involvement/story.html", context)


def write(request: HttpRequest, organisation: str) -> HttpResponse:
    me = access.runner(request.user, organisation)
    form = StoryForm(request.POST or None, me=me)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write_story(
                organisation=me.organisation, by=me, now=timezone.now(), **form.cleaned_data
            )
        except actions.NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It is there. Nobody outside reads it yet.")
            return redirect("involvement:story", organisation, made.pk)
    return _page(request, me, None, form, heading="Write a story", button="Save")


def _page(
    request: HttpRequest, me: Membership, story: Story | None, form: Form, **more: Any
) -> HttpResponse:
    context = {"me": me, "story": story, "form": form} | more
    return render(request, "involvement/story_form.html", context)


def change(request: HttpRequest, organisation: str, story: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    found = access.story(me, story)
    form = StoryForm(request.POST or None, me=me, story=found)
    if request.method == "POST" and done(form, actions.change_story, story=found):
        messages.success(request, "What you changed is saved.")
        return redirect("involvement:story", organisation, story)
    return _page(request, me, found, form, heading="Change the story", button="Save")


def put_in(request: HttpRequest, organisation: str, story: int) -> HttpResponse:
    """Which of what people said for others stands in it."""
    me = access.runner(request.user, organisation)
    found = access.story(me, story)
    form = PutInForm(request.POST if request.method == "POST" else None, story=found)
    if request.method == "POST" and form.is_valid():
        actions.put_into_story(story=found, testimonials=list(form.cleaned_data["testimonials"]))
        messages.success(request, "It is saved.")
        return redirect("involvement:story", organisation, story)
    return _page(request, me, found, form, heading="What people said of it", button="Save")


def recognise(request: HttpRequest, organisation: str, story: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    found = access.story(me, story)
    form = RecognitionForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and done(form, actions.recognise, story=found):
        messages.success(request, "It is noted.")
        return redirect("involvement:story", organisation, story)
    heading = "Somebody uses it, or honoured it"
    return _page(request, me, found, form, heading=heading, button="Save")


@again_to("involvement:story", "organisation", "story")
@require_POST
def unrecognise(
    request: HttpRequest, organisation: str, story: int, recognition: int
) -> HttpResponse:
    me = access.runner(request.user, organisation)
    found = access.story(me, story)
    actions.unrecognise(recognition=access.recognition(found, recognition))
    messages.success(request, "It is taken away.")
    return redirect("involvement:story", organisation, story)


@require_POST
def publish(request: HttpRequest, organisation: str, story: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    actions.publish_story(story=access.story(me, story), now=timezone.now())
    messages.success(request, "Anybody can read it now.")
    return redirect("involvement:story", organisation, story)


@require_POST
def take_down(request: HttpRequest, organisation: str, story: int) -> HttpResponse:
    me = access.runner(request.user, organisation)
    actions.take_story_down(story=access.story(me, story))
    messages.success(request, "It is not public any more.")
    return redirect("involvement:story", organisation, story)
