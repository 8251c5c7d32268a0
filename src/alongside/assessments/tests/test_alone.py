"""Each answers alone: nobody sees an answer before it closes, and then it has no name."""

from datetime import timedelta

import pytest

from alongside.asks.models import Mode
from alongside.assessments import actions, positions, private, queries, tasks
from alongside.assessments.actions import Asked, NotPossible
from alongside.assessments.models import Assessment
from alongside.letters.models import Letter

from .conftest import answer, asked


def test_who_is_asked_is_found_by_name_or_address_and_gets_one_letter(begun, cast, now):
    tom = cast.tom
    people = [Asked(tom.name, "", "staff"), Asked("New One", "new@example.org", "experience")]
    assessment = begun(people=people)
    assert assessment.places.get(member=tom).side == "staff"
    letter = Letter.objects.get(about="assessment", to="new@example.org")
    assert private.address(assessment.places.get(side="experience")) in letter.text
    actions.add_people(assessment=assessment, people=people, now=now)
    assert assessment.places.count() == 2
    with pytest.raises(NotPossible, match="on the other side"):
        actions.add_people(
            assessment=assessment, people=[Asked(tom.name, "", "experience")], now=now
        )


def test_what_is_saved_can_be_changed_until_it_closes(begun, now):
    assessment = begun()
    answer(assessment, "Sam Field", now, usually=4, deciding=None)
    place = answer(assessment, "Sam Field", now, usually=2)
    assert place.answers == {"usually": {"point": 2}, "deciding": {"point": None}}
    actions.close(assessment=assessment, now=now)
    with pytest.raises(NotPossible, match="has closed"):
        answer(assessment, "Sam Field", now, usually=5)


def test_closing_takes_names_off_for_good(begun, now):
    assessment = begun()
    for name, point in (("Sam Field", 6), ("Eli Wood", 3)):
        answer(assessment, name, now, usually=point)
    place = assessment.places.get(member__name="Eli Wood")
    actions.keep(place=place, said={"usually": {"point": 3, "note": "We wait."}}, now=now)
    actions.close(assessment=assessment, now=now)
    assessment.refresh_from_db()
    assert list(assessment.places.exclude(answers={})) == []
    assert assessment.places.filter(took_part=True).count() == 2
    assert assessment.wave.mode == Mode.IN_THE_ROOM
    assert assessment.wave.told_elsewhere
    assert set(assessment.wave.responses.values_list("member", "day")) == {(None, None)}
    assert assessment.notes.get().text == "We wait."
    assert assessment.notes.get().pk != 1


def test_nobody_sees_positions_before_it_closes(begun, now):
    assessment = begun()
    answer(assessment, "Sam Field", now, usually=6)
    assert positions.inside(assessment) == {}


def test_it_closes_by_itself_and_reminds_once(begun, now):
    assessment = begun(people=[*asked(), Asked("New One", "new@example.org", "experience")])
    late = assessment.closes - timedelta(days=2)
    tasks.due(late)
    tasks.due(late)
    about = Letter.objects.filter(to="new@example.org", subject__startswith="Until ")
    assert about.count() == 1
    tasks.due(assessment.closes)
    assessment.refresh_from_db()
    assert assessment.closed == assessment.closes
    assert assessment.wave is None


def test_two_of_the_same_name_need_an_address(begun, cast, now):
    for _ in range(2):
        begun(people=[Asked("Ann Other", f"ann{_}@example.org", "staff")])
    with pytest.raises(NotPossible, match="More than one person here is called Ann Other"):
        begun(people=[Asked("Ann Other", "", "staff")])


def test_a_form_pressed_twice_begins_once(begun):
    sent = "12345678123456781234567812345678"
    assert begun(client_id=sent) == begun(client_id=sent)
    assert Assessment.objects.count() == 1


def test_who_is_taken_out_has_no_way_in(begun, now, client):
    assessment = begun()
    place = answer(assessment, "Sam Field", now, usually=6)
    token = private.token(place)
    actions.take_out(place=place, now=now)
    assert client.get(f"/assessment/{token}/").status_code == 404
    assert queries.place(private.kept(token)) is None


def test_somebody_without_an_account_answers_on_their_own_page(begun, now, client):
    assessment = begun()
    place = assessment.places.get(member__name="Eli Wood")
    here = f"/assessment/{private.token(place)}/"
    first = client.get(here).content.decode()
    assert "Eli, where does" in first
    assert "your name is taken off your answers for good" in first
    assert "Think Local Act Personal" in first
    on = client.post(f"{here}1/", {"point_usually": "3", "note_usually": "We wait"})
    assert on.url == f"{here}2/"
    stop = client.post(f"{here}2/", {"point_deciding": "not_known", "stop": "yes"})
    assert "It is saved" in client.get(stop.url).content.decode()
    back = client.get(f"{here}1/").content.decode()
    assert 'value="3"' in back
    assert "We wait" in back
    looked = client.get(f"{here}check/").content.decode()
    assert "Informing" in looked
    assert "I do not know" in looked
    done = client.post(f"{here}check/", follow=True).content.decode()
    assert "Thank you. We have what you said" in done
    place.refresh_from_db()
    assert place.answers == {
        "usually": {"point": 3, "note": "We wait"},
        "deciding": {"point": None},
    }
    assert client.get(f"{here}together/").url == here
    actions.close(assessment=assessment, now=now)
    assert "This part has closed" in client.get(here).content.decode()
    refused = client.post(f"{here}1/", {"point_usually": "5", "note_usually": "Too late"})
    assert "Nothing more can be kept" in refused.content.decode() or "has closed" in (
        refused.content.decode()
    )
    assert "Too late" in refused.content.decode()
    assert "1 person says 3 (Informing)" in client.get(f"{here}together/").content.decode()


def test_wrong_answers_are_refused_in_words(begun, now, client):
    assessment = begun()
    place = assessment.places.get(member__name="Eli Wood")
    here = f"/assessment/{private.token(place)}/"
    page = client.post(f"{here}1/", {"point_usually": "9"}).content.decode()
    assert "Choose one of the answers in the list" in page
    assert client.get(f"{here}9/").status_code == 404
    assert "This link does not work" in client.get("/assessment/made-up/").content.decode()


def test_a_device_with_a_voice_reads_each_part_aloud(begun, client):
    assessment = begun()
    address = f"/assessment/{private.token(assessment.places.get(member__name='Sam Field'))}/"
    for page in ("", "1/", "check/"):
        said = client.get(f"{address}{page}").content.decode()
        assert "asks/aloud" in said
        assert "data-say" in said
        assert "data-read-aloud" in said or 'class="question"' in said
