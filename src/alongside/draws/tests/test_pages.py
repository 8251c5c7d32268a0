"""The pages of a draw, as those see them who may, and as those do not who may not."""

import re

import pytest
from django.urls import reverse

from alongside.draws import actions
from alongside.draws.models import Draw, Drawing, Said
from alongside.involvement import actions as involvement
from alongside.involvement import private
from alongside.involvement.models import Part

from .conftest import DAY, SEED, ask_for_a_place, draw_it, quota, settle_it


def read(client, where):
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def here(draw, page="draw", **more):
    parts = {"organisation": "sandbrook-council", "opportunity": draw.opportunity_id} | more
    return reverse(f"draws:{page}", kwargs=parts)


def own(part, page="own"):
    return reverse(f"draws:{page}", args=[private.token(part.pk)])


def test_staff_go_from_the_opportunity_to_the_drawing(opportunity, cast, sign_in, clock, now):
    client = sign_in(cast.amira)
    at = reverse("draws:draw", args=["sandbrook-council", opportunity.pk])
    one = reverse("involvement:one", args=["sandbrook-council", opportunity.pk])
    assert at in read(client, one)
    assert "Set up a draw" in read(client, at)
    closes = (now.date() + 9 * DAY).isoformat()
    assert client.post(f"{at}set-up/", {"places": "2", "closes": closes}).status_code == 302
    asked = {"question": "Where?", "why": "A mix.", "choices": "North\nSouth"}
    assert client.post(f"{at}ask/", asked).status_code == 302
    draw = Draw.objects.get()
    north, south = draw.features.get().choices.all()
    form = read(client, f"{at}quotas/")
    assert re.findall(r'name="(?:least|most)_\d+" value="(\d)"', form) == ["0", "2", "0", "2"]
    quotas = {f"{end}_{c.pk}": "1" for c in (north, south) for end in ("least", "most")}
    assert client.post(f"{at}quotas/", quotas).status_code == 302
    client.post(f"{at}open/")
    for name in ("Ada", "Bo", "Cy", "Di"):
        part = ask_for_a_place(opportunity, name, now)
        choice = "1" if name < "C" else "2"
        feature = draw.features.get().pk
        assert client.post(own(part), {f"f{feature}": choice}).status_code == 302
    assert "can still answer" in read(client, f"{at}try/")
    clock(10)
    assert "From then on the list stays" in read(client, f"{at}try/")
    assert "There are groups of 2 from the 4" in client.post(f"{at}try/").content.decode()
    seed_day = (now.date() + 12 * DAY).isoformat()
    said = {"source": "The lottery", "seed_day": seed_day, "numbers": "6"}
    assert client.post(f"{at}settle/", said).status_code == 302
    assert "before 22/03/2026" in client.post(f"{at}seed/", {"typed": SEED}).content.decode()
    clock(12)
    assert client.post(f"{at}seed/", {"typed": SEED}).status_code == 302
    again = client.post(f"{at}seed/", {"typed": "1 2 3 4 5 6"}).content.decode()
    assert "never drawn again" in again
    assert Drawing.objects.count() == 1


def test_each_sees_their_own_chance_and_takes_or_leaves_the_place(drawn, client, clock):
    settlement = drawn.settlement
    clock(16)
    first, second, *_ = settlement.people.filter(state="drawn")
    page = read(client, own(first.part))
    assert "You were drawn" in page
    assert re.search(r"Your chance was (about )?\d in \d", page)
    assert f"Your number is {first.number}<" in page
    client.post(own(first.part, "yes"))
    client.post(own(second.part, "no"))
    assert "said yes" in read(client, own(first.part))
    assert "You said no" in read(client, own(second.part))
    follows = settlement.people.get(instead_of=second)
    assert "because somebody else said no" in read(client, own(follows.part))
    waits = settlement.people.filter(state="waiting").first()
    assert "You were not drawn this time" in read(client, own(waits.part))
    client.post(own(waits.part, "yes"))
    assert not Part.objects.get(pk=waits.part_id).placed


def test_the_public_page_has_no_name_and_no_answer_of_anybody(drawn, client):
    page = read(client, f"/draw/{drawn.settlement.draw.code}/")
    assert drawn.seed in page
    assert drawn.settlement.commitment in page
    assert not any(part.member.name in page for part in Part.objects.all())
    file = client.get(f"/draw/{drawn.settlement.draw.code}/list.json").content.decode()
    assert "example.org" not in file
    assert not any(f'"{part.member.name}"' in file for part in Part.objects.all())


def test_what_was_settled_stays_public(settled, client, now):
    where = f"/draw/{settled.draw.code}/"
    involvement.take_down(opportunity=settled.draw.opportunity)
    assert settled.commitment in read(client, where)
    assert client.get(f"{where}list.json").status_code == 200


def test_whoever_staff_answered_before_is_told_to_be_left_out(asked, cast, client, clock, now):
    part = Part.objects.first()
    assert client.get(f"/draw/{asked.code}/list.json").status_code == 404
    involvement.not_now(part=part, why="You asked twice.", by=cast.amira, now=now)
    settled = settle_it(asked, cast, clock(10))
    assert settled.people.count() == 11
    assert "Somebody who asked is not on it" in read(client, f"/draw/{asked.code}/")
    assert "You are not on the list" in read(client, own(part))


def test_staff_see_no_number_of_anybody(drawn, sign_in, cast):
    page = read(sign_in(cast.amira), here(drawn.settlement.draw, "people"))
    names = re.findall(r'people/\d+/">(\w+)<', page)
    assert len(names) == 12
    assert names[:4] == sorted(names[:4])
    assert "umber 1" not in page


def test_nobody_answers_for_another_draw_or_after_leaving(asked, client, now):
    part = Part.objects.first()
    feature = asked.features.get().pk
    for value in ("3", "0", "x", "1\0", ""):
        answer = client.post(own(part), {f"f{feature}": value})
        assert answer.status_code == 200
    kept = Said.objects.get(part=part).answers
    assert kept == {str(feature): 1}
    client.post(own(part), {f"f{feature}": "no"})
    assert Said.objects.get(part=part).answers == {}
    part.left = now
    part.save()
    client.post(own(part), {f"f{feature}": "1"})
    assert Said.objects.get(part=part).answers == {}


@pytest.mark.parametrize("page", ["set_up", "ask", "quotas", "try", "ease", "settle", "seed"])
def test_a_facilitator_reads_and_runs_nothing(asked, sign_in, cast, page):
    client = sign_in(cast.tom)
    assert client.get(here(asked)).status_code == 200
    assert client.get(here(asked, page)).status_code == (405 if page == "ease" else 403)
    assert client.post(here(asked, page)).status_code == 403


def test_another_organisation_finds_nothing_to_settle(asked, sign_in, cast, clock):
    clock(10)
    client = sign_in(cast.bola)
    for slug in ("sandbrook-council", cast.there.slug):
        where = reverse("draws:settle", args=[slug, asked.opportunity_id])
        assert client.post(where, {"source": "x"}).status_code in {403, 404}
    assert not hasattr(Draw.objects.get(), "settlement")


def test_counts_of_answers_wait_for_the_close(asked, sign_in, cast, clock):
    client = sign_in(cast.amira)
    assert "What people answered" not in read(client, here(asked))
    clock(10)
    page = read(client, here(asked))
    assert "What people answered" in page
    assert "<td>3</td>" not in page
    assert "<td>1</td>" not in page


def test_a_chance_of_nobody_is_told_to_staff_and_not_whose(asked, sign_in, cast, clock):
    quota(asked, (2, 2), (2, 2))
    clock(10)
    page = sign_in(cast.amira).post(here(asked, "try")).content.decode()
    assert "Somebody cannot be drawn" in page


def test_quotas_that_were_refused_take_the_smallest_change_and_nothing_else(
    asked, sign_in, cast, clock, client
):
    quota(asked, (4, 4), (0, 4))
    clock(10)
    amira = sign_in(cast.amira)
    page = amira.post(here(asked, "try")).content.decode()
    assert "at least 3 instead of 4" in page
    old, young = asked.features.get().choices.all()
    other = {f"{end}_{one.pk}": "1" for one in (old, young) for end in ("least", "most")}
    assert "Take the smallest change" in amira.post(here(asked, "quotas"), other).content.decode()
    said = {"source": "The lottery", "seed_day": "2026-04-30", "numbers": "6"}
    assert "at least 3 instead" in amira.post(here(asked, "settle"), said).content.decode()
    for _ in range(2):
        assert amira.post(here(asked, "ease")).status_code == 302
    assert "There are groups of 4 from the 12" in read(amira, here(asked, "try"))
    assert amira.post(here(asked, "settle"), said).status_code == 302
    assert "No group from the list had the mix" in read(client, f"/draw/{asked.code}/")


def test_questions_have_answers_each_once(draw, sign_in, cast):
    client, where = sign_in(cast.amira), here(draw, "ask")
    for choices in ("One", "A\nB\nA", "Yes\ni would rather not say", "\n".join("abcdefghi")):
        wrong = client.post(where, {"question": "Q", "why": "W", "choices": choices})
        assert "There is a problem" in wrong.content.decode()
    assert draw.features.count() == 1


def test_a_question_sent_twice_is_asked_once(draw, sign_in, cast):
    client, where = sign_in(cast.amira), here(draw, "ask")
    sent = re.search(r'name="client_id" value="([^"]+)', read(client, where)).group(1)
    data = {"question": "Q?", "why": "W", "choices": "a\nb", "client_id": sent}
    for _ in range(2):
        assert client.post(where, data).status_code == 302
    assert draw.features.count() == 2
    actions.drop(feature=draw.features.last())
    assert draw.features.count() == 1


def test_what_waits_stands_on_the_page_of_today(asked, cast, clock, sign_in):
    today = "/o/sandbrook-council/"
    assert "Lots to draw" not in sign_in(cast.amira).get(today).text
    moment = clock(10)
    assert "Settle the list." in sign_in(cast.amira).get(today).text
    assert "Lots to draw" not in sign_in(cast.tom).get(today).text
    settlement = settle_it(asked, cast, moment)
    assert "Lots to draw" not in sign_in(cast.amira).get(today).text
    moment = clock(15)
    assert "Type them, and lots are drawn." in sign_in(cast.amira).get(today).text
    draw_it(settlement, cast, moment)
    assert "Lots to draw" not in sign_in(cast.amira).get(today).text
