"""Answers of Microsoft Forms or Google Forms become a survey that was held before."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.asks import actions
from alongside.asks.models import Box, Form, Response, ResponsesFile, Wave

ASK = "/o/sandbrook-council/ask/"
WHERE = f"{ASK}earlier/"
HEADINGS = (
    "Id,Start time,Completion time,Email,Name,Which team are you in?,"
    "Do you know where to go?,It was relevant,What else?"
)
ROWS = [
    f"{n},1/3/2025 10:00,1/3/2025 10:05,p{n}@example.org,Person {n},{'Roads' if n % 4 else 'Parks'}"
    f",{'Yes' if n % 3 else 'No'},{('Disagree', 'Agree')[n % 2]},Words of {n} <script>x</script>"
    for n in range(8)
]
MICROSOFT = "\n".join([HEADINGS, *ROWS])
GOOGLE = (
    "Timestamp,The content of the session was good,Do you know where to go for support and "
    "guidance?,Which session did you like?,What did you like?\n"
) + "".join(
    f"1/3/2025 9:0{n},{('Agree', 'Neutral')[n % 2]},Not sure,{('First', 'Last')[n % 2]},Tea\n"
    for n in range(6)
)

FORM = {
    "title": {"en": "Once"},
    "languages": ["en"],
    "questions": [
        {
            "type": "one",
            "name": "tea",
            "label": {"en": "Tea?"},
            "choices": [{"name": n, "label": {"en": n.title()}} for n in ("yes", "no")],
        }
    ],
}


@pytest.fixture
def upload(cast, sign_in):
    def send(content=MICROSOFT, name="Staff survey.csv", where=WHERE, by=None):
        client = sign_in(by or cast.tom)
        file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
        return client, client.post(where, {"file": file})

    return send


@pytest.fixture
def added(upload):
    client, answer = upload()
    where = answer.headers["Location"]
    client.post(where, posted(client, where) | {"until": "2025-11-04", "add": "yes"})
    return client, where


def posted(client, where):
    """What a browser would send of the page as it stands."""
    form = client.get(where).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_what_was_understood_is_shown_without_who_answered(upload):
    client, answer = upload()
    page = client.get(answer.headers["Location"]).content.decode()
    for words in ("Add 8 responses", "from Microsoft Forms", "“Email”"):
        assert words in page
    assert "“Which team are you in?” says where somebody works. It is put aside" in page
    assert (
        "Which session it was" in page,
        "(optional)" in page.split("What each column becomes")[0],
    ) == (
        False,
        False,
    )
    assert "Parks" not in page
    kept = ResponsesFile.objects.get()
    for secret in ("p1@example.org", "Person 1", "10:05"):
        assert secret not in f"{page} {kept.rows}"
    assert "<script>x" not in page
    assert Response.objects.count() == 0


def test_the_answers_become_a_closed_anonymous_survey(added):
    wave = Wave.objects.get()
    assert (wave.title, wave.mode, wave.of_session) == ("Staff survey", "anonymous", False)
    assert (wave.opens.date(), wave.closed.date()) == (date(2025, 3, 1), date(2025, 11, 4))
    assert (wave.version.form.title, wave.version.form.purpose) == ("Staff survey", "survey")
    choices = sorted(r.answers["do_you_know_where_to_go"]["choice"] for r in wave.responses.all())
    assert choices == ["no"] * 3 + ["yes"] * 5
    assert {(c.response, c.may_quote) for c in wave.comments.all()} == {(None, False)}
    assert (Box.objects.count(), wave.taken.count()) == (0, 0)
    assert {r.team for r in wave.responses.all()} == {None}
    assert "Parks" not in str([r.answers for r in wave.responses.all()])


def test_what_was_added_leads_to_the_results(added):
    client, where = added
    wave, file = Wave.objects.get(), ResponsesFile.objects.get()
    page = client.get(where).content.decode()
    assert f"/o/sandbrook-council/reports/waves/{wave.pk}/" in page
    assert ("8 responses added" in page, file.rows) == (True, [])
    page = client.get(f"{ASK}waves/{wave.pk}/").content.decode()
    assert "came from a file" in page
    assert ("It closed on Tuesday 4 November 2025" in page, "11.59" in page) == (True, False)
    assert "What people were promised" not in page


def test_the_same_again_changes_nothing(upload, added):
    client, where = added
    client.post(where, {"until": "2025-11-04", "title": "Twice", "add": "yes"})
    _, again = upload(name="other.csv")
    assert again.headers["Location"] == where
    assert (Wave.objects.count(), Response.objects.count(), Form.objects.count()) == (1, 8, 1)


def test_two_people_who_add_at_once_add_it_once(cast, upload, now):
    _, _ = upload()
    stale = ResponsesFile.objects.get()
    made = [
        actions.add_earlier(
            file=stale,
            found=actions.importing.Understood(answers=[{"tea": {"choice": "yes"}}] * 6),
            form=FORM,
            title="Once",
            uses=["one"],
            since=now.date() - timedelta(days=9),
            until=now.date() - timedelta(days=1),
            by=cast.tom,
            now=now,
        )
        for _ in range(2)
    ]
    assert (made[0], Response.objects.count()) == (made[1], 6)


def test_the_form_that_people_answered_is_found_or_named(upload, version, cast, now):
    client, answer = upload(GOOGLE, where=f"{WHERE}?form={version.pk}")
    where = answer.headers["Location"]
    form = client.get(where).context["form"]
    assert (where.endswith(f"?form={version.pk}"), form.version) == (True, version)
    assert form.uses()[:2] == ["same:content", "same:support"]
    client.post(where, posted(client, where) | {"until": "2025-11-04", "add": "yes"})
    wave = Wave.objects.get()
    assert (wave.version, wave.responses.count(), Form.objects.count()) == (version, 6, 1)


def test_which_session_is_a_question_like_any_other(upload):
    client, answer = upload(GOOGLE)
    form = client.get(answer.headers["Location"]).context["form"]
    assert form.uses()[2] == "one"
    assert all("session" not in dict(form.fields[f"use_{n}"].choices) for n in range(4))


def test_choosing_another_form_matches_the_columns_anew_and_adds_nothing(upload, version):
    client, answer = upload()
    where = answer.headers["Location"]
    data = posted(client, where) | {"until": "2025-11-04", "add": "yes", "form": version.pk}
    page = client.post(where, data)
    assert "The columns are matched to the form you chose" in page.content.decode()
    assert Response.objects.count() == 0


def test_a_day_to_come_none_or_no_title_is_a_problem_in_words(upload, now):
    client, answer = upload()
    where = answer.headers["Location"]
    data = posted(client, where) | {"add": "yes"}
    tomorrow = f"{now.date() + timedelta(days=1)}"
    for wrong, words in (
        ({"until": ""}, "Enter the last day on which people could answer"),
        ({"since": ""}, "Enter the first day on which people could answer"),
        ({"since": "2025-11-05"}, "Enter a day that is not after the last one"),
        ({"until": tomorrow}, "Enter a day that is not in the future"),
        ({"until": "2025-11-04", "title": ""}, "Enter a title"),
    ):
        assert words in client.post(where, data | wrong).content.decode()
    assert Wave.objects.count() == 0
    client.post(where, data | {"until": f"{now.date()}"})
    assert Wave.objects.get().closed == now


def test_when_it_was_open_is_read_from_the_times_of_which_nothing_else_is_kept(upload):
    times = ["28/2/2025 9:00", "1/3/2025 10:05", "14/3/2025 16:40"]
    lines = [f"{n},{at},{at},Yes" for n, at in enumerate(times)]
    client, answer = upload("\n".join(["Id,Start time,Completion time,Tea?", *lines]))
    where = answer.headers["Location"]
    page = client.get(where)
    form = page.context["form"]
    assert (form["since"].value(), form["until"].value()) == (date(2025, 2, 28), date(2025, 3, 14))
    assert "The answers in the file are of 28 February 2025 to 14 March 2025." in (
        page.content.decode()
    )
    file = ResponsesFile.objects.get()
    assert ("2025" in str(file.rows), "16:40" in str(file.rows)) == (False, False)
    client.post(where, posted(client, where) | {"add": "yes"})
    wave = Wave.objects.get()
    assert (wave.opens.date(), wave.closed.date()) == (date(2025, 2, 28), date(2025, 3, 14))


def test_where_no_column_has_a_time_nothing_is_proposed(upload):
    client, answer = upload("Tea?,Cake?\n" + "Yes,No\n" * 6)
    form = client.get(answer.headers["Location"]).context["form"]
    assert (form["since"].value(), form["until"].value()) == (None, None)


def test_an_older_version_is_proposed_where_it_fits_better(cast, upload, sign_in, now):
    def asking(*labels):
        return {
            "title": {"en": "Staff"},
            "languages": ["en"],
            "questions": [
                {"type": "short", "name": f"q{n}", "label": {"en": label}}
                for n, label in enumerate(labels)
            ],
        }

    form = actions.make_form(
        organisation=cast.here, title="Staff", draft=asking("Tea?", "Cake?"), now=now
    )
    made = [actions.publish(form=form, now=now)]
    for labels in (("Tea?", "Scones?"), ("Tea please?", "Scones?"), ("Tea?", "Jam?")):
        form.draft = asking(*labels)
        form.save()
        made.append(actions.publish(form=form, now=now))
    client, answer = upload("Tea?,Cake?\n" + "A lot,None\n" * 6)
    where = answer.headers["Location"]
    field = client.get(where).context["form"].fields["form"]
    assert [words for _, words in field.choices] == [
        "A new one, made of these columns",
        "Staff (1 of 2 columns fit)",
        "Staff, version 1 of 4 (2 of 2 columns fit)",
    ]
    for asked in (where, f"{where}?form={made[-1].pk}"):
        assert client.get(asked).context["form"].version == made[0]
    days = {"since": "2025-11-04", "until": "2025-11-04"}
    client.post(where, posted(client, where) | days | {"add": "yes"})
    assert Wave.objects.get().version == made[0]


def test_a_team_cannot_become_a_question(upload):
    client, answer = upload()
    where = answer.headers["Location"]
    data = posted(client, where) | {"until": "2025-11-04", "add": "yes"}
    assert data["use_0"] == "aside"
    client.post(where, data | {"use_0": "one"})
    assert Wave.objects.count() == 0


def test_where_people_work_is_a_question_where_the_form_asks_it(cast, upload, now):
    asked = FORM | {
        "questions": [FORM["questions"][0] | {"label": {"en": "Which directorate do you work in?"}}]
    }
    form = actions.make_form(organisation=cast.here, title="Where", draft=asked, now=now)
    actions.publish(form=form, now=now)
    client, answer = upload("Timestamp,Which directorate do you work in?\n1/3/2025 9:00,Yes\n")
    found = client.get(answer.headers["Location"]).context["form"]
    assert (found.uses(), found.put_aside()) == (["same:tea"], [])


def test_few_answers_are_said_before_and_show_nothing(upload):
    client, answer = upload("\n".join([HEADINGS, *ROWS[:4]]))
    where = answer.headers["Location"]
    assert "Fewer than 5 people answered" in client.get(where).content.decode()
    client.post(where, posted(client, where) | {"until": "2025-11-04", "add": "yes"})
    wave = Wave.objects.get()
    page = client.get(f"{ASK}waves/{wave.pk}/").content.decode()
    assert "Fewer than 5 people answered. So no results are shown." in page


def test_only_who_may_ask_people_adds_an_earlier_survey(cast, upload, sign_in):
    _, answer = upload()
    where = answer.headers["Location"]
    analyst = sign_in(cast.priya)
    assert [analyst.get(path).status_code for path in (WHERE, where)] == [403, 403]
    assert "earlier/" not in analyst.get(f"{ASK}bring-in/").content.decode()
    other = sign_in(cast.bola)
    assert other.get(where).status_code == 404
    assert other.get(where.replace("sandbrook-council", cast.there.slug)).status_code == 404


def test_pages_lead_there(cast, sign_in, version):
    tom = sign_in(cast.tom)
    assert f'href="{WHERE}"' in tom.get(f"{ASK}bring-in/").content.decode()
    page = tom.get(f"{ASK}{version.form_id}/").content.decode()
    assert f'href="{WHERE}?form={version.pk}"' in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Id,Start time,Email,Name,Completion time\n1,a,b,c,d\n", "The file has no answers"),
        (b"Id,Name\n", "The file has a heading row and no responses below it."),
        (b"PK\x03\x04half", "There is a problem"),
    ],
)
def test_a_file_that_cannot_be_used_gets_one_sentence(upload, content, sentence):
    _, answer = upload(content)
    assert (sentence in answer.content.decode(), ResponsesFile.objects.count()) == (True, 0)


def test_killed_in_the_middle_nothing_is_changed(upload, monkeypatch):
    client, answer = upload()
    where = answer.headers["Location"]

    def dies(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr(actions.importing, "close", dies)
    with pytest.raises(KeyboardInterrupt):
        client.post(where, posted(client, where) | {"until": "2025-11-04", "add": "yes"})
    counts = (Form.objects.count(), Wave.objects.count(), Box.objects.count())
    assert (counts, len(ResponsesFile.objects.get().rows)) == ((0, 0, 0), 8)
