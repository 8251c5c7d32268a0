"""A need, typed or from what a survey found."""

import pytest
from django.urls import reverse

from alongside.learning import actions, findings
from alongside.learning.models import Need
from alongside.web.settled import Fixed


@pytest.fixture
def finding(cast, now):
    from alongside.asks import actions as asks
    from alongside.asks.starters import starter

    form = asks.make_form(
        organisation=cast.here, title="S", draft=starter("session_evaluation"), now=now
    )
    version = asks.publish(form=form, now=now)
    wave = asks.open_wave(version=version, mode="anonymous", opens=now, closes=now.replace(day=20))
    return findings.Finding(wave.pk, "What do you need?", "12 of 60 people want more support")


def test_a_finding_is_read_only_as_it_was_signed_and_here(finding, cast):
    token = findings.carried(cast.here, finding)
    assert findings.read(cast.here, token) == finding
    assert findings.read(cast.there, token) is None
    assert findings.read(cast.here, token[:-2]) is None
    assert findings.read(cast.here, "a\0b") is None


def test_what_was_found_stays_beside_a_need(finding, cast, sign_in):
    token = findings.carried(cast.here, finding)
    address = reverse("learning:add_need", args=[cast.here.slug]) + f"?finding={token}"
    client = sign_in(cast.amira)
    assert "12 of 60 people want more support" in client.get(address).content.decode()
    answer = client.post(address, {"words": "Support", "owner": cast.tom.pk})
    made = Need.objects.get()
    assert (made.wave_id, made.says) == (finding.wave, "12 of 60 people want more support")
    assert made.says in client.get(answer.url).content.decode()
    made.says = "60 of 60"
    with pytest.raises(Fixed):
        made.save()


def test_a_link_that_was_cut_short_says_so(cast, sign_in):
    address = reverse("learning:add_need", args=[cast.here.slug])
    assert "was cut short" in sign_in(cast.amira).get(address + "?finding=x").content.decode()


def test_another_page_can_hand_over_words_to_begin_with(cast, sign_in):
    address = reverse("learning:add_need", args=[cast.here.slug])
    page = sign_in(cast.amira).get(address + "?words=More%00+%3Cb%3Etime").text
    assert 'value="More &lt;b&gt;time"' in page


def test_whoever_reads_a_plan_reads_the_needs_it_answers_and_no_others(
    plan, need, put, cast, sign_in, now
):
    mine, other = cast.here.teams.all()[:2]
    type(cast.david).objects.filter(pk=cast.david.pk).update(team=mine)
    elsewhere = actions.add_need(
        organisation=cast.here, words="Rest", owner=cast.tom, by=cast.amira, now=now, team=other
    )
    actions.change_need(need=need, words=need.words, owner=cast.tom, team=other)
    put("S", 2, need=need)
    client = sign_in(cast.david)
    at = [reverse("learning:need", args=[cast.here.slug, one.pk]) for one in (need, elsewhere)]
    assert [client.get(one).status_code for one in at] == [200, 404]
    assert (
        client.get(reverse("learning:needs", args=[cast.here.slug])).context["page"].paginator.count
        == 0
    )


def test_a_finding_of_others_makes_no_need(finding, cast, now):
    with pytest.raises(actions.NotPossible, match="not there any more"):
        actions.add_need(
            organisation=cast.there, words="x", owner=cast.bola, by=None, now=now, finding=finding
        )


def test_a_need_is_given_to_somebody_else(need, cast, sign_in):
    address = reverse("learning:change_need", args=[cast.here.slug, need.pk])
    sign_in(cast.amira).post(address, {"words": "Other words", "owner": cast.priya.pk})
    need.refresh_from_db()
    assert (need.words, need.owner) == ("Other words", cast.priya)
    assert sign_in(cast.david).get(address).status_code == 403


@pytest.mark.parametrize("many", [1, 9])
def test_the_needs_take_as_many_queries_however_many_there_are(
    many, cast, sign_in, now, django_assert_num_queries
):
    for place in range(many):
        actions.add_need(
            organisation=cast.here, words=f"N {place}", owner=cast.tom, by=cast.amira, now=now
        )
    client = sign_in(cast.david)
    address = reverse("learning:needs", args=[cast.here.slug])
    assert client.get(address).text.count("In no plan yet") == many
    with django_assert_num_queries(9):
        client.get(address)
