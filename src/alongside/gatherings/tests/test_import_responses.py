"""Answers of Microsoft Forms or Google Forms become the evaluation of a past session."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.asks import actions as asks
from alongside.asks import tasks
from alongside.asks.actions import importing
from alongside.asks.models import Box, Comment, Form, Response, ResponsesFile, Wave
from alongside.asks.starters import starter
from alongside.gatherings import actions as gatherings

WHERE = "/o/sandbrook-council/ask/upload/"
ROWS = [
    f"{n},1/3/2026 10:00,1/3/2026 10:05,p{n}@example.org,Person {n},{'Yes' if n % 3 else 'No'},"
    f"{'Agree' if n % 2 else 'Disagree'},Words of {n} <script>x</script>"
    for n in range(8)
]
HEADINGS = (
    "Id,Start time,Completion time,Email,Name,Do you know where to go?,It was relevant,What else?"
)
CSV = "\n".join([HEADINGS, *ROWS])


@pytest.fixture
def past(plan, now):
    return plan(starts=now - timedelta(days=20), title="Spring")


@pytest.fixture
def upload(cast, sign_in, past):
    client = sign_in(cast.tom)

    def send(content=CSV, name="forms.csv"):
        file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
        return client, client.post(WHERE, {"file": file})

    return send


@pytest.fixture
def added(upload, past):
    client, answer = upload()
    where = answer.headers["Location"]
    client.post(where, posted(client, where) | {"gathering": past.pk, "add": "yes"})
    return client, where


def posted(client, where):
    """What a browser would send of the page as it stands."""
    form = client.get(where).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_what_was_understood_is_shown_without_who_answered(upload):
    client, answer = upload()
    page = client.get(answer.headers["Location"]).content.decode()
    assert [words in page for words in ("Add 8 responses", "from Microsoft Forms", "“Email”")] == [
        True
    ] * 3
    kept = ResponsesFile.objects.get()
    assert [w in f"{page} {kept.rows}" for w in ("p1@example.org", "Person 1", "10:05")] == [
        False
    ] * 3
    assert "<script>x" not in page
    assert Response.objects.count() == 0


def test_the_answers_become_the_closed_anonymous_evaluation_of_the_session(past, added):
    past.refresh_from_db()
    wave = past.evaluation
    assert (wave.mode, wave.closed is not None, wave.responses.count()) == ("anonymous", True, 8)
    choices = sorted(r.answers["do_you_know_where_to_go"]["choice"] for r in wave.responses.all())
    assert choices == ["no"] * 3 + ["yes"] * 5
    assert sorted(c.text for c in wave.comments.all())[1] == "Words of 1 <script>x</script>"
    assert {(c.response, c.may_quote) for c in wave.comments.all()} == {(None, False)}
    assert {r.answers["what_else"]["text"] for r in wave.responses.all()} == {None}
    assert (Box.objects.count(), wave.taken.count()) == (0, 0)


def test_the_lines_of_the_file_are_gone(added):
    file = ResponsesFile.objects.get()
    assert (file.rows, file.result) == ([], {"answers": 8, "refused": 0, "others": {}})


def test_adding_twice_or_the_same_file_again_changes_nothing(upload, added, past):
    client, where = added
    client.post(where, {"gathering": past.pk, "add": "yes"})
    _, again = upload(name="other.csv")
    page = client.get(again.headers["Location"]).content.decode()
    assert (again.headers["Location"], "8 responses added" in page) == (where, True)
    assert (Wave.objects.count(), Response.objects.count(), Comment.objects.count()) == (1, 8, 8)


def test_nothing_that_is_needed_is_called_optional(upload):
    client, answer = upload()
    where = answer.headers["Location"]
    data = posted(client, where)
    for page in (client.get(where), client.post(where, data)):
        of_session = page.content.decode().split("What each column becomes")[0]
        assert "Title of the new form</label>" in of_session
        assert "Which session are these answers about?</label>" in of_session
    page = client.post(where, data | {"title": "", "add": "yes"}).content.decode()
    assert "Enter a title for the new form" in page
    assert "Choose the session these answers are about" in page


def test_a_session_with_an_evaluation_is_not_offered(upload, added, past):
    client, answer = upload(CSV.replace("Id,", "ID,"))
    where = answer.headers["Location"]
    page = client.post(where, posted(client, where) | {"gathering": past.pk, "add": "yes"})
    assert "Choose one of the sessions in the list" in page.content.decode()
    assert Response.objects.count() == 8


def test_the_form_that_people_answered_is_found_by_its_questions(cast, upload, past, now):
    form = asks.make_form(
        organisation=cast.here, title="Ours", draft=starter("session_evaluation"), now=now
    )
    version = asks.publish(form=form, now=now)
    client, answer = upload(
        "Timestamp,The content of the session was good,Do you know where to go for support and "
        "guidance?,What did you like?\n"
        "1/3/2026 9:00,Agree,Not sure,Tea\n1/3/2026 9:01,Neutral,Maybe,\n"
    )
    where = answer.headers["Location"]
    first = client.get(where).context
    assert (first["form"].version, [line for line, _ in first["refused"]]) == (version, [3])
    client.post(where, posted(client, where) | {"gathering": past.pk, "add": "yes"})
    past.refresh_from_db()
    assert past.evaluation.version == version
    kept = sorted((r.answers for r in past.evaluation.responses.all()), key=len)
    assert kept == [
        {"content": {"value": 3}},
        {"support": {"choice": "not_sure"}, "content": {"value": 4}, "liked": {"text": None}},
    ]


def test_choosing_another_form_matches_the_columns_anew_and_adds_nothing(cast, upload, past, now):
    form = asks.make_form(
        organisation=cast.here, title="Ours", draft=starter("session_evaluation"), now=now
    )
    version = asks.publish(form=form, now=now)
    client, answer = upload()
    where = answer.headers["Location"]
    data = posted(client, where) | {"gathering": past.pk, "add": "yes", "form": version.pk}
    page = client.post(where, data)
    assert "The columns are matched to the form you chose" in page.content.decode()
    assert page.context["form"].uses() == ["aside"] * 3
    assert Response.objects.count() == 0


def test_without_a_session_or_a_question_there_is_a_problem_in_words(upload):
    client, answer = upload()
    where = answer.headers["Location"]
    data = posted(client, where)
    assert (
        "Choose the session these answers are about"
        in client.post(where, data | {"add": "yes"}).content.decode()
    )
    nothing = data | {f"use_{place}": "drop" for place in range(3)}
    assert (
        "Choose a question for at least one column." in client.post(where, nothing).content.decode()
    )


# What a person should look at


def test_what_was_guessed_without_certainty_is_open_and_says_why(upload):
    rows = [row.replace("Disagree", "Agree") for row in ROWS]
    rows[3] = rows[3].replace("Agree", "Purple")
    client, answer = upload("\n".join([HEADINGS, *rows]))
    page = client.get(answer.headers["Location"]).content.decode()
    assert "“Purple” on line 5 does not fit: put aside and not counted." in page
    assert (
        "Line 5: “Purple” is no answer to “It was relevant”; the rest of the line is kept" in page
    )
    assert '<details open class="notice"><summary>What each column is' in page
    assert page.index("What each column is<") < page.index("Add 8 responses")


def test_what_is_certain_stays_shut(upload):
    client, answer = upload()
    page = client.get(answer.headers["Location"]).content.decode()
    assert '<details class="notice"><summary>What each column is' in page


def test_a_response_that_stands_twice_counts_once(upload):
    client, answer = upload("\n".join([HEADINGS, *ROWS, ROWS[2]]))
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Line 10: it has the same Id (2) as line 4, so it would count twice" in page
    assert "Add 8 responses" in page


def test_several_choices_are_shown_as_a_list(upload):
    text = "Timestamp,What gets in the way?\n" + "".join(
        f"1/3/2026 9:0{n},{'Our own rules;Time;' if n % 2 else 'Time;'}\n" for n in range(6)
    )
    client, answer = upload(text)
    page = client.get(answer.headers["Location"]).content.decode()
    assert ("<li>Our own rules</li><li>Time</li>" in page, "Time;" in page) == (True, False)


def test_more_answers_than_people_are_added_once_somebody_was_told(cast, upload, past, now):
    gatherings.walk_in(
        gathering=past, name="Ada", email="", team=None, by=cast.tom, now=past.starts
    )
    client, answer = upload()
    where = answer.headers["Location"]
    data = posted(client, where) | {"gathering": past.pk, "add": "yes"}
    page = client.post(where, data)
    assert "8 answers, and 1 person in the register" in page.content.decode()
    assert "Nothing is added yet" in page.content.decode()
    assert Response.objects.count() == 0
    client.post(where, data | {"warned_of": page.context["form"]["warned_of"].value()})
    assert Response.objects.count() == 8


def test_killed_in_the_middle_nothing_is_changed(upload, past, monkeypatch):
    client, answer = upload()
    where = answer.headers["Location"]
    data = posted(client, where) | {"gathering": past.pk, "add": "yes"}

    def dies(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "close", dies)
    with pytest.raises(KeyboardInterrupt):
        client.post(where, data)
    counts = (Form.objects.count(), Wave.objects.count(), Box.objects.count())
    assert (counts, len(ResponsesFile.objects.get().rows)) == ((0, 0, 0), 8)


def test_a_file_nobody_adds_is_forgotten_after_a_week(upload, now):
    upload()
    tasks.due(now + timedelta(days=6))
    kept = ResponsesFile.objects.count()
    tasks.due(now + timedelta(days=8))
    assert (kept, ResponsesFile.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Id,Start time,Email,Name,Completion time\n1,a,b,c,d\n", "The file has no answers"),
        (b"Id,Name\n", "The file has a heading row and no responses below it."),
        (b"x" * 20_100_000, "The file is 20 MB; a file of responses can be up to 20 MB."),
    ],
)
def test_a_file_that_cannot_be_used_gets_one_sentence(upload, content, sentence):
    _, answer = upload(content)
    assert (sentence in answer.content.decode(), ResponsesFile.objects.count()) == (True, 0)
