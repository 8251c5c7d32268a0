"""A plan is sent, sent back with words, changed, and signed."""

import pytest
from django.urls import reverse

from alongside.learning import access, actions
from alongside.learning.queries import planned
from alongside.letters.models import Letter


def test_nothing_is_sent_while_nothing_is_in_it(plan, cast, now):
    with pytest.raises(actions.NotPossible, match="at least one activity"):
        actions.send(plan=plan, by=cast.amira, now=now)


def test_the_same_plan_again_is_the_same_version(plan, put, cast, now):
    put("A", 3)
    first = actions.send(plan=plan, by=cast.amira, now=now)
    assert actions.send(plan=plan, by=cast.amira, now=now) == first
    actions.note_not_held(activity=plan.activities.get(), because="x")
    assert actions.send(plan=plan, by=cast.amira, now=now) == first
    put("B", 4)
    assert actions.send(plan=plan, by=cast.amira, now=now).number == 2


def test_a_plan_is_sent_back_changed_and_signed(plan, put, cast, sign_in, now):
    here, one = cast.here.slug, put("A", 3)
    sign_in(cast.tom).post(reverse("learning:send", args=[here, plan.pk]))
    first = reverse("learning:version", args=[here, plan.pk, 1])
    david = sign_in(cast.david)
    assert "Sign it" in david.get(first).text
    assert "Enter what should change" in david.post(f"{first}changes/", {"words": ""}).text
    david.post(f"{first}changes/", {"words": "Say what it costs"})
    assert planned.state(plan.versions.get()) == "changes asked for"
    assert "Say what it costs" in sign_in(cast.tom).get(first).text
    actions.change_activity(activity=one, cost=5000)
    sign_in(cast.tom).post(reverse("learning:send", args=[here, plan.pk]))
    second = reverse("learning:version", args=[here, plan.pk, 2])
    david = sign_in(cast.david)
    david.post(f"{second}sign/")
    page = david.get(second).text
    assert "Signed by David" in page
    assert "Tuesday 10 March 2026" in page
    assert "Say what it costs" in david.get(first).text


def test_those_who_sign_and_whoever_sees_to_it_get_a_letter(plan, put, cast, now):
    put("A", 3)
    version = actions.send(plan=plan, by=cast.tom, now=now)
    letter = Letter.objects.get()
    assert letter.to == cast.david.email
    assert f"/learning/plans/{plan.pk}/versions/1/" in letter.text
    actions.answer(version=version, signed=False, words="Say the price", by=cast.david, now=now)
    letter = Letter.objects.get(to=cast.amira.email)
    assert letter.subject == "Changes are asked for: Our year"
    assert "Say the price" in letter.text


def test_a_senior_manager_who_is_staff_too_signs_for_their_own_area_only(
    plan, put, cast, sign_in, now
):
    put("A", 3)
    mine, other = cast.here.teams.all()[:2]
    type(cast.david).objects.filter(pk=cast.david.pk).update(team=mine)
    cast.david.roles.create(name="facilitator")
    type(plan).objects.filter(pk=plan.pk).update(team=other)
    actions.send(plan=plan, by=cast.tom, now=now)
    at = reverse("learning:version", args=[cast.here.slug, plan.pk, 1])
    client = sign_in(cast.david)
    assert "Sign it" not in client.get(at).text
    assert client.post(f"{at}sign/").status_code == 403
    assert client.post(f"{at}changes/", {"words": "No"}).status_code == 403
    david = type(cast.david).objects.get(pk=cast.david.pk)
    assert not access.waiting(david, now).to_sign
    type(plan).objects.filter(pk=plan.pk).update(team=mine)
    assert len(access.waiting(david, now).to_sign) == 1
    assert client.post(f"{at}sign/").status_code == 302


def test_whoever_has_left_gets_no_letter_and_whoever_sent_it_does(plan, put, cast, now):
    put("A", 3)
    version = actions.send(plan=plan, by=cast.tom, now=now)
    cast.amira.left = now
    cast.amira.save(update_fields=["left"])
    version = plan.versions.model.objects.get(pk=version.pk)
    actions.answer(version=version, signed=False, words="Say the price", by=cast.david, now=now)
    assert not Letter.objects.filter(to=cast.amira.email).exists()
    assert "Say the price" in Letter.objects.get(to=cast.tom.email).text


def test_where_no_senior_manager_is_of_the_area_owners_are_asked(plan, cast):
    plan.team = cast.here.teams.exclude(pk=cast.david.team_id).first()
    plan.save()
    cast.david.team = cast.here.teams.exclude(pk=plan.team_id).first()
    cast.david.save()
    assert planned.can_sign(plan, cast.tom) == [cast.amira]
    assert planned.can_sign(plan, cast.amira) == []


def test_nobody_signs_what_they_sent_or_an_old_version_or_twice_otherwise(plan, put, cast, now):
    put("A", 3)
    first = actions.send(plan=plan, by=cast.amira, now=now)
    with pytest.raises(actions.NotPossible, match="Somebody else"):
        actions.answer(version=first, signed=True, by=cast.amira, now=now)
    mine = actions.answer(version=first, signed=True, by=cast.david, now=now)
    assert actions.answer(version=first, signed=True, by=cast.david, now=now) == mine
    with pytest.raises(actions.NotPossible, match="have answered"):
        actions.answer(version=first, signed=False, words="No", by=cast.david, now=now)
    put("B", 4)
    actions.send(plan=plan, by=cast.amira, now=now)
    with pytest.raises(actions.NotPossible, match="newer version"):
        actions.answer(version=first, signed=True, by=cast.priya, now=now)


def test_only_senior_managers_and_owners_sign(plan, put, cast, sign_in, now):
    put("A", 3)
    actions.send(plan=plan, by=cast.amira, now=now)
    address = reverse("learning:sign", args=[cast.here.slug, plan.pk, 1])
    assert sign_in(cast.tom).post(address).status_code == 403
    assert sign_in(cast.bola).post(address).status_code == 404


def test_what_waits_for_somebody_stands_on_their_page_of_today(plan, put, cast, sign_in, now):
    put("Surgery", 2, "surgery")
    actions.send(plan=plan, by=cast.tom, now=now)
    today = f"/o/{cast.here.slug}/"
    assert "version 1 waits to be signed" in sign_in(cast.david).get(today).text
    assert "was it held?" not in sign_in(cast.david).get(today).text
    page = sign_in(cast.tom).get(today).text
    assert "was it held? It was planned for February 2026" in page
    assert "waits to be signed" not in page
    put("B", 4)
    version = actions.send(plan=plan, by=cast.tom, now=now)
    assert sign_in(cast.david).get(today).text.count("waits to be signed") == 1
    actions.answer(version=version, signed=True, by=cast.david, now=now)
    assert "waits to be signed" not in sign_in(cast.david).get(today).text
