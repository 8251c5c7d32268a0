"""A form of another product becomes a draft; a version of ours goes out to it."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.asks import actions
from alongside.asks.models import Form
from alongside.asks.starters import starter
from alongside.methods.formats.forms import read_form

XLSFORM = """| survey |
| | type | name | label |
| | select_one yn | tea | Tea? |
| | geopoint | place | Where? |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""
ASK = "/o/sandbrook-council/ask/"


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


def send(browser, content, name="my_form.md"):
    file = SimpleUploadedFile(name, content.encode())
    return browser.post(f"{ASK}bring-in/", {"file": file}, follow=True)


def test_a_form_comes_in_and_what_does_not_is_said_once(tom):
    page = send(tom, XLSFORM).content.decode()
    form = Form.objects.get()
    assert (form.title, form.purpose) == ("my form", "survey")
    assert [question["name"] for question in form.draft["questions"]] == ["tea"]
    assert "“place” asks for a place on a map, which cannot be asked here." in page
    assert "Read it through before you publish" in page
    again = tom.get(f"{ASK}{form.pk}/").content.decode()
    assert "could be taken over" not in again


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            "| survey |\n| | type | name | label |\n| | geopoint | a | A |\n",
            "Row 2: “a” asks for a place on a map, which cannot be asked here.",
        ),
        ("| survey |\n| | type | name | label |\n| | telepathy | a | A |\n", "no type of question"),
        ("<a/>", "not the structure of a LimeSurvey survey"),
        ("{", "no JSON that can be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_on_the_page(tom, content, why):
    page = send(tom, content).content.decode()
    assert "There is a problem" in page
    assert why in page
    assert not Form.objects.exists()


def test_no_file_is_no_form(tom):
    page = tom.post(f"{ASK}bring-in/").content.decode()
    assert "Choose a file" in page


def test_a_version_goes_out_and_comes_back_the_same(tom, cast, now):
    draft = starter("session_evaluation")
    form = actions.make_form(organisation=cast.here, title="Tea", draft=draft, now=now)
    version = actions.publish(form=form, now=now)
    at = f"{ASK}{form.pk}/versions/{version.number}/"
    page = tom.get(at).content.decode()
    for product in ("xlsform", "surveyjs"):
        assert f"{at}for/{product}/" in page
        answer = tom.get(f"{at}for/{product}/")
        assert "attachment" in answer["Content-Disposition"]
        assert read_form(answer.content).definition() == draft
    assert json.loads(tom.get(f"{at}for/surveyjs/").content)["locale"] == "en"
    assert tom.get(f"{at}for/telepathy/").status_code == 404
