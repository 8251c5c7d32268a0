"""The form builder: making, reading and publishing forms, as a browser without JavaScript does."""

import json

import pytest
from django.utils import timezone

from alongside.asks import actions, drafting, starters
from alongside.asks.models import Form, FormVersion, Mode
from alongside.gatherings.queries import evaluation_forms
from alongside.methods.questions import check_form

ASK = "/o/sandbrook-council/ask/"


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


@pytest.fixture
def form(cast, now):
    return actions.make_form(
        organisation=cast.here,
        title="How was it?",
        draft=starters.starter("session_evaluation"),
        now=now,
    )


def text(answer):
    return answer.content.decode()


def test_the_empty_list_teaches_and_offers_every_starter(tom):
    page = text(tom.get(ASK))
    assert "No forms yet" in page
    assert page.count("Start from this") == len(starters.names()) == 6


@pytest.mark.parametrize("name", starters.names())
def test_every_starter_can_be_published_as_it_is(name):
    assert check_form(starters.starter(name)) == []


def test_a_form_is_made_from_a_starter(tom):
    answer = tom.post(f"{ASK}begin/", {"starter": "session_evaluation"})
    form = Form.objects.get()
    assert answer.headers["Location"] == f"{ASK}{form.pk}/"
    assert (form.title, form.purpose) == ("How was the session?", "evaluation")
    assert form.draft == starters.starter("session_evaluation")
    assert form.made_by.name == "Tom Baker"


def test_a_starter_can_be_seen_before_it_is_taken(tom):
    page = text(tom.get(f"{ASK}starter/?name=before_now"))
    assert "This is a preview." in page
    assert 'name="understanding.before"' in page
    assert Form.objects.count() == 0
    assert tom.get(f"{ASK}starter/?name=nothing").status_code == 404
    assert tom.post(f"{ASK}begin/", {"starter": "../models"}).status_code == 404


def test_equality_monitoring_says_why_and_lets_people_not_say(cast, now):
    draft = starters.starter("equality_monitoring")
    last = {question["choices"][-1]["label"]["en"] for question in draft["questions"]}
    assert last == {"Prefer not to say"}
    assert not any(question.get("required") for question in draft["questions"])
    assert "kept apart" in draft["intro"]["en"]


def test_equality_monitoring_never_shows_fewer_than_ten(cast, now):
    cast.here.minimum = 5
    cast.here.save()
    form = actions.make_form(
        organisation=cast.here,
        title="About you",
        draft=starters.starter("equality_monitoring"),
        purpose=Form.Purpose.EQUALITY,
        now=now,
    )
    version = actions.publish(form=form, now=now)
    wave = actions.open_wave(version=version, mode=Mode.ANONYMOUS, opens=now)
    assert wave.minimum == 10


def test_a_blank_form_asks_for_its_title_first(tom):
    answer = tom.post(f"{ASK}begin/")
    form = Form.objects.get()
    assert answer.headers["Location"] == f"{ASK}{form.pk}/change/"
    seen = tom.get(answer.headers["Location"]).context["seen"]
    typed = {"title": "Tea", "intro": "One\r\ntwo", "purpose": "survey", "seen": seen}
    tom.post(f"{ASK}{form.pk}/change/", typed)
    form.refresh_from_db()
    assert (form.title, form.purpose) == ("Tea", "survey")
    assert form.draft["title"] == {"en": "Tea"}
    assert form.draft["intro"] == {"en": "One\ntwo"}


def test_two_people_change_the_heading_and_the_second_is_told(tom, form):
    address = f"{ASK}{form.pk}/change/"
    seen = tom.get(address).context["seen"]
    typed = {"title": "Mine", "intro": "", "purpose": "survey", "seen": seen}
    tom.post(address, typed | {"title": "Theirs"})
    answer = tom.post(address, typed)
    assert "The title is now “Theirs”." in text(answer)
    assert 'value="Mine"' in text(answer)
    form.refresh_from_db()
    assert form.title == "Theirs"
    tom.post(address, typed | {"seen": answer.context["seen"]})
    form.refresh_from_db()
    assert form.title == "Mine"


def test_a_duplicate_has_the_questions_and_a_title_of_its_own(tom, form):
    tom.post(f"{ASK}{form.pk}/duplicate/")
    copy = Form.objects.get(title="Copy of How was it?")
    assert copy.draft["questions"] == form.draft["questions"]
    assert copy.draft["title"] == {"en": "Copy of How was it?"}
    assert copy.versions.count() == 0


def test_an_earlier_version_can_be_duplicated(tom, form, now):
    actions.publish(form=form, now=now)
    before = form.draft["questions"]
    actions.change_form(
        form=form,
        title=form.title,
        draft={**form.draft, "questions": before[:1]},
        now=timezone.now(),
    )
    tom.post(f"{ASK}{form.pk}/duplicate/", {"version": "1"})
    assert Form.objects.get(title="Copy of How was it?").draft["questions"] == before
    assert tom.post(f"{ASK}{form.pk}/duplicate/", {"version": "9"}).status_code == 404


def test_publishing_makes_a_version_that_sessions_offer(tom, form, cast):
    page = tom.get(f"{ASK}{form.pk}/")
    tom.post(f"{ASK}{form.pk}/publish/", {"seen": page.context["seen"]})
    version = FormVersion.objects.get()
    assert (version.number, version.published_by) == (1, cast.tom)
    assert list(evaluation_forms(cast.here)) == [version]
    assert "Version 1, published 10 March 2026" in text(tom.get(ASK))


def test_a_draft_that_changed_meanwhile_is_not_published_unseen(tom, form):
    seen = tom.get(f"{ASK}{form.pk}/").context["seen"]
    actions.move_question(form=form, name="model", by=1)
    page = text(tom.post(f"{ASK}{form.pk}/publish/", {"seen": seen}, follow=True))
    assert "Somebody else changed this form." in page
    assert FormVersion.objects.count() == 0


def test_publishing_with_a_mistake_says_which_question_and_what(tom, form):
    draft = json.loads(json.dumps(form.draft))
    draft["questions"][2]["choices"] = draft["questions"][2]["choices"][:1]
    actions.change_form(form=form, title=form.title, draft=draft, now=timezone.now())
    page = text(tom.post(f"{ASK}{form.pk}/publish/"))
    where = "Question 3, “Do you know where to go for support and…”"
    assert f">{where}: Enter at least 2 choices, one a line</a>" in page
    assert f'href="{ASK}{form.pk}/q/support/"' in page
    assert "<title>Problem: " in page
    assert FormVersion.objects.count() == 0


def test_an_empty_form_says_what_is_missing(tom, cast, now):
    tom.post(f"{ASK}begin/")
    page = text(tom.post(f"{ASK}{Form.objects.get().pk}/publish/"))
    assert ">Enter a title</a>" in page
    assert ">Add a question</a>" in page


def test_a_long_form_is_warned_about_in_words(tom, form):
    assert "Leave out what you know already" not in text(tom.get(f"{ASK}{form.pk}/"))
    for _ in range(7):
        actions.copy_question(form=form, name="improve")
    page = text(tom.get(f"{ASK}{form.pk}/"))
    assert "There are 16 questions. 15 is a good limit for the end of a session." in page
    assert "This takes about 13 minutes. Above 8, fewer people finish" in page


def test_the_preview_shows_what_people_see_and_keeps_nothing(tom, form):
    page = text(tom.get(f"{ASK}{form.pk}/preview/"))
    assert page.count('<fieldset class="question"') == 5
    page = text(tom.post(f"{ASK}{form.pk}/preview/", {"model": "nef"}))
    assert "Choose how well you understand co-production" in page
    assert 'value="nef"' in page
    fits = {"understanding.before": "1", "understanding.now": "2", "support": "yes"}
    assert "These answers would be taken." in text(tom.post(f"{ASK}{form.pk}/preview/", fits))


def test_the_preview_goes_from_question_to_question(tom, form):
    at = f"{ASK}{form.pk}/preview/"
    assert "Question 1 of 9" in text(tom.get(f"{at}understanding/"))
    assert "There is a problem" in text(tom.post(f"{at}understanding/", {}))
    answer = tom.post(
        f"{at}understanding/", {"understanding.before": "1", "understanding.now": "2"}
    )
    assert answer.headers["Location"] == f"{at}model/"
    assert tom.post(f"{at}quoting/", {}).headers["Location"] == at
    assert tom.get(f"{at}nothing/").status_code == 404


def test_an_unfinished_question_is_left_out_of_the_preview_and_that_is_said(tom, form):
    actions.write_question(
        form=form,
        question={"type": "matrix", "name": "new", "label": {"en": "Grid"}},
        seen=drafting.revision(None),
        now=timezone.now(),
    )
    page = text(tom.get(f"{ASK}{form.pk}/preview/"))
    assert "1 question cannot be shown yet, because it is not finished." in page


def test_a_version_can_be_read_and_carried_away(tom, form, now):
    actions.publish(form=form, now=now)
    page = text(tom.get(f"{ASK}{form.pk}/versions/1/"))
    assert "Version 1, published 10 March 2026" in page
    assert "<li>Not sure</li>" in page
    assert tom.get(f"{ASK}{form.pk}/versions/2/").status_code == 404
    assert tom.get(f"{ASK}{form.pk}/versions/1/form.json").json() == form.draft
    assert tom.get(f"{ASK}{form.pk}/form.json").json() == form.draft


def test_only_staff_come_in(cast, form, sign_in):
    addresses = ["", f"{form.pk}/", f"{form.pk}/form.json", f"{form.pk}/q/model/"]
    found = {
        name: {sign_in(getattr(cast, name)).get(f"{ASK}{at}").status_code for at in addresses}
        for name in ("tom", "david", "bola")
    }
    assert found == {"tom": {200}, "david": {403}, "bola": {404}}


@pytest.mark.parametrize("number", [1, 4])
def test_the_list_asks_the_database_the_same_however_many_forms(
    tom, cast, now, number, django_assert_num_queries
):
    for _ in range(number):
        made = actions.make_form(
            organisation=cast.here, title="x", draft=starters.starter("before_now"), now=now
        )
        actions.publish(form=made, now=now)
    with django_assert_num_queries(8):
        tom.get(ASK)
