"""Which answers a question accepts, what people then read, and what the answers are read for."""

import html

import pytest
from django.utils import timezone

from alongside.asks import actions, drafting
from alongside.asks.models import Form
from alongside.methods.questions import check_form, read_one

from .test_build_questions import text, typed_in


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


@pytest.fixture
def form(cast, now):
    draft = {**drafting.BLANK, "title": {"en": "Tea"}}
    return actions.make_form(organisation=cast.here, title="Tea", draft=draft, now=now)


@pytest.fixture
def at(form):
    return f"/o/sandbrook-council/ask/{form.pk}/"


def last(form):
    return Form.objects.get(pk=form.pk).draft["questions"][-1]


def read(form, name, *values):
    draft = Form.objects.get(pk=form.pk).draft
    return read_one(draft, name, {name: list(values)}, {})


def test_the_least_letters_are_chosen_from_a_list_with_words_of_their_own(tom, at, form):
    tom.post(
        f"{at}add/long/",
        {"label": "Why?", "accept": "string-length(.) >= 10", "accept_message": "Say more, please"},
    )
    assert last(form)["constraint"] == "string-length(.) >= 10"
    assert [problem.text for problem in read(form, "why", "Short").problems] == ["Say more, please"]
    assert read(form, "why", "Long enough by far").problems == ()
    assert typed_in(tom, f"{at}q/why/")["accept"] == "string-length(.) >= 10"


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [("number", "3", "9"), ("date", "2026-03-01", "2026-03-09")],
)
def test_an_answer_can_be_held_against_an_earlier_one(tom, at, form, kind, least, most):
    tom.post(f"{at}add/{kind}/", {"label": "First"})
    page = tom.get(f"{at}add/{kind}/")
    offered = dict(page.context["form"].fields["accept"].choices)
    (rule,) = [rule for rule in offered if "<=" in rule]
    assert offered[rule].endswith("the answer to “First”")
    tom.post(f"{at}add/{kind}/", {"label": "Second", "accept": rule})
    draft = Form.objects.get(pk=form.pk).draft
    assert check_form(draft) == []

    def posted(name, value):
        if kind == "number":
            return {name: [value]}
        parts = zip(("year", "month", "day"), value.split("-"), strict=True)
        return {f"{name}.{part}": [number] for part, number in parts}

    first = read_one(draft, "first", posted("first", least), {}).answer
    too_much = read_one(draft, "second", posted("second", most), {"first": first})
    assert len(too_much.problems) == 1
    assert read_one(draft, "second", posted("second", least), {"first": first}).problems == ()
    assert read_one(draft, "second", posted("second", most), {}).problems == ()


def test_a_rule_of_ones_own_is_kept_and_checked(tom, at, form):
    typed = {"label": "Age", "accept": "rule", "accept_rule": ". >= 18 and . < 100"}
    tom.post(f"{at}add/number/", typed)
    assert last(form)["constraint"] == ". >= 18 and . < 100"
    back = typed_in(tom, f"{at}q/age/")
    assert (back["accept"], back["accept_rule"]) == ("rule", ". >= 18 and . < 100")
    page = html.unescape(
        text(tom.post(f"{at}q/age/", back | {"accept_rule": ". >> 18"}, follow=True))
    )
    assert '<a href="#id_accept_rule">What is accepted cannot be used: ' in page
    assert last(form)["constraint"] == ". >> 18"
    page = text(tom.post(f"{at}add/number/", typed | {"accept": ""}))
    assert '<a href="#id_accept_rule">Choose “By my own rule” above' in page


def test_what_people_read_who_leave_it_empty(tom, at, form):
    tom.post(f"{at}add/number/", {"label": "Age", "required": "on", "subject": "your age"})
    assert [problem.text for problem in read(form, "age", "").problems] == ["Enter your age"]
    typed = typed_in(tom, f"{at}q/age/") | {"missing_message": "Tell us how old you are"}
    tom.post(f"{at}q/age/", typed)
    assert [p.text for p in read(form, "age", "").problems] == ["Tell us how old you are"]
    tom.post(f"{at}q/age/", typed_in(tom, f"{at}q/age/") | {"missing_message": "", "subject": ""})
    assert {"subject", "required_message"}.isdisjoint(last(form))


def test_what_the_answers_are_read_for_leaves_other_tags_alone(tom, at, form):
    tom.post(f"{at}add/long/", {"label": "Good?", "tag": "liked"})
    assert last(form)["tags"] == ["liked"]
    draft = Form.objects.get(pk=form.pk).draft
    draft["questions"][0]["tags"] = ["ours", "liked"]
    actions.change_form(form=form, title="Tea", draft=draft, now=timezone.now())
    tom.post(f"{at}q/good/", typed_in(tom, f"{at}q/good/") | {"tag": "improve"})
    assert last(form)["tags"] == ["improve", "ours"]
    tom.post(f"{at}q/good/", typed_in(tom, f"{at}q/good/") | {"tag": ""})
    assert last(form)["tags"] == ["ours"]


def test_only_types_that_can_be_read_for_something_are_asked_what_for(tom, at):
    fields = {
        kind: tom.get(f"{at}add/{kind}/").context["form"].fields for kind in ("number", "one")
    }
    assert [kind for kind, own in fields.items() if "tag" in own] == ["one"]


def test_leave_to_share_words_needs_somebody_who_can_say_yes(tom, at, form):
    page = text(
        tom.post(
            f"{at}add/one/",
            {"label": "May we?", "tag": "quoting", "choices": "Of course\nNo"},
            follow=True,
        )
    )
    assert '<a href="#id_tag">Add the choice “Yes”' in page
    tom.post(f"{at}q/may_we/", typed_in(tom, f"{at}q/may_we/") | {"choices": "Yes\nNo"})
    assert tom.post(f"{at}publish/").status_code == 302
    assert form.versions.count() == 1


def test_what_is_seldom_needed_is_folded_until_it_is_used(tom, at, form):
    assert '<details class="notice"><summary>More' in text(tom.get(f"{at}add/long/"))
    tom.post(f"{at}add/long/", {"label": "Why?", "accept_message": "Say more"})
    assert '<details class="notice" open><summary>More' in text(tom.get(f"{at}q/why/"))
