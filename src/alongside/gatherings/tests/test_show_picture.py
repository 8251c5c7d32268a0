"""A slide shows a picture, with what it shows in words; a video has captions, or its words."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.files import actions as files
from alongside.files import queries, tasks
from alongside.gatherings import actions
from alongside.methods import pictures
from tests.pictures import png

from .conftest import STARTS

SLIDE = {"title": "The garden", "minutes": "5", "about": "", "notes": "", "outcomes": ""}
ITEM = {"title": "The garden", "minutes": 5, "about": "", "kind": "slide"}


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def design(cast, programme, now):
    contents = actions.Contents(minutes=60)
    new = {"programme": programme, "name": "Basics", "contents": contents, "by": cast.amira}
    return actions.add_design(**new, now=now).design


@pytest.fixture
def at(design):
    return f"/o/sandbrook-council/designs/{design.pk}/agenda/"


@pytest.fixture
def garden(cast, now):
    return files.add(
        organisation=cast.here,
        picture=pictures.read(png()),
        name="",
        text="A garden with a long table",
        credit="Photo: Dot",
        now=now,
    )


def agenda(design):
    return design.versions.get().agenda


def sent(**more):
    return SLIDE | {"new_picture": SimpleUploadedFile("IMG_7.png", png())} | more


def test_a_picture_is_sent_with_the_slide(cast, sign_in, at, design):
    tom = sign_in(cast.tom)
    assert tom.post(f"{at}add/slide/", sent(picture_says="A long table")).status_code == 302
    file = queries.pictures(cast.here).get()
    assert (file.text, file.by, file.unused_since) == ("A long table", cast.tom, None)
    assert agenda(design) == [ITEM | {"picture": file.code}]
    page = tom.get(f"{at}preview/").content.decode()
    image = f'<img src="/picture/{file.code}/" alt="A long table" width="64" height="48">'
    assert image in page


def test_one_that_is_there_is_chosen_and_taken_out_again(
    cast, sign_in, at, design, garden, client, now
):
    tom = sign_in(cast.tom)
    tom.post(f"{at}add/slide/", SLIDE | {"words": "Hello", "picture": garden.code})
    (use,) = garden.uses.all()
    assert (use.what, use.address, use.public) == (
        "The agenda of “Basics”, version 1",
        f"/o/sandbrook-council/designs/{design.pk}/agenda/",
        False,
    )
    page = tom.get(f"{at}preview/").content.decode()
    assert "<figcaption>Photo: Dot</figcaption>" in page
    form = tom.get(f"{at}1/").content.decode()
    assert f'<option value="{garden.code}" selected>A garden with a long table</option>' in form
    seen = tom.get(f"{at}1/").context["seen"]
    tom.post(f"{at}1/", SLIDE | {"words": "Hello", "picture": "", "seen": seen})
    assert agenda(design) == [ITEM | {"words": "Hello"}]
    assert not garden.uses.exists()


def test_the_next_version_uses_it_too(cast, plan, design, garden, now):
    actions.add_item(design=design, item=ITEM | {"picture": garden.code}, now=now)
    version = design.versions.get()
    plan(version=version)
    actions.change_design(
        design=design,
        contents=actions.Contents(minutes=90, agenda=version.agenda),
        by=cast.amira,
        now=STARTS + timedelta(days=1),
        changed="Longer",
        because="People asked",
    )
    assert [use.what for use in garden.uses.all()] == [
        "The agenda of “Basics”, version 1",
        "The agenda of “Basics”, version 2",
    ]


def test_what_was_sent_stays_when_something_else_is_wrong(cast, sign_in, at):
    tom = sign_in(cast.tom)
    answer = tom.post(f"{at}add/slide/", sent(picture_says="A long table", minutes="long"))
    file = queries.pictures(cast.here).get()
    page = answer.content.decode()
    assert "Enter a number of minutes, like 10" in page
    assert f'<option value="{file.code}" selected>A long table</option>' in page


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (sent(), "Say what the picture shows, and choose it again"),
        (SLIDE | {"picture_says": "A table"}, "Choose the picture, or take out what it shows"),
        (SLIDE | {"picture": "NOSUCHCODE"}, "Choose one of the pictures in the list"),
        (
            sent(picture_says="x", new_picture=SimpleUploadedFile("x.png", b"%PDF-1.7")),
            "This is not a picture that we can read. Choose a JPEG, PNG, WebP or GIF.",
        ),
        (
            SLIDE | {"video": "https://video.example.org/1", "video_title": "A film"},
            "Write down what is said in the video, or tick that it has captions",
        ),
        (SLIDE | {"words": "x", "transcript": "Hello"}, "Enter the address of the video"),
    ],
)
def test_what_is_wrong_is_said_next_to_its_field(cast, sign_in, at, design, typed, problem):
    page = sign_in(cast.tom).post(f"{at}add/slide/", typed).content.decode()
    assert f">{problem}" in page
    assert agenda(design) == []
    assert not queries.pictures(cast.here).exists()


def test_what_is_said_in_a_video_can_be_read(cast, sign_in, at, design):
    tom = sign_in(cast.tom)
    video = {"video": "https://video.example.org/1", "video_title": "A film"}
    tom.post(f"{at}add/slide/", SLIDE | video | {"transcript": "Anna: Hello.\r\n\r\nBen: Hi."})
    assert agenda(design)[0]["video"]["transcript"] == "Anna: Hello.\n\nBen: Hi."
    page = tom.get(f"{at}preview/").content.decode()
    assert "<summary>What is said in the video</summary>" in page
    assert "<p>Ben: Hi.</p>" in page


def test_a_picture_of_another_organisation_is_not_offered(cast, sign_in, at, now):
    theirs = files.add(
        organisation=cast.there, picture=pictures.read(png()), name="", text="Theirs", now=now
    )
    answer = sign_in(cast.tom).post(f"{at}add/slide/", SLIDE | {"picture": theirs.code})
    assert ">Choose one of the pictures in the list" in answer.content.decode()


def test_the_choices_of_a_question_for_the_room_have_pictures(cast, sign_in, at, design):
    tom = sign_in(cast.tom)
    typed = {"kind": "question", "type": "one", "label": "Tea?", "choices": "Yes\nNo"}
    typed |= {"minutes": "5", "title": "", "about": ""}
    tom.post(f"{at}add/question/?type=one", typed)
    page = tom.get(f"{at}1/")
    assert "the picture or symbol for “Yes”" in page.content.decode()
    answer = tom.post(
        f"{at}1/", typed | {"seen": page.context["seen"], "label": "Coffee?", "picture-of": "yes"}
    )
    beside = answer["Location"]
    assert beside.endswith("/agenda/1/choices/yes/")
    seen = tom.get(beside).context["seen"]
    found = {"seen": seen, "picture": "", "shows": "", "find": "1", "word": "yes"}
    assert 'src="/symbol/' in tom.post(beside, found | {"word": "tick"}).content.decode()
    new = {"seen": seen, "new_picture": SimpleUploadedFile("x.png", png())}
    assert tom.post(beside, new)["Location"] == f"{at}1/#pictures"
    file = queries.pictures(cast.here).get()
    question = agenda(design)[0]["question"]
    assert question["label"] == {"en": "Coffee?"}
    assert question["choices"][0]["picture"] == file.code
    assert file.uses.get().what == "The agenda of “Basics”, version 1"
    shown = tom.get(f"{at}preview/").content.decode()
    assert f'<img class="choice-picture" src="/picture/{file.code}/small/" alt="">' in shown
    meanwhile = tom.post(beside, {"seen": seen, "picture": ""}).content.decode()
    assert "Somebody else changed the agenda meanwhile." in meanwhile
    assert agenda(design)[0]["question"] == question
    assert tom.get(f"{at}1/choices/maybe/").status_code == 404


def test_where_its_time_is_over_a_slide_says_so(cast, sign_in, at, design, garden, now):
    actions.add_item(design=design, item=ITEM | {"picture": garden.code}, now=now)
    files.describe(file=garden, text="x", decorative=False, credit="", ends=now.date())
    tasks.due(now + timedelta(days=1))
    page = sign_in(cast.tom).get(f"{at}preview/").content.decode()
    assert "A picture was here. It may not be shown any more." in page
