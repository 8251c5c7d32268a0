"""Together: counts without names, sides beside each other, and what the group comes to."""

import re

import pytest

from alongside.assessments import actions, files, positions, private, queries
from alongside.assessments.actions import Asked, NotPossible
from alongside.people import actions as people

from .conftest import EXPERIENCE, STAFF, answer, asked


@pytest.fixture
def closed(begun, now):
    """Return an assessment whose group answered by itself."""

    def close(staff, experience, **more):
        names = ([f"S{n}" for n in range(len(staff))], [f"E{n}" for n in range(len(experience))])
        assessment = begun(people=asked(*names), **more)
        for name, point in zip([*names[0], *names[1]], [*staff, *experience], strict=True):
            answer(assessment, name, now, usually=point)
        return actions.close(assessment=assessment, now=now)

    return close


def test_positions_are_counts_by_side_with_those_who_do_not_know(closed):
    on = positions.inside(closed([5, 6, None], [2, 3, 3]))["usually"]
    assert on.everybody.counts == (0, 1, 2, 0, 1, 1, 0)
    assert (on.staff.not_known, on.experience.not_known) == (1, 0)
    assert (on.staff.spread.middle, on.experience.spread.middle, on.gap) == (5, 3, 2)
    assert on.sides_differ
    assert on.differ


def test_one_alone_on_a_side_is_never_shown_as_a_side(closed):
    on = positions.inside(closed([5, 6, 6], [2]))["usually"]
    assert (on.staff, on.experience, on.gap) == (None, None, 0)
    assert on.everybody.spread.answered == 4


def test_outside_sees_the_middle_of_large_sides_only(closed):
    small = closed([5, 6, 6], [2, 2, 3])
    assert positions.outside(small)["usually"] == positions.Middles()


def test_a_large_side_is_shown_and_a_small_one_is_not(closed):
    assessment = closed([3] + [4] * 4 + [5] * 6 + [6] * 5 + [7] * 3, [2, 2, 3])
    assert positions.outside(assessment)["usually"] == positions.Middles(staff=5, experience=None)
    (row, *_) = files.as_data(files.rows("x", [assessment]))
    assert (row["staff_middle"], row["experience_middle"]) == (5, None)
    assert not any("count" in name for name in row)


def test_what_leaves_has_no_words_of_one_person(begun, now):
    assessment = begun()
    place = assessment.places.first()
    actions.keep(place=place, said={"usually": {"point": 3, "note": "Secret"}}, now=now)
    actions.close(assessment=assessment, now=now)
    assert "Secret" not in str(files.as_data(files.rows("x", [assessment])))


def test_the_group_agrees_or_says_why_not(closed, cast, now):
    assessment = closed([5, 6], [3, 3])
    write = {"assessment": assessment, "item": "usually", "by": cast.amira, "now": now}
    with pytest.raises(NotPossible, match="what was said"):
        actions.agree(point=4, said=" ", seen=0, **write)
    first = actions.agree(point=4, said="We talked.", seen=0, **write)
    assert actions.agree(point=4, said="We talked.", seen=0, **write) == first
    with pytest.raises(NotPossible, match="meanwhile"):
        actions.agree(point=5, said="Late.", seen=0, **write)
    second = actions.agree(point=None, said="We do not see it the same.", seen=1, **write)
    assert (second.point, second.revision) == (None, 2)


def test_nothing_is_agreed_while_people_answer_alone(begun, cast, now):
    with pytest.raises(NotPossible, match="still answer alone"):
        actions.agree(
            assessment=begun(), item="usually", point=4, said="x", seen=0, by=cast.amira, now=now
        )


def test_only_the_group_sees_the_counts_whatever_the_role(closed, cast, client, now):
    assessment = closed([5, 6], [3, 3])
    here = f"/o/{cast.here.slug}/assessments/{assessment.pk}/"
    lead = people.add_member(
        organisation=cast.here,
        name="Another Lead",
        email="other@example.org",
        roles=["lead", "owner"],
        can_sign_in=True,
        now=now,
    )
    client.force_login(lead.person)
    assert client.get(f"{here}together/").status_code == 403
    assert client.get(f"{here}items/usually/").status_code == 403
    page = client.get(here).content.decode()
    assert "not shown" in page
    assert "Together: what the group sees" not in page
    client.force_login(cast.amira.person)
    assert client.get(f"{here}together/").status_code == 200
    client.force_login(cast.bola.person)
    assert client.get(here).status_code == 404


def test_it_is_talked_over_on_its_pages(closed, cast, client, now):
    assessment = closed([6, 6], [2, 3])
    client.force_login(cast.amira.person)
    here = f"/o/{cast.here.slug}/assessments/{assessment.pk}/"
    overview = client.get(f"{here}together/").content.decode()
    assert "Talk about these first" in overview
    item = f"{here}items/usually/"
    assert "People differ" in client.get(item).content.decode()
    refused = client.post(item, {"point": "4", "said": "", "seen": "0"}).content.decode()
    assert "Enter what was said" in refused
    sent = client.post(item, {"point": "4", "said": "It depends on the team.", "seen": "0"})
    assert sent.url == f"{here}items/deciding/"
    step = {"text": "Ask first", "owner": cast.tom.pk, "due": "2026-03-20"}
    client.post(f"{item}step/", step)
    assert "a tick alone shows nothing" in client.post(f"{item}evidence/", {}).content.decode()
    page = client.get(here).content.decode()
    for words in ("It depends on the team.", "4 (Consultation)", "Ask first"):
        assert words in page
    done = f"{here}steps/{assessment.next_steps.get().pk}/done/"
    client.post(done, {"result": "We ask first.", "done_on": "2026-03-01"})
    assert "We ask first." in client.get(here).content.decode()


def test_a_file_with_its_day_is_evidence(closed, cast, client, now):
    from django.core.files.uploadedfile import SimpleUploadedFile

    assessment = closed([6, 6], [2, 3])
    client.force_login(cast.amira.person)
    here = f"/o/{cast.here.slug}/assessments/{assessment.pk}/"
    file = SimpleUploadedFile("minutes.txt", b"We met.")
    sent = {"file": file, "says": "The minutes", "dated": "2026-03-01"}
    assert client.post(f"{here}items/usually/evidence/", sent).status_code == 302
    shown = assessment.shown_by.get()
    assert "The minutes" in client.get(here).content.decode()
    assert client.get(f"{here}evidence/{shown.pk}/file/").status_code == 200


def test_many_items_take_as_many_queries(begun, cast, client, now, django_assert_max_num_queries):
    assessment = begun(key="practice")
    for name in (*STAFF, *EXPERIENCE):
        answer(assessment, name, now, leaders=3, money=2)
    actions.close(assessment=assessment, now=now)
    client.force_login(cast.amira.person)
    with django_assert_max_num_queries(20):
        client.get(f"/o/{cast.here.slug}/assessments/{assessment.pk}/together/")


def test_a_private_link_of_the_group_shows_what_the_group_sees(closed, client):
    assessment = closed([6, 6], [2, 3])
    place = assessment.places.get(member__name="E0")
    page = client.get(f"/assessment/{private.token(place)}/together/").content.decode()
    assert "2 of 2 staff and 2 of 2 people with lived experience took part." in page
    assert not re.search(r"\bS0\b", page)


def test_who_takes_over_when_the_leader_has_left(closed, cast, now):
    assessment = closed([6, 6], [2, 3])
    with pytest.raises(NotPossible, match="leads it"):
        actions.take_over(assessment=assessment, by=cast.tom)
    cast.amira.left = now
    cast.amira.save()
    assessment.refresh_from_db()
    actions.take_over(assessment=assessment, by=cast.tom)
    assert queries.in_group(assessment, cast.tom)


def test_an_empty_group_still_talks(begun, now):
    assessment = actions.close(assessment=begun(people=[Asked("One", "", "staff")]), now=now)
    assert positions.inside(assessment) == {}
    assert positions.outside(assessment)["usually"] == positions.Middles()


def test_the_page_of_its_wave_does_not_lead_to_results_that_are_not_there(closed, cast, client):
    wave = closed([6, 6], [2, 3]).wave
    client.force_login(cast.amira.person)
    page = client.get(f"/o/{cast.here.slug}/ask/waves/{wave.pk}/").content.decode()
    assert "Its numbers stand on the page from which people were asked" in page
    assert f"/reports/waves/{wave.pk}/" not in page
    assert client.get(f"/o/{cast.here.slug}/reports/waves/{wave.pk}/").status_code == 404


def test_who_took_part_is_not_shown_outside_where_attendance_is_protected(closed, cast):
    assessment = closed([6, 6], [2, 3])
    assert [one.took_part for one in positions.took_part_shown(assessment)] == [2, 2]
    cast.here.protect_attendance = True
    cast.here.save()
    assessment.organisation.refresh_from_db()
    assert positions.took_part_shown(assessment) == []
    (row, *_) = files.as_data(files.rows("x", [assessment]))
    assert (row["staff_took_part"], row["experience_took_part"]) == (None, None)


def test_a_step_that_is_done_twice_is_done_once(closed, cast, now):
    step = actions.plan_step(
        assessment=closed([5, 6], [2, 3]),
        item="usually",
        text="Ask first",
        owner=cast.tom,
        due=now.date(),
    )
    for result in ("We ask first.", "Pressed again."):
        step = actions.finish_step(step=step, result=result, done_on=now.date(), now=now)
    assert (step.result, str(step)) == ("We ask first.", "Ask first")
