"""Stories of what was made together, and taking back what one said for others."""

import io
import zipfile

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from alongside.involvement import actions, models, private, queries
from alongside.involvement.models import Part, Story

WORDS = {
    "title": "Slippers and toast",
    "about": "A room for bad nights.",
    "said": "No badges, please.",
    "changed": "It looks like a living room.",
    "could_not": "It is not open all night.",
    "credit": "People from the Sanctuary",
    "licence": "CC BY 4.0",
}


@pytest.fixture
def story(cast, now):
    made = actions.write_story(organisation=cast.here, by=cast.amira, now=now, **WORDS)
    actions.publish_story(story=made, now=now)
    made.refresh_from_db()
    return made


@pytest.fixture
def said(placed, now):
    return actions.say_for_others(part=placed, words="I was heard.", as_whom="first name", now=now)


def everywhere(story):
    """Return all that anybody can read of a story: its page, and its files unpacked."""
    anybody = Client()
    page = anybody.get(f"/story/{story.code}/").content.decode()
    word = anybody.get(f"/story/{story.code}.docx").content
    pdf = anybody.get(f"/story/{story.code}.pdf").content
    assert pdf.startswith(b"%PDF")
    return page, zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()


def test_a_story_stands_on_a_page_and_in_files_with_credit_and_recognition(story, now):
    actions.recognise(
        story=story, kind="adapted", who="Westby", what="Made one of its own", day=now.date()
    )
    for words in everywhere(story):
        for part in ("No badges", "living room", "not open all night", "Westby", "CC BY 4.0"):
            assert part in words
        assert "People from the Sanctuary" in words


def test_what_somebody_takes_back_is_gone_everywhere_files_included(client, story, said, placed):
    actions.put_into_story(story=story, testimonials=[said])
    assert all("I was heard." in words and "Nadia" in words for words in everywhere(story))
    own = f"/part/{private.token(placed.pk)}/"
    assert "Everybody can read it" in client.get(own).content.decode()
    client.post(f"{own}say/{said.pk}/take-back/")
    assert not any("I was heard." in words or "Nadia" in words for words in everywhere(story))
    assert "It is gone" in client.get(own).content.decode()
    said.refresh_from_db()
    assert (said.words, said.story) == ("", None)
    actions.put_into_story(story=story, testimonials=[said])
    assert not queries.said_in(story).exists()


def test_the_database_keeps_no_words_of_what_was_taken_back(said, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Testimonial.objects.filter(pk=said.pk).update(withdrawn=now)


@pytest.mark.parametrize(
    ("as_whom", "by"),
    [("name", "Nadia Rahman"), ("first name", "Nadia"), ("nobody", "Somebody who took part")],
)
def test_people_are_named_as_they_want(apply, place, now, as_whom, by):
    part = place(apply("Nadia Rahman", email="n@example.org"))
    said = actions.say_for_others(part=part, words="Good.", as_whom=as_whom, now=now)
    assert said.by == by


def test_nobody_under_18_is_named_whole(client, apply, place, now):
    part = place(apply("Kai Bright", email="k@example.org", age=Part.Age.YOUNG))
    with pytest.raises(actions.NotPossible):
        actions.say_for_others(part=part, words="Good.", as_whom="name", now=now)
    page = client.get(f"/part/{private.token(part.pk)}/say/").content.decode()
    assert "With my first name" in page
    assert "With my name" not in page


def test_what_people_said_stands_only_where_staff_put_it(client, cast, story, said, now):
    other = actions.write_story(organisation=cast.here, by=cast.amira, now=now, **WORDS)
    assert "I was heard." not in everywhere(story)[0]
    staff = Client()
    staff.force_login(cast.tom.person)
    page = f"/o/{cast.here.slug}/stories/{story.pk}/said/"
    assert "“I was heard.” – Nadia" in staff.get(page).content.decode()
    staff.post(page, {"testimonials": [said.pk]})
    assert "I was heard." in everywhere(story)[0]
    assert not queries.to_put_in(other).exists()
    staff.post(page, {})
    assert "I was heard." not in everywhere(story)[0]


def test_another_organisations_words_cannot_be_put_in(cast, said, now):
    theirs = actions.write_story(organisation=cast.there, by=cast.bola, now=now, **WORDS)
    actions.put_into_story(story=theirs, testimonials=[said])
    assert not queries.said_in(theirs).exists()


def test_a_draft_is_read_only_by_those_who_run_it(cast, story):
    actions.take_story_down(story=story)
    assert Client().get(f"/story/{story.code}/").status_code == 404
    assert Client().get(f"/stories/{cast.here.slug}/").status_code == 404
    page = f"/o/{cast.here.slug}/stories/{story.pk}/"
    for member, status in ((cast.tom, 200), (cast.david, 404)):
        reader = Client()
        reader.force_login(member.person)
        assert reader.get(page).status_code == status


def test_a_story_is_written_and_changed_on_pages(cast):
    staff = Client()
    staff.force_login(cast.tom.person)
    stories = f"/o/{cast.here.slug}/stories/"
    assert "Enter who made it" in staff.post(f"{stories}write/", {"title": ""}).content.decode()
    made = staff.post(f"{stories}write/", WORDS, follow=True)
    assert "Next: make it public" in made.content.decode()
    story = Story.objects.get()
    staff.post(f"{stories}{story.pk}/change/", WORDS | {"title": "Toast"})
    story.refresh_from_db()
    assert story.title == "Toast"
    staff.post(f"{stories}{story.pk}/publish/")
    noted = {"kind": "used", "who": "Westby", "what": "Shows it", "day": "2026-03-01"}
    staff.post(f"{stories}{story.pk}/recognition/", noted)
    recognition = story.recognition.get()
    staff.post(f"{stories}{story.pk}/recognition/{recognition.pk}/take-away/")
    assert not story.recognition.exists()
