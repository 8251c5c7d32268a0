"""After an answer, on to a later question: as staff choose it, and as people come past."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.asks import actions, drafting, faults, paper
from alongside.asks.budget import budget
from alongside.asks.models import Draft
from alongside.methods.tests.questions_form import choice, form, question, words

YES_NO = [choice("yes", "Yes"), choice("no", "No")]
CARER = question("one", name="carer", label=words("Are you a carer?"), choices=YES_NO, other=None)
YEARS = question("number", name="years", label=words("For how many years?"), required=True)
MORE = question("short", name="more", label=words("What is it like?"))
LAST = question("short", name="last", label=words("Anything else?"))
PAST = [{"if": ". = 'no'", "to": "last"}]


@pytest.fixture
def drafted(cast, now):
    return actions.make_form(
        organisation=cast.here, title="Care", draft=form(CARER, YEARS, MORE, LAST), now=now
    )


@pytest.fixture
def wave(cast, now):
    asked = form(CARER | {"skip": PAST}, YEARS, MORE | {"skip": [{"if": "", "to": ""}]}, LAST)
    made = actions.make_form(organisation=cast.here, title="Care", draft=asked, now=now)
    version = actions.publish(form=made, now=now)
    return actions.open_wave(version=version, mode="anonymous", opens=now - timedelta(hours=1))


@pytest.fixture
def at(drafted):
    return f"/o/sandbrook-council/ask/{drafted.pk}/q/carer/"


def text(answer):
    return answer.content.decode()


def typed(page, **changes):
    """Return what a browser would send for the page as it stands, with changes."""
    found = page.context["form"]
    there = {
        bound.html_name: bound.value() for bound in found if bound.value() not in (None, False)
    }
    return there | {"type": found.kind.name, "seen": page.context["seen"]} | changes


def test_staff_choose_where_people_go_on(sign_in, cast, at, drafted):
    tom = sign_in(cast.tom)
    page = tom.get(at)
    assert "Where do people go on? To the next question" in text(page)
    assert ">4. Anything else?</option>" in text(page)
    assert ">1. Are you a carer?</option>" not in text(page)
    tom.post(at, typed(page, skip_if_1=". = 'no'", skip_to_1="last"))
    drafted.refresh_from_db()
    assert drafting.find(drafted.draft, "carer")["skip"] == PAST
    page = tom.get(at)
    assert "After “No”: on to question 4." in text(page)
    assert '<option value="last" selected>' in text(page)
    assert "After “No”: on to question 4." in text(tom.get(f"{at.removesuffix('q/carer/')}"))
    assert "After “No”: on to question 4." in text(
        tom.get(f"{at.removesuffix('q/carer/')}preview/")
    )
    assert budget(drafted.draft).sometimes == 2
    tom.post(at, typed(page, skip_if_1="", skip_to_1=""))
    drafted.refresh_from_db()
    assert "skip" not in drafting.find(drafted.draft, "carer")


def test_half_a_pair_is_asked_about_and_nothing_is_lost(sign_in, cast, at):
    tom = sign_in(cast.tom)
    page = tom.post(at, typed(tom.get(at), skip_if_1=". = 'no'", skip_to_2=".end"))
    assert "Choose where people go on after this answer" in text(page)
    assert "Choose the answer after which people go on there" in text(page)
    assert "selected>No</option>" in text(page)


def test_a_skip_whose_question_is_gone_or_moved_before_it_is_said(sign_in, cast, at, drafted):
    tom = sign_in(cast.tom)
    tom.post(at, typed(tom.get(at), skip_if_1=". = 'no'", skip_to_1="years"))
    tom.post(at.replace("carer", "years") + "up/")
    drafted.refresh_from_db()
    [fault] = faults.faults(drafted.draft)
    assert (fault.field, fault.text) == (
        "skip_to_1",
        "It leads on to a question that is gone or stands before this one. Choose a later one",
    )
    assert "A question that stands before this one" in text(tom.get(at))
    actions.remove_question(form=drafted, name="years", now=timezone.now())
    page = tom.get(at)
    assert "A question that is not there any more" in text(page)
    assert "on to a question that is not there." in text(tom.get(f"{at.removesuffix('q/carer/')}"))
    tom.post(at, typed(page))
    drafted.refresh_from_db()
    assert drafting.find(drafted.draft, "carer")["skip"] == [{"if": ". = 'no'", "to": "years"}]


def test_what_is_wrong_with_a_skip_leads_to_its_own_pair_of_fields(sign_in, cast, at, drafted):
    own = [*PAST, {"if": ". = 'no'", "to": "gone"}, {"if": "${nobody} = 1", "to": "last"}]
    old = drafting.find(drafted.draft, "carer")
    actions.write_question(
        form=drafted, question=old | {"skip": own}, seen=drafting.revision(old), now=timezone.now()
    )
    drafted.refresh_from_db()
    assert [fault.field for fault in faults.faults(drafted.draft)] == ["skip_to_2", "skip_if_3"]
    page = text(sign_in(cast.tom).get(at))
    assert page.count('href="#id_skip_to_2"') == 1
    assert page.count('href="#id_skip_if_3"') == 1


def test_a_rule_of_its_own_stays_as_it_is(sign_in, cast, at, drafted):
    own = [{"if": ". != 'yes'", "to": ""}, *PAST, {"if": "", "to": "last"}, {"if": "", "to": ""}]
    old = drafting.find(drafted.draft, "carer")
    actions.write_question(
        form=drafted, question=old | {"skip": own}, seen=drafting.revision(old), now=timezone.now()
    )
    tom = sign_in(cast.tom)
    page = tom.get(at)
    assert "After . != &#x27;yes&#x27;: on to the end." in text(page)
    tom.post(at, typed(page, hint="Say"))
    drafted.refresh_from_db()
    assert drafting.find(drafted.draft, "carer")["skip"] == own


def test_a_new_question_leads_on_to_what_will_stand_below_it(sign_in, cast, drafted):
    tom = sign_in(cast.tom)
    page = tom.get(f"/o/sandbrook-council/ask/{drafted.pk}/add/long/?below=years")
    found = page.context["form"].fields["skip_to_1"].choices
    assert [value for value, _ in found] == ["", "more", "last", ".end"]


def test_people_come_past_what_is_not_for_them(client, wave):
    at = f"/a/{wave.code}/"
    assert "Question 1 of 3" in text(client.get(f"{at}q/carer/"))
    page = client.post(f"{at}q/carer/", {"carer": "no"})
    assert page.headers["Location"] == f"{at}q/last/"
    assert client.get(f"{at}q/years/").status_code == 302
    client.post(f"{at}q/last/", {"last": "Tea"})
    assert "For how many years?" not in text(client.get(f"{at}check/"))
    client.post(f"{at}check/")
    assert wave.box.get().answers == {"carer": {"choice": "no"}, "last": {"text": "Tea"}}


def test_an_answer_that_is_skipped_waits_until_it_is_asked_again(client, wave):
    at = f"/a/{wave.code}/"
    client.post(f"{at}q/carer/", {"carer": "yes"})
    client.post(f"{at}q/years/", {"years": "7"})
    assert client.post(f"{at}q/more/", {"more": "Hard"}).headers["Location"] == f"{at}check/"
    client.post(f"{at}q/carer/", {"carer": "no"})
    assert "For how many years?" not in text(client.get(f"{at}check/"))
    assert Draft.objects.get().answers["years"] == {"value": 7}
    client.post(f"{at}q/carer/", {"carer": "yes"})
    client.post(f"{at}check/")
    assert wave.box.get().answers == {
        "carer": {"choice": "yes"},
        "years": {"value": 7},
        "more": {"text": "Hard"},
    }


def test_the_page_of_all_questions_says_where_to_go_on(client, wave):
    page = text(client.get(f"/a/{wave.code}/all/"))
    assert "After “No”, go on to: Anything else?" in page
    assert "After this you have finished." in page


def test_a_sheet_of_paper_says_where_to_go_on(wave):
    sheet = paper.sheets(wave, "en", 1, "https://example.org/a/X/", "https://example.org/said/")
    said = {item.name: item.instruction for item in sheet.items}
    assert said["carer"] == "Tick one box. After “No”, go on to: 4. Anything else?"
    assert said["more"] == "After this you have finished."
    assert said["years"] == ""
