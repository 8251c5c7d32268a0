"""One file of answers about several sessions: each line finds its session, or waits."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.asks import actions as asks
from alongside.asks.models import Form, Response, ResponsesFile, Wave
from alongside.gatherings import actions
from alongside.gatherings.which_session import kept_together, sort
from alongside.methods.formats.sheets import Sheet

WHERE = "/o/sandbrook-council/ask/upload/"
LONDON = ZoneInfo("Europe/London")
DAYS = (3, 10, 17, 24)
HEADING = "Which session did you come to?"


def when(day, hour=10, month=2):
    return datetime(2026, month, day, hour, tzinfo=LONDON)


@pytest.fixture
def sessions(plan):
    """Four sessions in February."""
    return {day: plan(starts=when(day), title=f"Part {n}") for n, day in enumerate(DAYS, 1)}


@pytest.fixture
def upload(cast, sign_in, sessions):
    client = sign_in(cast.tom)

    def send(rows, headings=f"Id,{HEADING},The session was useful,What did you like?"):
        lines = [headings, *(f"{n},{row}" for n, row in enumerate(rows, 1))]
        file = SimpleUploadedFile("forms.csv", "\n".join(lines).encode())
        return client, client.post(WHERE, {"file": file}).headers["Location"]

    return send


def rows(**by_cell):
    """So many answers for each cell that says which session it was."""
    return [
        f"{cell},{('Agree', 'Disagree')[n % 2]},Words of {cell} {n}"
        for cell, number in by_cell.items()
        for n in range(number)
    ]


def posted(client, where, **more):
    form = client.get(where).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | {"add": "yes"} | more


def words_of(gathering):
    gathering.refresh_from_db()
    return {comment.text.rsplit(" ", 1)[0] for comment in gathering.evaluation.comments.all()}


def test_each_session_gets_its_own_closed_anonymous_evaluation(upload, sessions):
    client, where = upload(rows(**{"3 February 2026": 6, "10/02/2026": 7, "Part 3": 5}))
    page = client.get(where).content.decode()
    assert "Add 18 responses" in page
    assert "Tuesday 3 February 2026, 10am: Part 1" in page
    client.post(where, posted(client, where))
    assert words_of(sessions[3]) == {"Words of 3 February 2026"}
    assert words_of(sessions[10]) == {"Words of 10/02/2026"}
    assert words_of(sessions[17]) == {"Words of Part 3"}
    waves = Wave.objects.all()
    assert {(wave.mode, wave.closed is not None) for wave in waves} == {("anonymous", True)}
    assert sorted(wave.responses.count() for wave in waves) == [5, 6, 7]
    assert Form.objects.count() == 1
    assert not any(HEADING in str(wave.version.definition) for wave in waves)


def test_small_sessions_are_kept_together_and_the_page_says_so(upload, sessions):
    client, where = upload(rows(**{"Part 1": 9, "Part 2": 2, "Part 3": 4}))
    page = client.get(where).content.decode()
    assert "together with Tuesday 17 February 2026" in page
    client.post(where, posted(client, where))
    for session in sessions.values():
        session.refresh_from_db()
    assert sessions[10].evaluation == sessions[17].evaluation != sessions[3].evaluation
    assert sessions[10].evaluation.responses.count() == 6
    assert sessions[10].evaluation.title == (
        "Co-production in practice, Tuesday 10 February 2026 and Tuesday 17 February 2026"
    )


def test_a_line_that_fits_no_session_waits_with_its_reason(upload, sessions, plan, now):
    given = rows(**{"Part 1": 5, "4 February 2026": 6, "": 1})
    client, where = upload(given)
    page = client.get(where).content.decode()
    assert "7 lines fit no session" in page
    client.post(where, posted(client, where))
    file = ResponsesFile.objects.get()
    assert [line for line, _ in file.rows] == [7, 8, 9, 10, 11, 12, 13]
    done = client.get(where).content.decode()
    assert "5 responses added" in done
    assert "Line 7: “4 February 2026” is no session of this programme" in done
    assert "Line 13: it does not say which session" in done
    asks.forget_uploads(before=now + timedelta(days=30))
    late = plan(starts=when(4), title="Forgotten")
    client.post(f"{where}?left", posted(client, f"{where}?left"))
    assert words_of(late) == {"Words of 4 February 2026"}
    file.refresh_from_db()
    assert ([line for line, _ in file.rows], file.result["answers"]) == ([13], 11)
    client.post(f"{where}leave-out/")
    file.refresh_from_db()
    assert (file.rows, Response.objects.count()) == ([], 11)


def test_sent_twice_counts_once(upload, sessions):
    client, where = upload(rows(**{"Part 1": 5, "Part 2": 6, "elsewhere": 2}))
    data = posted(client, where)
    for _ in range(2):
        client.post(where, data)
    assert (Wave.objects.count(), Response.objects.count()) == (2, 11)


def test_two_people_adding_at_once_add_once(cast, upload, sessions, now):
    client, where = upload(rows(**{"Part 1": 5, "Part 2": 6}))
    form = client.get(where).context["form"]
    stale = ResponsesFile.objects.get()
    client.post(where, posted(client, where))
    again = actions.add_responses(
        file=stale,
        parts=[(part.gatherings, part.found) for part in form.parts],
        form=form.definition(),
        title="x",
        uses=form.uses(),
        by=cast.tom,
        now=now,
    )
    assert (len(again), Response.objects.count()) == (2, 11)


def test_the_programme_is_the_one_whose_sessions_fit(cast, upload, sessions, plan, now):
    other = actions.add_programme(organisation=cast.here, name="Another one", now=now)
    plan(programme=other, starts=when(5), title="Elsewhere")
    client, where = upload(rows(**{"Part 1": 5, "Part 2": 6}))
    form = client.get(where).context["form"]
    assert form.initial["programme"] == sessions[3].programme_id
    page = client.post(where, posted(client, where, programme="")).content.decode()
    assert "Choose the programme of these sessions" in page
    moved = client.post(where, posted(client, where, programme=other.pk)).content.decode()
    assert "There are no answers to add" in moved
    assert Response.objects.count() == 0


def test_only_one_column_can_say_which_session(upload):
    client, where = upload(rows(**{"Part 1": 5, "Part 2": 6}))
    page = client.post(where, posted(client, where, use_1="session")).content.decode()
    assert "Only one column can say which session it was" in page


def test_a_column_with_one_session_is_no_reason_to_ask_for_the_programme(upload, sessions):
    client, where = upload(rows(**{"Part 1": 5}))
    form = client.get(where).context["form"]
    assert form.of_session()[0].name == "gathering"


def test_the_form_that_people_answered_is_used_for_every_session(cast, upload, sessions, now):
    draft = {
        "title": {"en": "Ours"},
        "languages": ["en"],
        "questions": [
            {"type": "agreement", "name": "useful", "label": {"en": "The session was useful"}},
            {"type": "long", "name": "liked", "label": {"en": "What did you like?"}},
        ],
    }
    made = asks.make_form(organisation=cast.here, title="Ours", draft=draft, now=now)
    version = asks.publish(form=made, now=now)
    client, where = upload(rows(**{"Part 1": 5, "Part 2": 6}))
    client.post(where, posted(client, where))
    assert {wave.version for wave in Wave.objects.all()} == {version}


# Which session a cell names


def sorted_by(sessions, cells, now):
    sheet = Sheet(("Session",), [[cell] for cell in cells], list(range(2, len(cells) + 2)), [])
    found = sort(sheet, 0, sessions, now)
    return {one.title: places for one, places in found.rows.items()}, dict(found.aside)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-02-03",
        "3/2/26",
        "Tuesday 3rd February 2026",
        "3 Chwefror 2026",
        "3 February",
        "Tue 3 Feb, 10:00",
        "Part 1 - 3 February 2026 (Council House)",
        "03/02/2026 10:00",
        "46056",
        "PART 1",
        "Part 1: the beginning",
    ],
)
def test_days_and_titles_are_understood(sessions, now, cell):
    assert sorted_by(list(sessions.values()), [cell], now) == ({"Part 1": [0]}, {})


def test_two_sessions_of_one_day_need_the_time_or_the_title(plan, now):
    both = [
        plan(starts=when(3, hour), title=title) for hour, title in ((10, "Early"), (14, "Late"))
    ]
    cells = ["3/2/2026", "3/2/2026 14:00", "3/2/2026 - Early"]
    found, aside = sorted_by(both, cells, now)
    assert found == {"Early": [2], "Late": [1]}
    assert aside == {2: "“3/2/2026” can be 2 sessions: the day and the time tell them apart"}


def test_a_session_that_is_taken_cancelled_or_to_come_takes_no_lines(cast, sessions, plan, now):
    taken, cancelled = sessions[3], sessions[10]
    version = asks.publish(
        form=asks.make_form(
            organisation=cast.here,
            title="x",
            draft={
                "title": {"en": "x"},
                "languages": ["en"],
                "questions": [{"type": "long", "name": "q", "label": {"en": "Q?"}}],
            },
            now=now,
        ),
        now=now,
    )
    taken.evaluation = asks.open_wave(version=version, mode="anonymous", opens=now)
    cancelled.cancelled = now
    later = plan(title="Later")
    _, aside = sorted_by([taken, cancelled, later], ["Part 1", "Part 2", "Later"], now)
    assert list(aside.values()) == [
        "the session of Tuesday 3 February 2026 has its evaluation already",
        "“Part 2” is no session of this programme",
        "the session of Tuesday 17 March 2026 is not over",
    ]


@pytest.mark.parametrize(
    ("answers", "groups"),
    [
        ((9, 9, 9), [(0,), (1,), (2,)]),
        ((9, 2, 3), [(0,), (1, 2)]),
        ((9, 2, 7), [(0,), (1, 2)]),
        ((2, 1, 0), [(0, 1)]),
        ((3, 0, 0), [(0,)]),
        ((0, 0, 0), []),
    ],
)
def test_which_sessions_are_kept_together(sessions, answers, groups):
    few = list(sessions.values())[:3]
    found = kept_together(dict(zip(few, answers, strict=True)), 5)
    assert [tuple(few.index(one) for one in group) for group in found] == groups
    assert all(
        sum(answers[few.index(one)] for one in group) >= 5 for group in found if sum(answers) >= 5
    )


# What a question is about


def test_what_questions_are_about_is_proposed_and_can_be_changed(upload, sessions):
    client, where = upload(rows(**{"Part 1": 5, "Part 2": 6}))
    form = client.get(where).context["form"]
    assert [form[f"about_{place}"].value() for place in range(3)] == ["", "reaction", "liked"]
    client.post(where, posted(client, where, about_1="learning"))
    questions = Wave.objects.first().version.definition["questions"]
    assert [(q.get("measures"), q.get("tags")) for q in questions] == [
        ("learning", None),
        (None, ["liked"]),
    ]


def test_people_who_said_yes_may_be_quoted(upload, sessions):
    headings = f"Id,{HEADING},What would you improve?,May we share your words?"
    given = [f"Part {1 + n % 2},Words {n},{('Yes', 'No')[n // 6]}" for n in range(12)]
    client, where = upload(given, headings)
    client.post(where, posted(client, where))
    quotable = {c.text: c.may_quote for w in Wave.objects.all() for c in w.comments.all()}
    assert quotable == {f"Words {n}": n < 6 for n in range(12)}


def test_only_a_choice_can_say_whether_words_may_be_shared(upload, sessions):
    client, where = upload(rows(**{"Part 1": 5, "Part 2": 6}))
    page = client.post(where, posted(client, where, about_2="quoting")).content.decode()
    assert "Only a question with one choice can say whether words may be shared" in page
