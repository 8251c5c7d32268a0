"""A file of answers belongs to sessions or to a survey, never to both."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.asks.models import Response, Wave

ASK = "/o/sandbrook-council/ask/"
CSV = "Id,Completion time,It was relevant\n" + "".join(
    f"{n},1/3/2025 10:0{n},{('Agree', 'Disagree')[n % 2]}\n" for n in range(8)
)


@pytest.fixture
def send(cast, sign_in):
    client = sign_in(cast.tom)

    def do(where, **answers):
        """Upload the file here; with answers add it. Return the page that stands there now."""
        file = SimpleUploadedFile("forms.csv", CSV.encode())
        there = client.post(f"{ASK}{where}", {"file": file}).headers["Location"]
        if answers:
            form = client.get(there).context["form"]
            data = {name: form[name].value() or "" for name in form.fields}
            client.post(there, data | answers | {"add": "yes"})
        return client.get(there).content.decode(), there

    return do


def test_what_is_a_survey_is_no_answer_about_a_session(send, plan, now):
    plan(starts=now - timedelta(days=20), title="Spring")
    send("earlier/", until="2025-03-01")
    page, _ = send("upload/")
    wave = Wave.objects.get()
    assert "They are the answers of a survey, not of a session" in page
    assert (f"{ASK}waves/{wave.pk}/" in page, Response.objects.count()) == (True, 8)


def test_what_is_about_a_session_is_no_survey(send, plan, now):
    past = plan(starts=now - timedelta(days=20), title="Spring")
    _, there = send("upload/", gathering=past.pk)
    page, _ = send("earlier/")
    assert ("These answers were added to a session" in page, there in page) == (True, True)
    assert (Wave.objects.get().of_session, Response.objects.count()) == (True, 8)
