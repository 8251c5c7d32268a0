"""A button inside a question: what it does is kept, and the question is shown again."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alongside.methods.questions import Posted, type_of
from alongside.methods.questions.question import BUTTON, field_name
from alongside.web.refusals import told_by

from .. import pages
from ..kept import on_the_page, only
from .refusing import refused
from .visiting import ARRANGED, arrive


@told_by(refused)
@never_cache
@require_POST
def arrange(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Do with the things of a question what its button says. Finished or not, what it comes to is
    kept with what else stands on the page; whether it will do is said when it is sent."""
    visit, instead = arrive(request, code)
    if instead:
        return instead
    found = pages.find(visit.wave.version, visit.kept.answers, name)
    if found is None:
        return visit.go("check")
    question, kind = found[0], type_of(found[0])
    posted: Posted = dict(request.POST.lists())
    others = [other for other in on_the_page(visit.form, posted) if other != name]
    visit.take(only(posted, others))
    arranged = kind.arranged(question, posted) or posted
    answer = kind.parse(question, arranged, visit.language).answer
    if answer is None:  # what is no answer yet is kept as it stands on the page
        visit.take(only(arranged, [name]))
    else:
        visit.keep(visit.kept.answering(name, answer))
    response = visit.go("everything") if "all" in request.GET else visit.go("question", name)
    pressed = "".join(request.POST.getlist(field_name(name, BUTTON))[:1])
    back = {ARRANGED: pressed.partition(".")[2]}
    if "check" in request.GET:
        back["check"] = "1"
    response["Location"] += f"?{urlencode(back)}"
    return response
