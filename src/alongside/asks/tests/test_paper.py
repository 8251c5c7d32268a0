"""Answers on paper: sheets are printed, typed in, checked by a second person, and counted."""

import html
import io
import random
import re
from datetime import timedelta

import pypdf
import pytest
from django.db import IntegrityError, transaction

from alongside.asks import actions, queries, tasks
from alongside.asks import paper as on_paper
from alongside.asks.models import Batch, Box, Comment, Mode, Response, Sheet, Wave
from alongside.asks.starters import starter
from alongside.people import actions as people

CODE = "K4M7PQRTWXY2"
TYPED = {
    "understanding.before": "2",
    "understanding.now": "4",
    "support": "yes",
    "liked": "Hearing from Dot",
    "receipt-liked": "k4m7-pqrt-wxy2",
    "quoting": "yes",
}


def at(wave, page=""):
    return f"/o/sandbrook-council/ask/waves/{wave.pk}/paper/{page}"


def words(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def begun(wave, cast, now):
    return actions.begin_batch(wave=wave, by=cast.tom, now=now)


@pytest.fixture
def count():
    """Call it for a batch whose sheets are all checked."""

    def do(batch, now):
        return actions.count_batch(batch=batch, now=now, rng=random.Random(1))

    return do


def typed_and_checked(batch, cast, answers, numbers):
    for number in numbers:
        sheet = actions.type_in(
            batch=batch, number=number, answers=answers(number), given={}, by=cast.tom
        )
        actions.check_sheet(
            sheet=sheet, answers=answers(number), seen=answers(number), by=cast.amira
        )


def test_two_people_type_a_sheet_in_and_it_counts_like_any_other(wave, cast, sign_in, now):
    tom = sign_in(cast.tom)
    page = tom.post(at(wave, "begin/"), follow=True)
    assert "Next: type in the first sheet" in words(page)
    answer = tom.post(at(wave, "1/add/"), TYPED | {"sheet-number": "7"}, follow=True)
    assert "Sheet 7 is kept. Write 7 on the paper." in words(answer)
    assert "for a second person" in words(answer)
    assert "You typed this sheet in" in words(tom.get(at(wave, "1/7/check/")))

    amira = sign_in(cast.amira)
    page = words(amira.get(at(wave, "1/7/check/")))
    assert "Hearing from Dot" in page
    assert re.search(r"<input[^>]* checked", page) is None
    again = {name: value for name, value in TYPED.items() if not name.startswith("receipt")}
    answer = amira.post(at(wave, "1/7/check/"), again, follow=True)
    assert "Sheet 7 is checked." in words(answer)
    assert "Count 1 sheet<" in words(answer)

    answer = amira.post(at(wave, "1/count/"), follow=True)
    assert "1 sheet counts now like any other answer" in words(answer)
    assert "1 sheet counted, 0 put right" in words(answer)
    assert (Sheet.objects.count(), Box.objects.get().answers["support"]) == (0, {"choice": "yes"})
    assert queries.by_receipt(CODE) == (wave, None)
    actions.close(wave=wave, now=now)
    assert queries.by_receipt(CODE)[1].text == "Hearing from Dot"
    assert Response.objects.get().answers["understanding"] == {"before": 2, "now": 4}


def test_where_the_two_differ_the_paper_is_looked_at_again(wave, begun, cast, sign_in):
    sign_in(cast.tom).post(at(wave, "1/add/"), TYPED | {"sheet-number": "1"})
    amira = sign_in(cast.amira)
    other = TYPED | {"support": "no"}
    page = words(amira.post(at(wave, "1/1/check/"), other))
    assert "Tom Baker and you read 1 question differently" in page
    assert re.search(r"First: Yes.*You: No", page, re.DOTALL)
    assert Sheet.objects.get().checked_by is None
    agreed = re.search(r'name="agreed-on" value="(\w+)"', page)[1]
    # Changed once more, it is a new answer: nothing was agreed on yet.
    page = words(amira.post(at(wave, "1/1/check/"), other | {"quoting": "no", "agreed-on": agreed}))
    assert "you read 2 questions differently" in page
    amira.post(at(wave, "1/1/check/"), other | {"agreed-on": agreed})
    sheet = Sheet.objects.get()
    assert (sheet.checked_by, sheet.put_right) == (cast.amira, True)
    assert sheet.answers["support"] == {"choice": "no"}


def test_nobody_checks_what_they_typed_themselves(begun, cast, answers):
    sheet = actions.type_in(batch=begun, number=1, answers=answers(1), given={}, by=cast.tom)
    with pytest.raises(actions.NotPossible, match="Somebody else has to check it"):
        actions.check_sheet(sheet=sheet, answers=answers(1), seen=answers(1), by=cast.tom)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.update(checked_by=cast.tom)


def test_a_sheet_changed_while_it_was_checked_is_checked_again(begun, cast, answers):
    sheet = actions.type_in(batch=begun, number=1, answers=answers(1), given={}, by=cast.tom)
    actions.type_in(batch=begun, number=1, answers=answers(2), given={}, by=cast.tom, anew=True)
    with pytest.raises(actions.NotPossible, match="changed meanwhile"):
        actions.check_sheet(sheet=sheet, answers=answers(1), seen=answers(1), by=cast.amira)


def test_what_is_not_checked_does_not_count(begun, cast, answers, now, count):
    typed_and_checked(begun, cast, answers, [1])
    actions.type_in(batch=begun, number=2, answers=answers(2), given={}, by=cast.tom)
    with pytest.raises(actions.NotPossible, match="not checked yet: 2"):
        count(begun, now)
    assert (Box.objects.count(), Sheet.objects.count()) == (0, 2)


def test_a_number_used_again_takes_the_place_of_no_other_sheet(wave, begun, cast, sign_in):
    tom = sign_in(cast.tom)
    pressed = {
        "sheet-client_id": str(tom.get(at(wave, "1/add/")).context["form"]["client_id"].value())
    }
    once = {"sheet-number": "1", "support": "yes"} | pressed
    for _ in range(2):  # pressed twice, it is one sheet
        assert tom.post(at(wave, "1/add/"), once).status_code == 302
    other = {"sheet-client_id": "0f8c1e9a-5a0e-4d3e-9e3b-7b0d5f0c2a11"}
    for support in ("no", "yes"):  # another sheet may well have the same answers
        page = words(tom.post(at(wave, "1/add/"), once | other | {"support": support}))
        assert "Sheet 1 is here already. Give this one another number." in page
    page = words(tom.post(at(wave, "1/add/"), once | {"support": "no"}))
    assert "Sheet 1 is here already. Give this one another number." in page
    assert Sheet.objects.get().answers == {"support": {"choice": "yes"}}
    tom.post(at(wave, "1/1/"), {"support": "no"})
    assert Sheet.objects.get().answers == {"support": {"choice": "no"}}


def test_a_batch_counts_once(begun, cast, answers, now, count):
    typed_and_checked(begun, cast, answers, range(1, 8))
    assert count(begun, now) == 7
    with pytest.raises(actions.NotPossible, match="counted already"):
        count(begun, now)
    assert Box.objects.count() == 7


def test_a_wave_waits_for_its_paper_and_for_nobody_else(
    wave, begun, cast, answers, now, count, sign_in
):
    later = now + timedelta(days=2)
    typed_and_checked(begun, cast, answers, [1])
    tasks.due(later)
    wave.refresh_from_db()
    assert wave.closed is None
    assert queries.state(wave, later) is queries.State.CLOSED
    with pytest.raises(actions.NotPossible, match="closed"):
        actions.answer(wave=wave, answers=answers(2), client="late", now=later)
    page = sign_in(cast.tom).post(f"/o/sandbrook-council/ask/waves/{wave.pk}/close/", follow=True)
    assert "Paper is being typed in" in words(page)
    assert Wave.objects.get(pk=wave.pk).closed is None
    count(begun, later)
    tasks.due(later)
    wave.refresh_from_db()
    assert wave.closed == later
    assert Response.objects.count() == 1
    with pytest.raises(actions.NotPossible, match="no more paper"):
        actions.begin_batch(wave=wave, by=cast.tom, now=later)


def test_an_empty_batch_is_used_again_or_taken_away(wave, begun, cast, answers, now):
    assert actions.begin_batch(wave=wave, by=cast.tom, now=now) == begun
    typed_and_checked(begun, cast, answers, [1])
    with pytest.raises(actions.NotPossible, match="holds sheets"):
        actions.take_batch_away(batch=begun)
    actions.take_sheet_out(sheet=begun.sheets.get())
    actions.take_batch_away(batch=begun)
    assert Batch.objects.count() == 0


def test_what_is_left_empty_on_paper_is_no_answer_and_no_fault(wave, begun, cast, sign_in):
    tom = sign_in(cast.tom)
    tom.post(at(wave, "1/add/"), {"sheet-number": "1", "support": "yes"})
    assert Sheet.objects.get().answers == {"support": {"choice": "yes"}}
    page = words(tom.post(at(wave, "1/add/"), {"sheet-number": "2", "support": "maybe"}))
    assert "Choose one of the answers shown" in page
    assert Sheet.objects.count() == 1


@pytest.fixture
def conditional(cast, now):
    """A form in which a consent is needed, and a question is asked only of some."""
    en = lambda text: {"en": text}  # noqa: E731
    choices = [{"name": "yes", "label": en("Yes")}, {"name": "no", "label": en("No")}]
    draft = starter("session_evaluation") | {
        "title": en("Tea"),
        "intro": en("About *tea*."),
        "questions": [
            {
                "type": "consent",
                "name": "agree",
                "label": en("Taking part"),
                "words": en("- You can stop.\n- We keep it a year."),
                "required": True,
            },
            {"type": "one", "name": "tea", "label": en("Tea?"), "choices": choices, "other": True},
            {
                "type": "short",
                "name": "why",
                "label": en("Why “${tea}”?"),
                "relevant": "${tea} = 'no'",
            },
            {"type": "number", "name": "cups", "label": en("Cups"), "relevant": "1 + 1 = 2"},
        ],
    }
    form = actions.make_form(organisation=cast.here, title="Tea", draft=draft, now=now)
    version = actions.publish(form=form, now=now)
    return actions.open_wave(
        version=version, mode=Mode.ANONYMOUS, opens=now - timedelta(hours=1), closes=None
    )


def test_a_sheet_without_consent_is_not_counted(conditional, cast, sign_in):
    tom = sign_in(cast.tom)
    tom.post(at(conditional, "begin/"))
    page = words(tom.post(at(conditional, "1/add/"), {"sheet-number": "1", "tea": "yes"}))
    assert "Tick “I agree” to go on" in page
    assert Sheet.objects.count() == 0


def test_what_was_not_asked_of_somebody_is_said_and_left_out(conditional, cast, sign_in):
    tom = sign_in(cast.tom)
    tom.post(at(conditional, "begin/"))
    sent = {"sheet-number": "1", "agree": "OK", "tea": "yes", "why": "No milk"}
    page = words(tom.post(at(conditional, "1/add/"), sent, follow=True))
    assert "not asked of this person, so not counted: question 3." in page
    assert Sheet.objects.get().answers.keys() == {"agree", "tea"}


def test_on_paper_a_condition_is_said_in_words(conditional):
    sheets = on_paper.sheets(conditional, "en", 1, "http://x.org/a/1/", "http://x.org/said/")
    agree, tea, why, cups = sheets.items
    assert agree.words == ("You can stop.", "We keep it a year.")
    assert (tea.condition, tea.answer.other) == ("", "Something else:")
    assert why.condition == "Only if you answered “No” to question 2."
    assert why.label == "Why “(your answer to question 2)”?"
    assert cups.condition == "Leave this out if it is not about you."
    assert sheets.intro[0] == "About tea."


def test_each_sheet_has_codes_of_its_own_that_are_kept_nowhere(wave):
    sheets = on_paper.sheets(wave, "en", 3, "http://x.org/a/1/", "http://x.org/said/")
    assert [name for name, _, _ in sheets.slips[0].codes] == ["liked", "improve", "apply"]
    codes = {code for slip in sheets.slips for _, _, code in slip.codes}
    assert len(codes) == 9
    assert all(queries.by_receipt(code.replace("-", "")) is None for code in codes)


def test_a_code_typed_twice_is_a_sheet_typed_twice(wave, begun, cast, sign_in):
    tom = sign_in(cast.tom)
    tom.post(at(wave, "1/add/"), TYPED | {"sheet-number": "1"})
    page = words(tom.post(at(wave, "1/add/"), TYPED | {"sheet-number": "2"}))
    assert "The code K4M7-PQRT-WXY2 was typed in with other words." in page
    page = words(
        tom.post(at(wave, "1/add/"), TYPED | {"sheet-number": "2", "receipt-liked": "K4M"})
    )
    assert "A code has 12 letters and figures" in page
    assert Sheet.objects.count() == 1
    # The same sheet put right keeps its code.
    tom.post(at(wave, "1/1/"), TYPED | {"liked": "Hearing from Dot!"})
    assert Sheet.objects.get().answers["liked"] == {"text": "Hearing from Dot!"}


def test_a_sheet_that_is_put_right_keeps_the_codes_of_its_words(wave, begun, cast, sign_in):
    """They are on the slip that somebody tore off, and stand nowhere on the page any more."""
    tom = sign_in(cast.tom)
    tom.post(at(wave, "1/add/"), TYPED | {"sheet-number": "1"})
    page = words(tom.get(at(wave, "1/1/")))
    assert page.count("A code is kept. Type one here only to change it.") == 1
    again = {name: value for name, value in TYPED.items() if not name.startswith("receipt")}
    tom.post(at(wave, "1/1/"), again | {"support": "no"})
    assert Sheet.objects.get().receipts == {"liked": queries.hashed(CODE)}
    # A code typed anew takes its place, and where the words go, it goes with them.
    tom.post(at(wave, "1/1/"), again | {"receipt-liked": "WXY2-K4M7-PQRT"})
    assert Sheet.objects.get().receipts == {"liked": queries.hashed("WXY2K4M7PQRT")}
    tom.post(at(wave, "1/1/"), again | {"liked": ""})
    assert Sheet.objects.get().receipts == {}


def test_whose_sheet_it_is_was_changed_while_it_was_checked(open_wave, cast, sign_in):
    wave = open_wave(Mode.NAMED)
    for member in (cast.priya, cast.david):
        actions.invite(wave=wave, member=member)
    priya, david = (wave.invitations.get(member=one) for one in (cast.priya, cast.david))
    tom = sign_in(cast.tom)
    tom.post(at(wave, "begin/"))
    tom.post(
        at(wave, "1/add/"), {"sheet-number": "1", "support": "yes", "sheet-whose": str(priya.pk)}
    )
    page = words(sign_in(cast.amira).get(at(wave, "1/1/check/")))
    seen = re.search(r'name="whose-it-was" value="([^"]*)"', page)[1]
    sign_in(cast.tom).post(at(wave, "1/1/"), {"support": "yes", "sheet-whose": str(david.pk)})
    typed = {"support": "yes", "whose-it-was": seen}
    page = words(sign_in(cast.amira).post(at(wave, "1/1/check/"), typed, follow=True))
    assert "This sheet was changed meanwhile. Check it again." in page
    assert Sheet.objects.get().checked_by is None


def test_the_sheets_are_a_pdf_in_two_sizes(wave, cast, sign_in):
    tom = sign_in(cast.tom)
    pages = {}
    for size in ("ordinary", "large"):
        answer = tom.get(at(wave, "sheets.pdf"), {"copies": "2", "size": size})
        assert answer["Content-Type"] == "application/pdf"
        pdf = pypdf.PdfReader(io.BytesIO(answer.content))
        pages[size] = len(pdf.pages)
        read = " ".join(page.extract_text() for page in pdf.pages).replace("\u200b", "")
        text = " ".join(read.split())
        assert text.count("We do not know who you are") == 2
        assert "Page 1 of" in text
    assert pages["large"] > pages["ordinary"]
    assert tom.get(at(wave, "sheets.pdf"), {"copies": "9999"}).status_code == 404


def test_where_answers_carry_a_name_a_sheet_has_one_and_counts_once(
    open_wave, cast, answers, now, count, sign_in
):
    wave = open_wave(Mode.NAMED)
    for member in (cast.priya, cast.david):
        actions.invite(wave=wave, member=member)
    priya, david = wave.invitations.order_by("member__name").all()[::-1]
    tom = sign_in(cast.tom)
    tom.post(at(wave, "begin/"))
    page = words(tom.post(at(wave, "1/add/"), TYPED | {"sheet-number": "1"}))
    assert "Choose whose sheet it is" in page
    assert "Code under these words" not in page
    for number, whose in (("1", priya), ("2", david)):
        tom.post(at(wave, "1/add/"), TYPED | {"sheet-number": number, "sheet-whose": str(whose.pk)})
    page = words(
        tom.post(at(wave, "1/add/"), TYPED | {"sheet-number": "3", "sheet-whose": str(david.pk)})
    )
    assert "A sheet of David Price is here." in page
    batch = wave.batches.get()
    for sheet in batch.sheets.all():
        actions.check_sheet(sheet=sheet, answers=answers(1), seen=sheet.answers, by=cast.amira)
    actions.answer(wave=wave, answers=answers(2), client="d", now=now, invitation=david)
    with pytest.raises(actions.NotPossible, match=r"answers of David Price already\. Take sheet 2"):
        count(batch, now)
    assert Response.objects.count() == 1
    actions.take_sheet_out(sheet=batch.sheets.get(number=2))
    assert count(batch, now) == 1
    found = Response.objects.get(member=cast.priya)
    assert (found.day, found.answers["support"]) == (now.date(), answers(1)["support"])
    assert Comment.objects.filter(response=found, receipt="").count() == 1
    assert wave.invitations.filter(done=True).count() == 2


def test_the_paper_of_a_confidential_wave_is_typed_in_only_by_who_may_see_names(
    open_wave, cast, now, sign_in
):
    """As its first page promises; a facilitator runs it and does not see who said what."""
    wave = open_wave(Mode.CONFIDENTIAL)
    actions.invite(wave=wave, member=cast.priya)
    tom, batch = sign_in(cast.tom), actions.begin_batch(wave=wave, by=cast.amira, now=now)
    actions.type_in(
        batch=batch,
        number=1,
        answers={"liked": {"text": "The tea"}},
        given={},
        invitation=wave.invitations.get(),
        by=cast.amira,
    )
    for page in ("1/", "1/1/", "1/1/check/", "1/add/"):
        assert tom.get(at(wave, page)).status_code == 403, page
    for button in ("begin/", "1/count/", "1/1/take-out/", "1/take-away/"):
        assert tom.post(at(wave, button)).status_code == 403, button
    page = words(tom.get(at(wave)))
    assert "Owners and leads type them in" in page
    assert "Begin another batch" not in page
    assert "Begin another batch" in words(sign_in(cast.amira).get(at(wave)))


def test_who_gave_a_sheet_back_is_not_reminded_and_nothing_leads_to_it(wave, cast, sign_in, now):
    actions.invite_people(wave=wave, members=[cast.priya, cast.david], now=now)
    invitation = wave.invitations.get(member=cast.priya)
    tom = sign_in(cast.tom)
    tom.post(at(wave, "came-back/"), {"people": [str(invitation.pk), "9" * 30]})
    assert list(wave.invitations.filter(done=True)) == [invitation]
    assert "Priya Nair" in words(tom.get(at(wave, "came-back/")))
    assert not {field.name for field in Sheet._meta.get_fields()} & {"member"}


def test_a_batch_of_anonymous_sheets_leaves_nothing_but_numbers(begun, cast, answers, now, count):
    typed_and_checked(begun, cast, answers, range(1, 4))
    count(begun, now)
    begun.refresh_from_db()
    assert (begun.count, begun.put_right, begun.counted) == (3, 0, now.date())
    assert (Sheet.objects.count(), Box.objects.count()) == (0, 3)


def test_only_whoever_may_ask_types_in(wave, begun, cast, sign_in):
    priya = sign_in(cast.priya)
    assert priya.get(at(wave)).status_code == 200
    assert priya.get(at(wave, "1/")).status_code == 403
    assert priya.post(at(wave, "begin/")).status_code == 403
    assert sign_in(cast.bola).get(at(wave)).status_code == 404


def test_a_sheet_keeps_the_team_that_is_ticked_where_it_is_large_enough(
    open_wave, cast, answers, now, count, sign_in
):
    wave = open_wave(Mode.ANONYMOUS, by_team=True, invited_only=True)
    care, housing = cast.amira.team, cast.tom.team
    for number in range(12):
        team = care if number < 6 else housing if number < 9 else None
        member = people.add_member(organisation=cast.here, name=f"P{number}", team=team, now=now)
        actions.invite(wave=wave, member=member)
    sheets = on_paper.sheets(wave, "en", 1, "http://x.org/a/1/", "http://x.org/said/")
    assert sheets.items[0].answer.options == ("Adult Social Care", "Another, or none")
    tom = sign_in(cast.tom)
    tom.post(at(wave, "begin/"))
    page = words(
        tom.post(at(wave, "1/add/"), TYPED | {"sheet-number": "1", "sheet-team": str(housing.pk)})
    )
    assert "Choose a team from the list" in page
    tom.post(at(wave, "1/add/"), TYPED | {"sheet-number": "1", "sheet-team": str(care.pk)})
    sheet = Sheet.objects.get()
    assert sheet.team == care
    amira = sign_in(cast.amira)
    assert "The team on it: Adult Social Care." in words(amira.get(at(wave, "1/1/check/")))
    actions.check_sheet(sheet=sheet, answers=sheet.answers, seen=sheet.answers, by=cast.amira)
    count(wave.batches.get(), now)
    assert Box.objects.get().team == care


def test_questions_may_be_called_as_the_boxes_around_them_are(cast, sign_in, client, now):
    names = ("number", "whose", "team", "client_id", "next", "later")
    draft = starter("session_evaluation") | {
        "questions": [{"type": "short", "name": n, "label": {"en": f"Your {n}?"}} for n in names]
    }
    form = actions.make_form(organisation=cast.here, title="Names", draft=draft, now=now)
    version = actions.publish(form=form, now=now)
    wave = actions.open_wave(version=version, mode=Mode.ANONYMOUS, opens=now)
    actions.begin_batch(wave=wave, by=cast.tom, now=now)
    typed = {name: f"My {name}" for name in names}
    sign_in(cast.tom).post(at(wave, "1/add/"), typed | {"sheet-number": "3"})
    answers = {name: {"text": words_of} for name, words_of in typed.items()}
    assert (Sheet.objects.get().number, Sheet.objects.get().answers) == (3, answers)
    kept = client.post(f"/a/{wave.code}/keep/", typed)
    assert kept.status_code == 204
    assert client.post(f"/a/{wave.code}/keep/", {"come-back": "yes"}).status_code == 302
