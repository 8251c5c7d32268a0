"""Beginning and writing a page, as a browser without JavaScript does."""

import pytest

from alongside.library import actions, queries, starters
from alongside.library.models import Page
from alongside.methods import markdown
from alongside.people.actions import NotPossible

from .conftest import text

LIBRARY = "/o/sandbrook-council/library/"


@pytest.fixture
def tom(cast, sign_in):
    return sign_in(cast.tom)


def address(page, rest=""):
    return f"{LIBRARY}{page.pk}/{rest}"


def test_the_empty_library_teaches_and_offers_six_starters(tom):
    page = text(tom.get(LIBRARY))
    assert "No pages yet" in page
    assert page.count("Begin this page") == 6


@pytest.mark.parametrize("many", [1, 4])
def test_the_library_takes_the_same_number_of_queries_for_one_page_as_for_many(
    tom, page, rewrite, cast, now, django_assert_num_queries, many
):
    rewrite(page, "Ask late.")
    rewrite(page, "Ask at any time.")
    for number in range(1, many):
        other = actions.begin_page(organisation=cast.here, title=f"Page {number}", now=now)
        rewrite(other, "Words.")
    with django_assert_num_queries(7):
        in_use = tom.get(LIBRARY).context["in_use"]
    assert [(version.number, changed) for _, version, changed in in_use] == [
        (2, False),
        *[(1, False)] * (many - 1),
    ]


READY = {Page.Kind.GLOSSARY, Page.Kind.OTHER}
"""Kinds whose starter can be published as it is, or that have none."""


@pytest.mark.parametrize("kind", [kind for kind in Page.Kind if kind not in READY])
def test_a_starter_is_begun_and_has_to_be_filled_in(kind, tom, cast, now):
    answer = tom.post(f"{LIBRARY}begin/", {"kind": kind.value})
    page = Page.objects.get()
    assert answer.headers["Location"] == address(page, "words/")
    assert (page.kind, page.title, page.made_by) == (kind, starters.starter(kind).title, cast.tom)
    with pytest.raises(NotPossible, match="still a place to fill in"):
        actions.publish(page=page, now=now)
    assert "Write here" not in text(tom.get(f"/l/sandbrook-council/{page.slug}/"))


def test_a_kind_is_in_use_once_and_pressing_twice_makes_one_page(tom):
    for _ in range(2):
        tom.post(f"{LIBRARY}begin/", {"kind": "models"})
    page = Page.objects.get()
    assert "There is a page of this kind already" in text(tom.get(LIBRARY))
    tom.post(address(page, "put-away/"))
    tom.post(f"{LIBRARY}begin/", {"kind": "models"})
    assert [one.slug for one in Page.objects.all()] == ["models", "models-2"]
    tom.post(address(page, "bring-back/"))
    page.refresh_from_db()
    assert page.retired


@pytest.mark.parametrize("kind", ["", "other", "../models", "x\x00"])
def test_there_is_no_other_starter(tom, kind):
    assert tom.post(f"{LIBRARY}begin/", {"kind": kind}).status_code == 404


def test_a_page_about_something_else_gets_an_address_that_stays(tom):
    for title in ("Café & plans", "Café & plans", "你好"):
        tom.post(f"{LIBRARY}add/", {"title": title})
    assert [page.slug for page in Page.objects.all()] == ["cafe-plans", "cafe-plans-2", "page"]
    page = Page.objects.first()
    new = {"title": "Plans", "words": "New", "seen": queries.words_revision(page)}
    tom.post(address(page, "words/"), new)
    page.refresh_from_db()
    assert (page.title, page.slug) == ("Plans", "cafe-plans")


def test_words_that_are_too_long_are_refused_in_words_and_stay_in_the_box(tom, page):
    long = "word " * 41_000
    seen = queries.words_revision(page)
    answer = text(tom.post(address(page, "words/"), {"title": "A", "words": long, "seen": seen}))
    assert "Make the words shorter: 20,000 letters or fewer. You have written 204" in answer
    assert "word word word" in answer
    page.refresh_from_db()
    assert page.words == "Ask early."


def test_nothing_invisible_is_kept(tom, page):
    seen = queries.words_revision(page)
    sent = {"title": "Who\u202eto ask ", "words": "One\r\ntwo\x07", "seen": seen}
    tom.post(address(page, "words/"), sent)
    page.refresh_from_db()
    assert (page.title, page.words) == ("Whoto ask", "One\ntwo")


def test_a_title_that_nobody_can_see_is_no_title(tom, page):
    assert "Enter a title" in text(tom.post(f"{LIBRARY}add/", {"title": "\u202e\x07"}))
    assert Page.objects.count() == 1


def test_two_people_write_at_once_and_nothing_is_overwritten_unseen(tom, page):
    seen = queries.words_revision(page)
    mine = {"title": "Where to go", "words": "Ask early.\nAsk Tom.", "seen": seen}
    theirs = mine | {"words": "Ask early.\nAsk Amira."}
    assert tom.post(address(page, "words/"), theirs).status_code == 302
    answer = tom.post(address(page, "words/"), mine)
    shown = text(answer)
    assert "Somebody else changed this page while you wrote" in shown
    assert "<del>Ask Amira.</del>" in shown
    assert "<ins>Ask Tom.</ins>" in shown
    page.refresh_from_db()
    assert page.words == "Ask early.\nAsk Amira."
    tom.post(address(page, "words/"), mine | {"seen": answer.context["seen"]})
    page.refresh_from_db()
    assert page.words == "Ask early.\nAsk Tom."


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="/" onclick="alert(1)">x</a>',
        "![x](https://example.org/x.png)",
        '[x](https://example.org "a\\" onmouseover=\\"alert(1)")',
        '```"><script>alert(1)</script>\n```',
        "| a |\n|:-:|\n| b |",
    ],
)
def test_html_in_words_is_inert(words):
    shown = markdown.html(words)
    for never in ("<script", "<img", ' onclick="', ' onerror="', '" onmouseover', "style="):
        assert never not in shown


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScript:alert(1)",
        "javascript&colon;alert(1)",
        "<java\tscript:alert(1)>",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "evil",
    ],
)
def test_links_that_may_not_be_are_dropped_and_their_words_stay(target):
    for words in (f"[Read this]({target})", f"[Read this][a]\n\n[a]: {target}"):
        shown = markdown.html(words)
        assert "Read this" in shown
        assert "href" not in shown or 'href="/%5C' in shown
    assert "<a" not in markdown.html("<javascript:alert(1)>")


def test_links_that_may_be_are_kept():
    targets = ["https://example.org/", "http://example.org", "mailto:a@example.org", "tel:999"]
    targets += ["/l/sandbrook/models/", "../models/", "#more"]
    for target in targets:
        assert f'<a href="{target}">x</a>' in markdown.html(f"[x]({target})")


def test_headings_fit_under_those_of_the_page():
    assert markdown.html("# A\n### B\n###### C") == "<h2>A</h2>\n<h3>B</h3>\n<h4>C</h4>\n"
    assert markdown.html("## A", top=3) == "<h3>A</h3>\n"


def test_who_may_write(cast, sign_in, page):
    for who in (cast.priya, cast.david):
        client = sign_in(who)
        assert client.get(LIBRARY).status_code == client.get(address(page)).status_code == 200
        assert "Change the title" not in text(client.get(address(page)))
        for rest in ("words/", "publish/", "entries/add/"):
            assert client.get(address(page, rest)).status_code == 403, rest
        for rest in ("put-away/", "entries/aaaaaaaaaaaa/remove/", "versions/1/put-back/"):
            assert client.post(address(page, rest)).status_code == 403, rest
    bola = sign_in(cast.bola)
    assert bola.get(address(page)).status_code == 404
    assert bola.get(f"/o/otherton-nhs-trust/library/{page.pk}/").status_code == 404
