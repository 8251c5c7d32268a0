"""Pictures and symbols beside choices: chosen in the builder, shown to people, kept while used."""

import io
import json
import re

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alongside.asks import actions, drafting
from alongside.asks.models import Mode
from alongside.files import actions as files
from alongside.files.models import File
from alongside.methods import symbols
from alongside.methods.formats.forms import surveyjs_out
from alongside.methods.questions.picturing import with_picture
from alongside.methods.tests.questions_form import choice, form, question, words
from alongside.people.actions import NotPossible
from alongside.people.models import Role
from tests.pictures import png

DRINKS = [choice("tea", "Tea"), choice("coffee", "Coffee")]
TEA = "1F375"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def drawn(cast, now):
    """A form with a question of which the choices have no pictures yet."""
    asked = {"type": "one", "name": "drink", "label": words("Which?"), "choices": DRINKS}
    draft = form(asked, question("short", name="why"))
    return actions.make_form(organisation=cast.here, title="Tea", draft=draft, now=now)


@pytest.fixture
def at(cast, drawn):
    """The address of the page for the picture of tea."""
    return f"/o/{cast.here.slug}/ask/{drawn.pk}/q/drink/choices/tea/"


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


def sent(colour="red"):
    return SimpleUploadedFile("IMG_1.png", png(colour))


def tea(form):
    form.refresh_from_db()
    return drafting.find(form.draft, "drink")["choices"][0]


def typed(page):
    """Return what a browser would post from the form."""
    return page.context["form"].initial | {"seen": page.context["seen"]}


def test_a_new_picture_stands_beside_a_choice_and_is_kept_while_it_does(tom, at, drawn, now):
    answer = tom.post(at, typed(tom.get(at)) | {"new_picture": sent(), "shows": "With milk"})
    assert answer["Location"].endswith("/q/drink/#pictures")
    file = File.objects.get()
    assert tea(drawn) == DRINKS[0] | {"picture": file.code, "shows": words("With milk")}
    assert str(file) == "With milk"
    with pytest.raises(NotPossible):
        files.remove(file=file)
    tom.post(at, typed(tom.get(at)) | {"picture": ""})
    assert tea(drawn) == DRINKS[0]
    files.remove(file=file)
    assert not File.objects.exists()


def test_a_picture_is_public_while_its_version_is_asked_and_kept_for_good(tom, at, drawn, now):
    client = Client()
    tom.post(at, typed(tom.get(at)) | {"new_picture": sent()})
    code = tea(drawn)["picture"]
    version = actions.publish(form=drawn, now=now)
    assert client.get(f"/picture/{code}/small/").status_code == 404
    assert tom.get(f"/picture/{code}/small/").status_code == 200
    times = {"opens": now, "mode": Mode.ANONYMOUS}
    first, second = (actions.open_wave(version=version, **times) for _ in range(2))
    assert client.get(f"/picture/{code}/small/").status_code == 200
    page = client.get(f"/a/{first.code}/q/drink/").content.decode()
    assert f'<img class="choice-picture" src="/picture/{code}/small/" alt="">' in page
    actions.close(wave=first, now=now)
    assert client.get(f"/picture/{code}/small/").status_code == 200
    actions.close(wave=second, now=now)
    assert client.get(f"/picture/{code}/small/").status_code == 404
    actions.remove_question(form=drawn, name="drink", now=now)
    (use,) = File.objects.get().uses.all()
    assert use.what == "The form “Tea”, version 1"
    assert tom.get(use.address).status_code == 200


def test_looking_for_a_symbol_keeps_what_was_chosen_so_far(tom, at, drawn):
    found = typed(tom.get(at)) | {"find": "1", "word": "tea", "shows": "Hot"}
    page = tom.post(at, found | {"new_picture": sent()})
    file = File.objects.get()
    text = page.content.decode()
    assert f'<option value="{file.code}" selected>' in text
    assert 'value="Hot"' in text
    assert f'src="/symbol/{TEA}/"' in text
    assert symbols.CREDIT in text
    assert tea(drawn) == DRINKS[0]
    nothing = tom.post(at, found | {"word": "zzzz"}).content.decode()
    assert "No symbol is found for “zzzz”" in nothing
    assert 'src="/symbol/' not in nothing


def test_a_symbol_takes_the_place_of_a_picture_and_both_are_refused(tom, at, drawn):
    tom.post(at, typed(tom.get(at)) | {"new_picture": sent()})
    code = tea(drawn)["picture"]
    tom.post(at, typed(tom.get(at)) | {"symbol": TEA})
    assert tea(drawn) == DRINKS[0] | {"symbol": TEA}
    tom.post(at, typed(tom.get(at)) | {"picture": code})
    assert tea(drawn) == DRINKS[0] | {"picture": code}
    tom.post(at, typed(tom.get(at)) | {"picture": ""})
    both = tom.post(at, typed(tom.get(at)) | {"picture": code, "symbol": TEA})
    assert "Choose a picture or a symbol, not both" in both.content.decode()
    unknown = tom.post(at, typed(tom.get(at)) | {"symbol": "\0<b>"}).content.decode()
    assert "Choose one of the symbols that were found" in unknown
    unknown = tom.post(at, typed(tom.get(at)) | {"picture": "<script>{{ 7 }}"}).content.decode()
    assert "Choose one of the pictures in the list" in unknown


def test_the_button_beside_a_choice_saves_the_question_first(tom, at, drawn, cast):
    page = at.removesuffix("choices/tea/")
    shown = tom.get(page)
    data = {n: v for n, v in shown.context["form"].initial.items() if v not in (None, False)}
    data |= {"seen": shown.context["seen"], "type": "one", "label": "What do you drink?"}
    answer = tom.post(page, data | {"choices": "Tea\nMilk", "picture-of": "tea"})
    assert answer["Location"] == at
    drawn.refresh_from_db()
    assert drafting.find(drawn.draft, "drink")["label"] == words("What do you drink?")
    tom.post(at, typed(tom.get(at)) | {"symbol": TEA})
    data["seen"] = tom.get(page).context["seen"]
    tom.post(page, data | {"choices": "Water\nGreen tea\nTea"})
    assert "symbol" not in tea(drawn)
    assert drafting.find(drawn.draft, "drink")["choices"][2]["symbol"] == TEA


def test_who_changed_the_question_meanwhile_is_not_overwritten(tom, at, drawn, now):
    chosen = typed(tom.get(at)) | {"symbol": TEA}
    old = drafting.find(drawn.draft, "drink")
    new = old | {"label": words("Which one?")}
    actions.write_question(form=drawn, question=new, seen=drafting.revision(old), now=now)
    page = tom.post(at, chosen)
    assert "Somebody else changed this question while you chose." in page.content.decode()
    assert tea(drawn) == DRINKS[0]
    tom.post(at, chosen | {"seen": page.context["seen"]})
    assert tea(drawn) == DRINKS[0] | {"symbol": TEA}
    assert drafting.find(drawn.draft, "drink")["label"] == words("Which one?")


def test_what_it_shows_is_said_in_every_language_or_in_none(tom, at, drawn, now):
    actions.add_language(form=drawn, code="cy")
    given = typed(tom.get(at)) | {"symbol": TEA, "shows": "Hot"}
    assert "Say it in Welsh too" in tom.post(at, given).content.decode()
    tom.post(at, given | {"shows__cy": "Poeth"})
    assert tea(drawn)["shows"] == {"en": "Hot", "cy": "Poeth"}


def test_who_may_not_add_pictures_may_choose_one(cast, sign_in, at, drawn):
    Role.objects.filter(membership=cast.tom).delete()
    Role.objects.create(membership=cast.tom, name=Role.Name.ANALYST)
    analyst = sign_in(cast.tom)
    page = analyst.get(at)
    assert "Or a new picture" not in page.content.decode()
    analyst.post(at, typed(page) | {"new_picture": sent()})
    assert not File.objects.exists()


@pytest.fixture
def asked(drawn, now):
    """A wave of the form in which tea has a symbol and says what it shows."""
    old = drafting.find(drawn.draft, "drink")
    new = with_picture(old, "tea", "", TEA, words("A <hot> one")) | {"appearance": "select"}
    actions.write_question(form=drawn, question=new, seen=drafting.revision(old), now=now)
    version = actions.publish(form=drawn, now=now)
    return actions.open_wave(version=version, mode=Mode.ANONYMOUS, opens=now)


def test_people_choose_by_symbol_with_the_words_as_its_name(asked, client, tom):
    for path in (f"/a/{asked.code}/q/drink/", f"/a/{asked.code}/all/"):
        page = client.get(path).content.decode()
        named = r'<input type="radio" name="drink" value="tea"[^>]*> <span>Tea</span>'
        assert re.search(named, page)
        assert f'src="/symbol/{TEA}/" alt="A &lt;hot&gt; one"' in page
        assert "<select" not in page
        assert symbols.CREDIT in page
    client.post(f"/a/{asked.code}/q/drink/", {"drink": "tea"})
    assert f'src="/symbol/{TEA}/"' in client.get(f"/a/{asked.code}/check/").content.decode()
    version = asked.version
    preview = f"/o/{version.form.organisation.slug}/ask/{version.form.pk}/preview/"
    assert f'src="/symbol/{TEA}/"' in tom.get(preview).content.decode()


def test_a_symbol_is_an_image_and_nothing_that_runs(client):
    answer = client.get(f"/symbol/{TEA}/")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert client.get("/symbol/..%2Findex.json/").status_code == 404
    assert client.get("/symbol/index/").status_code == 404


def test_sheets_of_paper_have_the_pictures(asked, tom):
    at = f"/o/{asked.organisation.slug}/ask/waves/{asked.pk}/paper/sheets.pdf"
    answer = tom.get(at, {"copies": "1", "size": "ordinary"})
    pdf = pypdf.PdfReader(io.BytesIO(answer.content))
    text = "".join(page.extract_text() for page in pdf.pages).replace("\u200b", "")
    assert symbols.CREDIT in " ".join(text.split())


def test_a_form_that_comes_in_has_no_pictures_of_others(tom, at, drawn, cast):
    tom.post(at, typed(tom.get(at)) | {"new_picture": sent()})
    mine, other = tea(drawn)["picture"], "2345" * 6
    draft = json.loads(json.dumps(drawn.draft))
    draft["questions"][0]["choices"][1]["picture"] = other
    file = SimpleUploadedFile("tea.json", surveyjs_out.write(draft))
    page = tom.post(f"/o/{cast.here.slug}/ask/bring-in/", {"file": file}, follow=True)
    assert "“Which?”: its pictures are not here." in page.content.decode()
    brought = page.context["form"].draft["questions"][0]["choices"]
    assert [one.get("picture") for one in brought] == [mine, None]
    assert File.objects.get().uses.count() == 2
