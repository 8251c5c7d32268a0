import pytest

from alongside.asks import actions as asks
from alongside.asks import queries as asked
from alongside.insight import actions, queries
from alongside.insight.models import Redaction
from alongside.methods.redaction import Kind, Span
from alongside.people.actions import NotPossible

from . import story


@pytest.fixture
def address(analysis):
    return f"/o/sandbrook-council/themes/{analysis.pk}/"


@pytest.fixture
def client(cast, sign_in):
    return sign_in(cast.priya)


def test_what_is_flagged_is_marked_and_ticked_to_be_hidden(client, address, comment):
    page = client.get(f"{address}hiding/")
    forms = {c.pk: form for c, form in page.context["flagged"]}
    assert set(forms) == {comment("Sarah").pk, comment("0121").pk}
    form = forms[comment("Sarah").pk]
    assert [p.text for p in form.pieces() if p.span] == ["Sarah"]
    assert form["hide"].initial == ["8-13"]
    assert "I liked <mark>Sarah</mark> and the ladder" in page.content.decode()
    assert len(page.context["unflagged"]) == 8


def test_a_person_confirms_what_is_hidden(client, address, comment, cast, now):
    sarah = comment("Sarah")
    answer = client.post(f"{address}comments/{sarah.pk}/", {"hide": ["8-13"], "more": "The LADDER"})
    assert answer.headers["Location"] == f"{address}hiding/"
    kept = Redaction.objects.get()
    assert (kept.text, kept.by, kept.confirmed, kept.held_back) == (
        "I liked [a name] and [words left out]",
        cast.priya,
        now,
        False,
    )
    assert kept.hidden == [[8, 13, "a name"], [18, 28, "words left out"]]
    sarah.refresh_from_db()
    assert sarah.text == "I liked Sarah and the ladder"


def test_what_is_unticked_stays_as_it_was(client, address, comment):
    sarah = comment("Sarah")
    client.post(f"{address}comments/{sarah.pk}/", {"held_back": "on"})
    kept = Redaction.objects.get()
    assert (kept.text, kept.held_back) == ("I liked Sarah and the ladder", True)


def test_words_that_are_not_in_the_comment_are_a_problem_and_nothing_is_kept(
    client, address, comment
):
    answer = client.post(f"{address}comments/{comment('Sarah').pk}/", {"more": "ladder, Tom"})
    page = answer.content.decode()
    assert '<a href="#id_more">“Tom” is not in this comment</a>' in page
    assert 'value="ladder, Tom"' in page
    assert Redaction.objects.count() == 0


def test_confirming_again_starts_from_what_was_hidden_and_keeps_the_earlier_one(
    client, address, comment, now
):
    phone = comment("0121")
    where = f"{address}comments/{phone.pk}/"
    client.post(where, {"more": "too long"})
    page = client.get(where)
    form = page.context["form"]
    assert [(s.start, s.kind.value) for s in form.flags] == [
        (0, "words left out"),
        (21, "a phone number"),
    ]
    assert form["hide"].initial == ["0-8"]
    assert client.post(where, {"hide": ["0-8", "21-34"]}).headers["Location"] == where
    assert [(r.text, r.replaced is None) for r in phone.redactions.all()] == [
        ("[words left out], ring me on 0121 496 0123", False),
        ("[words left out], ring me on [a phone number]", True),
    ]


def test_all_with_nothing_flagged_are_confirmed_at_once_and_no_others(
    client, address, analysis, comment
):
    everything = [c.pk for c in queries.comments(analysis)]
    answer = client.post(f"{address}hiding/confirm/", {"comment": [*everything, "x"]})
    assert answer.headers["Location"] == f"{address}hiding/"
    assert {c.pk for c in queries.unchecked(analysis)} == {comment("Sarah").pk, comment("0121").pk}
    assert queries.progress([analysis])[analysis.pk] == (10, 8, 0)
    client.post(f"{address}hiding/confirm/", {"comment": everything})
    assert Redaction.objects.count() == 8


def test_the_names_on_the_list_are_flagged_and_the_other_words_not(client, address, cast, comment):
    actions.keep_words(organisation=cast.here, names=["tea"], not_names=["Sarah"])
    flagged = client.get(f"{address}hiding/").context["flagged"]
    assert {c.pk for c, _ in flagged} == {comment("No tea").pk, comment("0121").pk}


def test_a_comment_that_holds_a_script_is_shown_as_words(client, cast, now):
    wave = story.tell(cast.here, now, [{"liked": "<script>alert('Sarah')</script>"}] + [{}] * 4)
    analysis = story.analyse(cast.priya, now, wave)
    page = client.get(f"/o/sandbrook-council/themes/{analysis.pk}/hiding/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&#x27;<mark>Sarah</mark>&#x27;)&lt;/script&gt;" in page


def test_a_comment_outside_the_analysis_cannot_be_reached(client, address, cast, now):
    other = story.tell(cast.here, now, [{"liked": "Elsewhere"}]).comments.get()
    theirs = story.tell(cast.there, now, [{"liked": "Theirs"}]).comments.get()
    for one in (other, theirs):
        assert client.get(f"{address}comments/{one.pk}/").status_code == 404
        client.post(f"{address}hiding/confirm/", {"comment": [one.pk]})
    assert Redaction.objects.count() == 0


def test_a_removed_answer_takes_its_comment_with_it(cast, now):
    wave = story.tell(cast.here, now, [{"liked": "Mine"}], mode="named", members=[cast.tom])
    analysis = story.analyse(cast.priya, now, wave)
    story.sort_into(analysis, {("liked", "It"): "Mine"}, cast.priya, now)
    wave.responses.get().delete()
    assert (Redaction.objects.count(), analysis.codings.count()) == (0, 0)


def test_a_span_beyond_the_comment_is_refused(comment, cast, now):
    with pytest.raises(ValueError, match="the text has 6 characters, a span ends at 9"):
        actions.confirm(
            comment=comment("No tea"), hide=[Span(0, 9, Kind.NAME, "")], by=cast.priya, now=now
        )
    assert Redaction.objects.count() == 0


def test_the_page_takes_the_same_number_of_queries_for_few_as_for_many(
    client, cast, analysis, address, wave, now, django_assert_num_queries
):
    for _ in range(2):
        with django_assert_num_queries(10):
            client.get(f"{address}hiding/")
        more = story.tell(
            cast.here, now, [{"liked": f"Ann {n}"} for n in range(8)], form=wave.version.form
        )
        actions.draw_on(analysis=analysis, on=story.draws(more))


def test_comments_of_an_open_wave_are_out_of_reach(cast, wave, now):
    running = asks.open_wave(version=wave.version, mode="confidential", opens=now)
    key = asks.invite(wave=running, member=cast.tom)
    asks.answer(
        wave=running,
        answers={"liked": {"text": "Not yet"}},
        client="c",
        now=now,
        invitation=asked.invitation(running, key),
    )
    with pytest.raises(NotPossible, match="Comments can be read when"):
        actions.confirm(comment=running.comments.get(), hide=[], by=cast.priya, now=now)
    assert list(queries.waves_to_analyse(cast.here)) == [wave]
