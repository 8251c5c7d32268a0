"""This year's survey beside last year's, which another product asked and a file brought in."""

import html
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.asks import actions as asks
from alongside.asks.models import Form, Wave

ASK = "/o/sandbrook-council/ask/"


@pytest.fixture(autouse=True)
def _clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def bring(cast, sign_in):
    """Call it to bring in so many answers, of which so many say yes; it returns the closed wave."""

    def do(yes, people, until):
        tom = sign_in(cast.tom)
        rows = [f"{n},1/3/2025 9:00,{'Yes' if n < yes else 'No'}\n" for n in range(people)]
        sent = "".join(["Id,Completion time,Do you feel confident?\n", *rows]).encode()
        file = SimpleUploadedFile("Last year.csv", sent)
        where = tom.post(f"{ASK}earlier/", {"file": file}).headers["Location"]
        form = tom.get(where).context["form"]
        data = {name: form[name].value() or "" for name in form.fields}
        tom.post(where, data | {"until": f"{until}", "add": "yes"})
        return tom, Wave.objects.get()

    return do


def this_year(version, now, yes, people):
    wave = asks.open_wave(
        version=version, mode="anonymous", opens=now - timedelta(days=9), title="This year"
    )
    for number in range(people):
        said = {"do_you_feel_confident": {"choice": "yes" if number < yes else "no"}}
        asks.answer(wave=wave, answers=said, client=f"c{number}", now=now)
    asks.close(wave=wave, now=now)
    wave.refresh_from_db()
    return wave


def look(tom, wave, before):
    where = f"/o/sandbrook-council/reports/waves/{wave.pk}/"
    tom.post(where)
    page = tom.post(f"{where}look/", {"other": f"beside:{before.pk}"}, follow=True)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def test_this_year_stands_beside_a_year_that_was_brought_in(bring, now):
    tom, before = bring(36, 60, now.date() - timedelta(days=365))
    after = this_year(Form.objects.get().versions.get(), now, 50, 60)
    page = look(tom, after, before)
    assert "answered: Last year 60 answered: This year 60" in page
    assert "“Yes”: 36 of 60 people in Last year, 50 of 60 in This year. That is likely" in page


def test_of_too_few_people_that_were_brought_in_nothing_is_shown(bring, now):
    tom, before = bring(3, 4, now.date() - timedelta(days=365))
    after = this_year(Form.objects.get().versions.get(), now, 50, 60)
    page = look(tom, after, before)
    assert "3 of 4" not in page
    assert "Yes Last year 3" not in page
    tom.post(f"/o/sandbrook-council/reports/waves/{before.pk}/")
    alone = tom.get(f"/o/sandbrook-council/reports/waves/{before.pk}/").content.decode()
    assert "Fewer than 5" in alone
