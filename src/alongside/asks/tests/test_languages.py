"""A form in several languages is answered in any of them, and the page says which it is."""

import ast
import re
from datetime import timedelta
from pathlib import Path
from string import Formatter

import pytest
from django.test import Client

from alongside.asks import actions, furniture, modes
from alongside.asks import paper as on_paper
from alongside.asks.actions import inviting
from alongside.asks.models import Mode
from alongside.methods.questions import question_types
from alongside.methods.questions.messages import sentences

TEMPLATES = furniture.FOLDER.parent / "templates" / "asks"
ABOUT_ENGLISH = {"Problem:"}
"""What reads the same in both languages."""
ONLY_STAFF = {"name_one mark", "name_one entry"}
"""Sentences of the engine that only staff read, beside the titles of the types."""


def both(text):
    return {"en": text, "cy": f"Cymraeg {text}", "ar": f"عربي {text}"}


def choice(name):
    return {"name": name, "label": both(name)}


def asked(languages):
    def words(text):
        return {code: both(text)[code] for code in languages}

    choices = [{"name": name, "label": words(name)} for name in ("aa", "bb")]
    return {
        "title": words("Ttl"),
        "languages": languages,
        "intro": words("Ntr"),
        "questions": [
            {"type": "before_now", "name": "pair", "label": words("Pr"), "required": True},
            {"type": "several", "name": "many", "label": words("Mn"), "choices": choices,
             "other": True},
            {"type": "agreement", "name": "agree", "label": words("Gr"), "hint": words("Hnt")},
            {"type": "date", "name": "when", "label": words("Whn")},
            {"type": "short", "name": "job", "label": words("Jb"), "limit": 10},
            {"type": "matrix", "name": "rows", "label": words("Rws"), "choices": choices,
             "rows": choices},
        ],
    }  # fmt: skip


@pytest.fixture
def opened(cast, now):
    """Call it with languages for the address of an open wave."""

    def do(*languages, **more):
        made = actions.make_form(
            organisation=cast.here, title="Ttl", draft=asked(list(languages)), now=now
        )
        version = actions.publish(form=made, now=now)
        hour = timedelta(hours=1)
        usual = {"mode": Mode.ANONYMOUS, "opens": now - hour, "closes": now + hour}
        wave = actions.open_wave(version=version, **(usual | more))
        return f"/a/{wave.code}/"

    return do


def text(answer):
    return answer.content.decode()


def test_the_languages_are_links_in_their_own_names(client, opened):
    page = text(client.get(opened("en", "cy", "ar")))
    assert 'lang="cy" hreflang="cy" dir="ltr">Cymraeg</a>' in page
    assert 'lang="ar" hreflang="ar" dir="rtl">العربيّة</a>' in page
    assert '<span lang="en" dir="ltr" aria-current="true">English</span>' in page


def test_every_page_of_a_form_has_them_in_the_foot(client, opened):
    at = opened("en", "cy")
    for page in ("", "q/job/", "all/", "check/"):
        shown = text(client.get(f"{at}{page}"))
        assert f'href="{at}{page}?language=cy"' in shown.partition("<footer")[2]


def test_a_form_in_one_language_offers_none(client, opened):
    assert "languages" not in text(client.get(opened("en"))).partition("<body")[2]


def test_a_language_once_chosen_stays(client, opened):
    at = opened("en", "cy")
    assert '<html lang="cy" dir="ltr">' in text(client.get(f"{at}?language=cy"))
    page = text(client.get(f"{at}q/agree/"))
    assert '<html lang="cy"' in page
    assert "Cymraeg Gr" in page
    assert "Cymraeg Hnt" in page
    assert "Anghytuno’n gryf" in page
    client.post(f"{at}q/agree/", {"agree": "4"})
    assert "Cytuno" in text(client.get(f"{at}check/"))
    assert "Send my answers" in text(client.get(f"{at}check/?language=en"))
    assert '<html lang="en"' in text(client.get(at))


def test_the_language_is_kept_beside_a_private_link(client, opened, cast):
    at = opened("en", "cy", mode=Mode.NAMED)
    assert "Agorwch y ddolen yn eich llythyr" in text(client.get(f"{at}?language=cy"))
    assert '<html lang="cy"' in text(client.get(at))
    wave = cast.here.waves.get()
    key = actions.invite(wave=wave, member=cast.tom)
    client.get(f"{at}i/{key}/")
    assert "Mae eich enw wrth ymyl eich atebion" in text(client.get(at))


@pytest.mark.parametrize(
    ("header", "language"),
    [("cy-GB,cy;q=0.9,en;q=0.8", "cy"), ("de, ar-SY;q=0.5", "ar"), ("de", "en"), ("", "en")],
)
def test_at_first_the_browser_says_which_language(client, opened, header, language):
    page = text(client.get(opened("en", "cy", "ar"), headers={"accept-language": header}))
    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize("wrong", ["xx", "cy\0", "<b>"])
def test_a_language_that_the_form_has_not_is_not_chosen(client, opened, wrong):
    page = text(client.get(opened("en", "cy"), {"language": wrong}))
    assert '<html lang="en"' in page


def test_a_page_from_right_to_left_says_what_is_english(client, opened):
    at = opened("en", "ar")
    page = text(client.get(f"{at}?language=ar"))
    assert '<html lang="ar" dir="rtl">' in page
    assert '<p lang="en" dir="ltr">6 questions,' in page
    assert "عربي Ntr" in page


def test_no_english_is_left_on_a_welsh_page(client, opened):
    at = opened("cy", "en")
    shown = [text(client.get(f"{at}{page}")) for page in ("", "check/")]
    shown += [text(client.post(f"{at}q/pair/", {"pair.before": "2"}))]
    shown += [text(client.post(f"{at}all/", {"many": "other", "job": "x" * 20, "when.day": "1"}))]
    shown += [text(client.get(f"{at}{page}")) for page in ("", "check/", "q/rows/", "q/many/")]
    client.post(f"{at}all/", {"pair.before": "2", "pair.now": "3", "many": "other"})
    client.post(f"{at}q/job/", {"job": "a"})
    client.post(f"{at}q/when/", {"when.day": "1", "when.month": "3", "when.year": "2026"})
    shown += [text(client.get(f"{at}check/"))]
    client.post(f"{at}check/")
    shown += [text(client.get(f"{at}{page}")) for page in ("thanks/", "")]
    assert "Diolch. Mae eich atebion gennym." in shown[-2]
    assert "1 Mawrth 2026" in shown[-3]
    for page in shown:
        assert [words for words in english() if words in page] == []


@pytest.mark.parametrize(
    ("languages", "subject", "greetings"),
    [
        (["en"], "We would like to hear from you", ["Hello,"]),
        (
            ["en", "cy"],
            "We would like to hear from you / Hoffem glywed gennych",
            ["Hello,", "Helo,"],
        ),
        (
            ["cy", "en"],
            "Hoffem glywed gennych / We would like to hear from you",
            ["Helo,", "Hello,"],
        ),
        (["cy"], "Hoffem glywed gennych", ["Helo,"]),
        (["en", "ar"], "We would like to hear from you", ["Hello,"]),
    ],
)
def test_a_letter_is_in_the_languages_of_its_form(opened, cast, languages, subject, greetings):
    opened(*languages, readers="Amira", title="Tea")
    wave = cast.here.waves.get()
    said, words = inviting.words_of(wave, "invitation", "email", "https://here/i/KEY/")
    assert said == f"{subject}: Tea"
    assert [line for line in words.splitlines() if line in {"Hello,", "Helo,"}] == greetings
    assert words.count("https://here/i/KEY/\n") == len(greetings)
    assert words.count("Amira") == len(greetings)
    assert ("Nid oes rhaid i chi ateb." in words) == ("Helo," in greetings)
    _, text = inviting.words_of(wave, "reminder", "text", "https://here/i/KEY/")
    assert text.count("https://here/i/KEY/") == 1
    assert ("mae amser o hyd" in text) == (greetings[0] == "Helo,")


def too_big(client, at):
    scope = {"alongside.refused": "too big", "alongside.words": {"say": ["Mwy o de"]}}
    return client.post(at, **{"asgi.scope": scope})


@pytest.mark.parametrize("page", ["q/agree/", "all/", "keep/", "check/", "later/"])
def test_what_is_too_big_is_said_in_the_language_of_the_page(client, opened, page):
    at = opened("en", "cy", "ar")
    assert "This is too big to send" in text(too_big(client, f"{at}{page}"))
    client.get(f"{at}?language=cy")
    answer = too_big(client, f"{at}{page}")
    assert (answer.status_code, answer.headers["Connection"]) == (413, "close")
    assert "<h1>Mae hwn yn rhy fawr" in text(answer)
    back = re.search(r'class="button" href="([^"]*)"', text(answer))[1]
    assert client.get(back).status_code in {200, 302}
    arabic = text(too_big(client, f"{at}{page}?language=ar"))
    assert '<h1 lang="en" dir="ltr">This is too big' in arabic


def test_a_form_that_was_open_too_long_is_said_in_the_language_of_the_page(opened):
    at = opened("en", "cy")
    browser = Client(enforce_csrf_checks=True)
    browser.get(f"{at}?language=cy")
    answer = browser.post(f"{at}q/agree/?check=1", {"agree": "4", "say": "Mwy o de"})
    assert answer.status_code == 403
    assert "no-store" in answer.headers["Cache-Control"]
    page = text(answer)
    assert "Roedd y ffurflen hon wedi bod ar agor yn rhy hir" in page
    assert ("Mwy o de</p>" in page, f'href="{at}q/agree/?check=1"' in page) == (True, True)
    assert [words for words in english() if words in page] == []


def test_where_there_is_no_such_form_it_is_said_in_english(db, client):
    assert "This is too big to send" in text(too_big(client, "/a/NONESUCH/all/"))


OF_A_WAVE = {
    "title": "Tea",
    "readers": "Amira reads",
    "next_step": "We tell you",
    "in_languages": {
        "title": {"cy": "Te"},
        "readers": {"cy": "Amira sy’n darllen", "ar": "أميرة تقرأ", "xx": "Nobody’s"},
        "next_step": {"cy": "Dywedwn wrthych", "ar": ""},
    },
}


def test_whoever_asks_people_gives_each_language_its_words(cast, opened, sign_in):
    opened("en", "cy", "ar")
    made = cast.here.forms.get()
    tom = sign_in(cast.tom)
    at = f"/o/sandbrook-council/ask/{made.pk}/ask-people/"
    page = text(tom.get(at))
    assert ("Who will read the answers? in Welsh" in page, 'lang="ar" dir="rtl"' in page) == (
        True,
        True,
    )
    typed = {
        "number": "1", "title": "Tea", "title__cy": "Te", "mode": "anonymous", "minimum": "5",
        "readers": "Amira", "readers__cy": " Amira hefyd ", "next_step": "By May",
        "next_step__ar": "أيار", "closes_day": "2026-03-24",
    }  # fmt: skip
    answer = tom.post(at, typed)
    wave = cast.here.waves.first()
    assert wave.in_languages == {
        "title": {"cy": "Te"},
        "readers": {"cy": "Amira hefyd"},
        "next_step": {"ar": "أيار"},
    }
    page = text(tom.get(answer.headers["Location"]))
    assert '<span lang="cy" dir="ltr">Amira hefyd</span>' in page
    assert "Make who will read" in text(tom.post(at, typed | {"readers__cy": "x" * 301}))


def test_a_form_in_one_language_asks_for_its_words_once(cast, opened, sign_in):
    opened("cy")
    at = f"/o/sandbrook-council/ask/{cast.here.forms.get().pk}/ask-people/"
    assert "readers__" not in text(sign_in(cast.tom).get(at))


def test_people_read_who_reads_it_and_what_comes_next_in_their_language(client, opened):
    at = opened("en", "cy", "ar", **OF_A_WAVE)
    for page in ("", "check/"):
        assert '<p dir="auto">Amira reads</p>' in text(client.get(f"{at}{page}?language=en"))
        assert '<p dir="auto">Amira sy’n darllen</p>' in text(client.get(f"{at}{page}?language=cy"))
        assert "أميرة تقرأ" in text(client.get(f"{at}{page}?language=ar"))
    client.post(f"{at}all/", {"pair.before": "2", "pair.now": "3"})
    client.post(f"{at}check/")
    assert '<p dir="auto">Dywedwn wrthych</p>' in text(client.get(f"{at}thanks/?language=cy"))
    assert '<p dir="auto" lang="en">We tell you</p>' in text(client.get(f"{at}thanks/?language=ar"))


def test_letters_say_the_words_of_each_language(opened, cast):
    opened("en", "cy", "ar", **OF_A_WAVE)
    wave = cast.here.waves.get()
    subject, words = inviting.words_of(wave, "invitation", "email", "https://here/i/KEY/")
    assert subject == "We would like to hear from you / Hoffem glywed gennych: Tea / Te"
    assert "Who will read the answers: Amira reads / أميرة تقرأ" in words
    assert "Pwy fydd yn darllen yr atebion: Amira sy’n darllen" in words


def test_sheets_posters_and_slips_say_the_words_of_each_language(opened, cast, sign_in):
    opened("en", "cy", "ar", **OF_A_WAVE)
    wave = cast.here.waves.get()
    for language, readers, next_step in (
        ("cy", "Amira sy’n darllen", "Dywedwn wrthych"),
        ("ar", "أميرة تقرأ", "We tell you"),
    ):
        facts = [words for _, words in on_paper.sheets(wave, language, 1, "/a/", "/s/").facts]
        assert facts[1:] == [readers, next_step]
    at = f"/o/sandbrook-council/ask/waves/{wave.pk}/"
    poster = text(sign_in(cast.tom).get(f"{at}poster/"))
    for words in (
        '<span lang="en" dir="ltr">Tea</span>',
        '<span lang="cy" dir="ltr">Te</span>',
        "Answer a few questions: / Atebwch ychydig o gwestiynau:",
        "Pwy fydd yn darllen yr atebion: Amira sy’n darllen",
        "Tan dydd",
    ):
        assert words in poster
    cast.dot.email = ""
    cast.dot.save()
    actions.invite(wave=wave, member=cast.dot)
    slips = text(sign_in(cast.tom).get(f"{at}links/"))
    assert ("Tea / Te" in slips, "neu deipiwch:" in slips) == (True, True)


def english():
    """Whole sentences that would be seen, as far as they have no gaps and are not in both."""
    told = [words for words in furniture._sentences()["cy"] if words not in ABOUT_ENGLISH]
    engine = [words for key, words in sentences().items() if key in sentences("cy")]
    found = [words for words in told + engine if "{" not in words and len(words) > 6]
    return [words for words in found if words not in {"Problem:"}]


def placeholders(words):
    return sorted(name for _, name, _, _ in Formatter().parse(words) if name)


def told_by(module):
    """Return the English sentences that a module says with `tell`."""
    calls = [node for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Call)]
    told = [c for c in calls if getattr(c.func, "id", getattr(c.func, "attr", "")) == "tell"]
    return {call.args[0].value for call in told if isinstance(call.args[0], ast.Constant)}


@pytest.mark.parametrize("code", sorted(furniture._sentences()))
def test_everything_around_the_words_of_a_form_is_translated(code):
    printed = [TEMPLATES / f"waves/{name}.html" for name in ("poster", "links")]
    shown = [*TEMPLATES.glob("*.html"), *TEMPLATES.glob("letters/*.txt"), *printed]
    files = [path.read_text("utf-8") for path in shown]
    told = {
        words for file in files for words in re.findall(r'{% tell(?:_together)? "([^"]*)"', file)
    }
    for promise in modes.PROMISES.values():
        told |= {promise.short, promise.title, promise.on_paper, *promise.lines}
    told |= {furniture.DAY, *furniture.WEEKDAYS, furniture.BEFORE_NOON, furniture.AFTER_NOON}
    told |= told_by(Path(on_paper.__file__)) | told_by(Path(furniture.__file__))
    translated = furniture._sentences()[code]
    assert set(translated) == told
    for words, theirs in translated.items():
        assert placeholders(words) == placeholders(theirs)


def test_everything_the_engine_says_to_people_is_in_welsh():
    assert question_types()
    spoken = {key for key in sentences() if not key.endswith(" title")} - ONLY_STAFF
    assert set(sentences("cy")) == spoken
    for key, words in sentences("cy").items():
        assert set(placeholders(words)) <= set(placeholders(sentences()[key]))
