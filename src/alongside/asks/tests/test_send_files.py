"""Somebody sends a picture or a document with their answer: kept with their draft, passed on to
their answer, gone with either, and nobody else's."""

import csv
import io
import json
import zipfile
from datetime import timedelta

import pyreadstat
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from alongside.asks import actions, queries, sent, tasks
from alongside.asks.actions import attaching
from alongside.asks.models import Attached, Draft, Invitation, Mode, Response
from alongside.files import store
from alongside.files.models import File, Use
from alongside.files.tasks import due as files_due
from alongside.methods.tests.questions_form import form, question, words
from tests.documents import PDF, docx
from tests.pictures import png

PHOTO = question("file", name="photo", most=2, takes=None, label=words("Show us"))
ASKED = form(
    question("short", name="job"), PHOTO, question("long", name="why"), title=words("How was it?")
)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def version(cast, now):
    made = actions.make_form(organisation=cast.here, title="How was it?", draft=ASKED, now=now)
    return actions.publish(form=made, now=now)


@pytest.fixture
def wave(open_wave):
    return open_wave(Mode.NAMED)


@pytest.fixture
def come(wave):
    """Call it for the browser of somebody who followed their private link."""

    def do(member):
        browser = Client()
        browser.get(f"/a/{wave.code}/i/{actions.invite(wave=wave, member=member)}/")
        return browser

    return do


@pytest.fixture
def dot(come, cast):
    return come(cast.dot)


@pytest.fixture
def ask(cast, now):
    """Call it with questions for the browser of somebody who is asked them, and the address."""

    def do(*questions, mode=Mode.NAMED):
        made = actions.make_form(organisation=cast.here, title="F", draft=form(*questions), now=now)
        published = actions.publish(form=made, now=now)
        wave = actions.open_wave(version=published, mode=mode, opens=now - timedelta(hours=1))
        at, browser = f"/a/{wave.code}/", Client()
        browser.get(f"{at}i/{actions.invite(wave=wave, member=cast.dot)}/")
        return browser, at

    return do


@pytest.fixture
def at(wave):
    return f"/a/{wave.code}/"


def upload(content=None, name="IMG_1.png"):
    return SimpleUploadedFile(name, png() if content is None else content)


def add(browser, at, *files, **more):
    fields = {"shown-here": "photo", "photo": [*files], "add-file": "photo"} | more
    return browser.post(f"{at}q/photo/", fields)


def said(answer):
    return " ".join(answer.content.decode().split())


def kept():
    """Return the names of the files of the one draft, as its answer has them."""
    answer = Draft.objects.get().answers.get("photo", {"files": []})
    return [one["name"] for one in answer["files"]]


def send(browser, at):
    browser.post(f"{at}check/")
    return Response.objects.get()


def test_a_file_is_kept_with_the_draft_and_shown_again(dot, at, wave, cast):
    answer = add(dot, at, upload())
    assert answer.headers["Location"] == f"{at}q/photo/#q-photo"
    assert kept() == ["IMG_1.png"]
    file = File.objects.get()
    assert (file.kind, file.guarded, file.origin) == ("picture", True, f"wave:{wave.pk}")
    assert Use.objects.get().public is False
    page = said(dot.get(f"{at}q/photo/"))
    assert f'<a href="{at}file/{file.code}/" download>IMG_1.png (picture, 1 kB)</a>' in page
    assert 'enctype="multipart/form-data"' in page
    assert "IMG_1.png" in said(dot.get(f"{at}all/"))
    assert f'<a href="{at}file/{file.code}/" download>' in said(dot.get(f"{at}check/"))
    got = dot.get(f"{at}file/{file.code}/")
    assert got["Content-Disposition"] == 'attachment; filename="IMG_1.webp"'


def test_a_page_without_its_file_field_takes_nothing_away(dot, at):
    add(dot, at, upload())
    dot.post(f"{at}keep/", {"shown-here": "photo"})
    dot.post(f"{at}q/job/", {"shown-here": "job", "job": "Cook"})
    assert kept() == ["IMG_1.png"]
    assert dot.post(f"{at}q/photo/", {"shown-here": "photo"}).url == f"{at}q/why/"
    assert kept() == ["IMG_1.png"]


def test_continue_adds_what_was_chosen_and_goes_on(dot, at):
    posted = {"shown-here": "photo", "photo": [upload(), upload(PDF, "Notes.pdf")]}
    assert dot.post(f"{at}q/photo/", posted).url == f"{at}q/why/"
    assert kept() == ["IMG_1.png", "Notes.pdf"]


def test_what_a_browser_says_of_files_never_counts(dot, come, cast, at):
    add(come(cast.tom), at, upload(name="Toms.png"))
    toms = json.dumps(sent.part_of(File.objects.get()))
    fields = {"shown-here": ["photo", "job"], "photo": toms, "job": "Cook"}
    for page in ("all/", "keep/", "q/photo/"):
        dot.post(f"{at}{page}", fields)
    draft = Draft.objects.get(client=queries.client_of(cast.dot))
    assert draft.answers == {"job": {"text": "Cook"}}


def test_a_file_is_taken_out_and_gone_at_once(dot, at, tmp_path):
    add(dot, at, upload(), upload(PDF, "Notes.pdf"))
    code = File.objects.get(kind="document").code
    button = f'name="remove-file" value="photo.{code}"'
    assert button in dot.get(f"{at}q/photo/").content.decode()
    answer = dot.post(
        f"{at}all/", {"shown-here": ["job", "photo"], "job": "Cook", "remove-file": f"photo.{code}"}
    )
    assert answer.headers["Location"] == f"{at}all/#q-photo"
    assert kept() == ["IMG_1.png"]
    assert Draft.objects.get().answers["job"] == {"text": "Cook"}
    assert [file.kind for file in File.objects.all()] == ["picture"]
    assert [path for path in tmp_path.rglob(f"{code}*") if path.is_file()] == []


def test_a_file_that_is_taken_out_twice_at_one_moment_is_gone_once(dot, at, wave, monkeypatch):
    add(dot, at, upload())
    client, there = Draft.objects.get().client, list(Attached.objects.select_related("file"))

    class AsItWas:
        def filter(self, **by):
            return there

    monkeypatch.setattr(sent, "of_draft", lambda wave, client: AsItWas())
    for _ in range(2):
        actions.take_out(wave=wave, client=client, code=there[0].file.code)
    assert not File.objects.exists()


def test_nobody_takes_out_what_is_not_theirs(dot, come, cast, at):
    add(come(cast.tom), at, upload())
    add(dot, at, **{"remove-file": f"photo.{File.objects.get().code}"})
    assert File.objects.filter(there=True).count() == 1


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([(b"", "x.png")], "The file is empty. Choose it again."),
        ([(b"MZ\0\0", "x.png")], "This is not a kind of document that we take."),
        ([(b"<svg xmlns='x'/>", "x.svg")], "SVG drawings can hold programs"),
        ([(b"%PDF-" + bytes(10_200_000), "x.pdf")], "The document is 10.2 MB; it can be up to 10"),
        (
            [(png("red"), "1"), (png("blue"), "2"), (png("green"), "3")],
            "You can add 2 files to “Show us”. Those after that are not added",
        ),
        ([(png(), "1.png"), (b"\0", "2.bin")], "“2.bin”: This is not a kind of document"),
    ],
)
def test_what_is_refused_is_said_and_all_else_on_the_page_is_kept(dot, at, files, says):
    posted = {
        "shown-here": ["job", "photo", "why"],
        "job": "Cook",
        "photo": [upload(*one) for one in files],
    }
    answer = dot.post(f"{at}all/", posted)
    assert answer.status_code == 200
    assert [problem.name for problem in answer.context["problems"]] == ["photo"]
    assert answer.context["problems"][0].text.startswith(says)
    assert 'value="Cook"' in said(answer)
    assert Draft.objects.get().answers["job"] == {"text": "Cook"}
    assert len(kept()) == (len(files) > 1) * (len(files) - 1)


@pytest.mark.parametrize(
    ("takes", "content", "says"),
    [
        ("pictures", PDF, "This is not a picture that we can read."),
        ("documents", png(), "This is a picture. Choose a document: PDF"),
    ],
)
def test_only_the_kind_that_is_asked_for_is_taken(ask, takes, content, says):
    browser, at = ask(question("file", name="photo", takes=takes))
    answer = add(browser, at, upload(content))
    (problem,) = answer.context["problems"]
    assert problem.text.startswith(says)
    assert ("image/png" in said(answer), ".pdf" in said(answer)) == (
        takes == "pictures",
        takes == "documents",
    )


def test_the_same_file_twice_is_there_once(dot, at):
    add(dot, at, upload())
    add(dot, at, upload(name="again.png"))
    assert kept() == ["IMG_1.png"]
    assert File.objects.count() == 1


def test_whoever_stops_is_told_where_they_go_on_that_a_file_was_not_added(dot, at):
    fields = {
        "shown-here": ["photo", "job"],
        "job": "Cook",
        "photo": upload(b"\0"),
        "come-back": "yes",
    }
    answer = dot.post(f"{at}keep/", fields, follow=True)
    assert answer.redirect_chain == [(f"{at}q/photo/?not-added=1", 302)]
    assert "Your file was not added" in said(answer)
    assert Draft.objects.get().answers == {"job": {"text": "Cook"}}


def test_a_file_that_must_be_there_is_asked_for(ask):
    browser, at = ask(question("file", name="photo", required=True), mode=Mode.CONFIDENTIAL)
    where = f"{at}q/photo/"
    answer = browser.post(where, {"shown-here": "photo"})
    assert "Add a file to answer “Add a photo of the room”" in said(answer)
    answer = browser.post(where, {"shown-here": "photo", "photo": upload(PDF)})
    (problem,) = answer.context["problems"]
    assert problem.text.startswith("This is not a picture that we can read.")
    assert browser.post(where, {"shown-here": "photo", "photo": upload()}).status_code == 302


# whose it is -------------------------------------------------------------------------------------


def test_a_draft_file_is_its_own_persons(dot, come, cast, client, sign_in, at, wave):
    add(dot, at, upload())
    code = File.objects.get().code
    where = f"{at}file/{code}/"
    assert dot.get(where).status_code == 200
    assert come(cast.tom).get(where).status_code == 404
    assert client.get(where).status_code == 404
    assert sign_in(cast.amira).get(where).status_code == 404
    assert sign_in(cast.amira).get(f"/picture/{code}/").status_code == 404


@pytest.mark.parametrize(
    ("mode", "may"), [(Mode.NAMED, ["amira", "tom", "priya"]), (Mode.CONFIDENTIAL, ["amira"])]
)
def test_a_file_that_was_sent_is_for_those_who_may_read_the_answer(
    mode, may, open_wave, cast, sign_in
):
    wave = open_wave(mode)
    dot = Client()
    dot.get(f"/a/{wave.code}/i/{actions.invite(wave=wave, member=cast.dot)}/")
    at = f"/a/{wave.code}/"
    add(dot, at, upload(docx(), "Letter.docx"))
    response = send(dot, at)
    code = File.objects.get().code
    page = f"/o/sandbrook-council/ask/waves/{wave.pk}/answers/{response.pk}/"
    where = f"{page}files/{code}/"
    assert f'<a href="{where}" download>Letter.docx (Word document, ' in said(
        sign_in(cast.amira).get(page)
    )
    got = sign_in(cast.amira).get(where)
    assert got["Content-Disposition"] == 'attachment; filename="Letter.docx"'
    assert got["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert got.content == store.read(code, "sent")
    people = ("amira", "tom", "priya", "david", "bola")
    seen = [who for who in people if sign_in(getattr(cast, who)).get(where).status_code == 200]
    assert seen == may
    for who in set(people) - set(may):
        assert sign_in(getattr(cast, who)).get(where).status_code == 404
    assert dot.get(f"{at}file/{code}/").status_code == 404
    assert sign_in(cast.amira).get(f"{page}files/{'2' * 24}/").status_code == 404


def test_another_answers_file_is_not_there(come, cast, sign_in, at, wave):
    responses = []
    for member, content in ((cast.dot, png("red")), (cast.tom, png("blue"))):
        browser = come(member)
        add(browser, at, upload(content))
        browser.post(f"{at}check/")
        responses.append(Response.objects.get(member=member))
    code = Attached.objects.get(response=responses[0]).file.code
    other = f"/o/sandbrook-council/ask/waves/{wave.pk}/answers/{responses[1].pk}/files/{code}/"
    assert sign_in(cast.amira).get(other).status_code == 404


# as long as its answer ---------------------------------------------------------------------------


def files_left():
    return File.objects.count(), Attached.objects.count(), Use.objects.count()


def test_a_file_stays_with_its_answer_and_goes_with_it(
    dot, at, wave, now, django_capture_on_commit_callbacks
):
    add(dot, at, upload())
    response = send(dot, at)
    assert response.answers["photo"]["files"][0]["name"] == "IMG_1.png"
    later = now + timedelta(days=400)
    tasks.due(later)
    files_due(later)
    assert files_left() == (1, 1, 1)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_response(response=response)
    assert files_left() == (0, 0, 0)


def test_what_is_not_sent_goes_with_the_draft(dot, at, now):
    add(dot, at, upload())
    tasks.due(now + timedelta(hours=1))
    assert files_left() == (1, 1, 1)
    actions.forget_drafts(before=now + timedelta(days=1))
    tasks.due(now + timedelta(hours=1))
    assert files_left() == (0, 0, 0)


def test_a_file_of_a_question_that_is_not_asked_any_more_is_not_sent(ask, now):
    browser, at = ask(question("short", name="job"), {**PHOTO, "relevant": "${job} = 'Cook'"})
    browser.post(f"{at}q/job/", {"shown-here": "job", "job": "Cook"})
    add(browser, at, upload())
    browser.post(f"{at}q/job/", {"shown-here": "job", "job": "Nurse"})
    assert send(browser, at).answers == {"job": {"text": None}}
    tasks.due(now)
    assert files_left() == (0, 0, 0)


def test_killed_before_it_belongs_to_a_draft_a_file_goes(dot, at, now, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(attaching, "_use", killed)
    with pytest.raises(KeyboardInterrupt):
        add(dot, at, upload())
    assert files_left() == (1, 0, 0)
    files_due(now + timedelta(days=8))
    assert files_left() == (0, 0, 0)


def test_a_file_belongs_to_a_draft_or_to_an_answer(dot, at, wave, cast, now):
    add(dot, at, upload())
    response = Response.objects.create(wave=wave, mode=wave.mode, member=cast.tom, answers={})
    with pytest.raises(IntegrityError), transaction.atomic():
        Attached.objects.update(response=response)


# where a file may be asked for -------------------------------------------------------------------


def test_nobody_is_asked_for_a_file_where_nobody_may_know_them(open_wave):
    with pytest.raises(actions.NotPossible) as refused:
        open_wave(Mode.ANONYMOUS)
    assert str(refused.value) == (
        "“Show us” asks for a file, and a file says who somebody is. Let answers carry a name or "
        "be confidential, or take the question out."
    )


# taken away --------------------------------------------------------------------------------------


@pytest.fixture
def closed(dot, at, wave, now):
    """A wave that has closed, in which Dot sent a picture and a document."""
    add(dot, at, upload(name="Dot Evans.png"), upload(PDF, "Dot Evans.pdf"))
    send(dot, at)
    actions.close(wave=wave, now=now)
    wave.refresh_from_db()
    return wave


def taken(client, wave, file):
    answer = client.get(f"/o/sandbrook-council/ask/waves/{wave.pk}/files/{file}")
    return answer.getvalue()


def test_files_are_named_in_tables_and_lie_in_the_package(closed, cast, sign_in, tmp_path):
    client = sign_in(cast.amira)
    picture, document = (File.objects.get(kind=kind) for kind in ("picture", "document"))
    names = [f"photo-{picture.code[:12]}.webp", f"photo-{document.code[:12]}.pdf"]
    (row,) = csv.DictReader(io.StringIO(taken(client, closed, "answers.csv").decode("utf-8-sig")))
    assert row["photo"] == ", ".join(names)
    (tmp_path / "answers.sav").write_bytes(taken(client, closed, "answers.sav"))
    table, _ = pyreadstat.read_sav(tmp_path / "answers.sav")
    assert list(table["photo"]) == [", ".join(names)]
    with zipfile.ZipFile(io.BytesIO(taken(client, closed, "package.zip"))) as package:
        found = {name for name in package.namelist() if name.startswith("files/")}
        assert found == {f"files/{name}" for name in names}
        assert package.read(f"files/{names[1]}") == PDF


def test_a_page_takes_as_many_queries_for_two_files_as_for_one(dot, at, django_assert_num_queries):
    add(dot, at, upload(png("red")))
    for colour in ("green", "blue"):
        with django_assert_num_queries(4):
            dot.get(f"{at}check/")
        add(dot, at, upload(png(colour)))


# on paper ----------------------------------------------------------------------------------------


def test_what_is_attached_stays_with_the_paper(wave, cast, sign_in, now):
    actions.invite(wave=wave, member=cast.dot)
    batch = actions.begin_batch(wave=wave, by=cast.amira, now=now)
    where = f"/o/sandbrook-council/ask/waves/{wave.pk}/paper/{batch.number}/add/"
    client = sign_in(cast.amira)
    page = said(client.get(where))
    assert "Nothing to type in. Keep what is attached together with the sheet." in page
    token = json.dumps({"code": "2" * 24, "name": "x", "ending": "pdf", "size": 1})
    whose = Invitation.objects.get().pk
    client.post(where, {"sheet-number": "1", "sheet-whose": whose, "job": "Cook", "photo": token})
    assert batch.sheets.get().answers == {"job": {"text": "Cook"}}
