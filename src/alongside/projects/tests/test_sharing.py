"""What everybody knows, and evidence: words, links, records, files that leave only from here."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.files import tasks as files
from alongside.files.models import File
from alongside.influence.tests import told
from alongside.methods import attached
from alongside.projects import actions
from alongside.projects.models import Evidence, Information, Project
from alongside.projects.queries.showing import public_information, records
from tests.documents import PDF


def document():
    return SimpleUploadedFile("costs.pdf", PDF)


@pytest.fixture
def shared(cast, project, now):
    """Costs, in a file, that may stand on the public page."""
    return actions.share(
        project=project,
        title="Costs",
        shared=now.date(),
        file=(attached.read(PDF), "costs.pdf"),
        public=True,
        by=cast.tom,
        now=now,
    )


@pytest.mark.parametrize(
    "what", [{"text": "It costs much."}, {"link": "https://example.org/a"}, {"file": "a PDF"}]
)
def test_something_is_shared_once_however_often_it_is_sent(sign_in, cast, project, at, what):
    sent = {"client_id": str(uuid.uuid4()), "title": "Costs", "shared": "2026-03-09"}
    client = sign_in(cast.tom)
    for _ in range(2):
        more = {"file": document()} if "file" in what else what
        answer = client.post(at("information/share/"), sent | more)
    found = Information.objects.get()
    assert answer["Location"] == at("information/")
    assert (found.title, found.text, found.link, bool(found.file)) == (
        "Costs",
        what.get("text", ""),
        what.get("link", ""),
        "file" in what,
    )
    assert File.objects.count() == ("file" in what)


def test_nothing_is_not_shared(sign_in, cast, project, at):
    sent = {"title": "Costs", "shared": "2026-03-09"}
    page = sign_in(cast.tom).post(at("information/share/"), sent).content.decode()
    assert "Write what it says, or give a link or a file" in page
    assert Information.objects.count() == 0


def test_a_link_that_would_run_is_refused(sign_in, cast, project, at):
    sent = {"title": "Costs", "shared": "2026-03-09", "link": "javascript:alert(1)"}
    page = sign_in(cast.tom).post(at("information/share/"), sent).content.decode()
    assert ["Enter a link like" in page, Information.objects.count()] == [True, 0]


def test_a_file_leaves_only_from_the_pages_of_its_project(sign_in, cast, shared, at):
    client = sign_in(cast.david)
    answer = client.get(at(f"information/{shared.pk}/file/"))
    assert (answer.status_code, answer.content) == (200, PDF)
    assert 'attachment; filename="costs.pdf"' in answer["Content-Disposition"]
    assert client.get(f"/document/{shared.file.code}/").status_code == 404


def test_a_public_file_is_there_while_the_public_page_is(client, shared, now):
    address = f"/p/{shared.project.code}/shared/{shared.pk}/"
    hidden = client.get(address).status_code
    Project.objects.update(published=now)
    shown = client.get(address)
    Information.objects.update(public=False)
    assert (hidden, shown.status_code, shown.content) == (404, 200, PDF)
    assert client.get(address).status_code == 404
    assert list(public_information(shared.project)) == []


def test_a_file_that_is_replaced_or_taken_away_goes(sign_in, cast, shared, at, now):
    client = sign_in(cast.tom)
    sent = {"title": "Costs", "shared": "2026-03-09", "file": document()}
    client.post(at(f"information/{shared.pk}/"), sent)
    first = shared.file.code
    files.due(now + timedelta(days=8))
    assert [File.objects.filter(code=first).exists(), File.objects.count()] == [False, 1]
    client.post(at(f"information/{shared.pk}/take-away/"))
    files.due(now + timedelta(days=16))
    assert (Information.objects.count(), File.objects.count()) == (0, 0)


def test_a_file_in_use_stays(shared, now):
    files.due(now + timedelta(days=400))
    assert File.objects.get() == shared.file


@pytest.mark.parametrize("what", ["information", "evidence"])
def test_a_file_whose_form_was_sent_for_another_project_goes_again(
    cast, begin, now, what, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path

    def send(project):
        sent = {
            "by": cast.tom,
            "now": now,
            "client_id": once,
            "file": (attached.read(PDF), "a.pdf"),
        }
        if what == "information":
            return actions.share(project=project, title="Costs", shared=now.date(), **sent)
        return actions.add_evidence(
            organisation=cast.here, project=project, says="Costs", dated=now.date(), **sent
        )

    once = uuid.uuid4()
    send(begin())
    with pytest.raises(actions.NotPossible, match="This form was sent before"):
        send(begin(name="Another"))
    files.due(now + timedelta(days=8))
    assert len(list(tmp_path.rglob("*-sent"))) == File.objects.count() == 1


def test_what_was_taken_away_meanwhile_does_not_come_back(cast, shared, now):
    actions.take_away_information(information=Information.objects.get(), now=now)
    with pytest.raises(actions.NotPossible, match="taken it away meanwhile"):
        actions.change_information(
            information=shared, title="Costs", text="x", shared=now.date(), by=cast.tom, now=now
        )
    assert Information.objects.count() == 0


def test_the_last_of_it_is_not_taken_out(sign_in, cast, shared, at):
    sent = {"title": "Costs", "shared": "2026-03-09", "without_file": "on"}
    page = sign_in(cast.tom).post(at(f"information/{shared.pk}/"), sent).content.decode()
    shared.refresh_from_db()
    assert ["Write what it says, or give a link or a file" in page, bool(shared.file)] == [True] * 2


def test_nothing_of_one_persons_support_is_public(sign_in, cast, begin, at, now):
    alone = begin(level="individual")
    sent = {"title": "Costs", "shared": "2026-03-09", "text": "x", "public": "on"}
    client = sign_in(cast.amira)
    assert "public page" not in client.get(at("information/share/", alone)).content.decode()
    client.post(at("information/share/", alone), sent)
    assert Information.objects.get().public is False


def test_a_record_is_evidence_with_its_own_day(sign_in, cast, at, now):
    story = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    page = at("evidence/add/", story.project)
    name = f"meeting:{story.meeting.pk}"
    sent = {"client_id": str(uuid.uuid4()), "says": "Dot was there", "record": name}
    client = sign_in(cast.tom)
    for _ in range(2):
        answer = client.post(page, sent)
    found = Evidence.objects.get()
    assert answer["Location"] == at("evidence/", story.project)
    assert (found.record, found.address, found.dated, found.file, found.added_by) == (
        name,
        at(f"meetings/{story.meeting.pk}/", story.project),
        story.meeting.day,
        None,
        cast.tom,
    )


def test_what_is_still_to_come_is_evidence_of_today(sign_in, cast, project, at, now):
    day = actions.add_milestone(
        project=project, title="It opens", day=now.date() + timedelta(weeks=9), told=now.date()
    )
    sent = {"says": "People knew early", "record": f"milestone:{day.pk}"}
    sign_in(cast.tom).post(at("evidence/add/"), sent)
    assert Evidence.objects.get().dated == now.date()


def test_a_file_is_evidence_with_its_day(sign_in, cast, project, at):
    sent = {"says": "People came", "file": document(), "dated": "2026-03-01"}
    client = sign_in(cast.tom)
    client.post(at("evidence/add/"), sent)
    found = Evidence.objects.get()
    answer = client.get(at(f"evidence/{found.pk}/file/"))
    assert (found.record, found.dated, answer.content) == ("", date(2026, 3, 1), PDF)
    assert client.get(f"/document/{found.file.code}/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Choose a record, or give a file: a tick alone shows nothing"),
        ({"record": "meeting:999"}, "Choose a record in the list"),
        ({"file": "a PDF"}, "Enter the day it is of"),
        ({"file": "a PDF", "dated": "2026-03-11"}, "Enter today or an earlier day"),
    ],
)
def test_what_shows_nothing_is_no_evidence(sign_in, cast, project, at, sent, says):
    more = {"file": document()} if "file" in sent else {}
    page = sign_in(cast.tom).post(at("evidence/add/"), {"says": "x"} | sent | more)
    assert [says in page.content.decode(), Evidence.objects.count()] == [True, 0]


def test_what_a_project_knows_can_be_chosen(cast, at, now):
    story = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    rules = actions.write_rules(
        project=story.project, text="Listen.", after=0, by=cast.tom, now=now
    )
    day = actions.add_milestone(project=story.project, title="It opens", day=now.date())
    assert [(one.name, one.label) for one in records(story.project)] == [
        (
            f"meeting:{story.meeting.pk}",
            "Meeting of the team: What should it look like?, 3 February 2026",
        ),
        (f"ground rules:{rules.pk}", "Ground rules 1, 10 March 2026"),
        (f"milestone:{day.pk}", "Day in the timeline: It opens, 10 March 2026"),
    ]


def test_evidence_that_an_action_rests_on_stays(sign_in, cast, at, now):
    story = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    shown = actions.add_evidence(
        organisation=cast.here,
        project=story.project,
        says="The sofa",
        dated=now.date(),
        file=(attached.read(PDF), "sofa.pdf"),
        by=cast.tom,
        now=now,
    )
    story.action.evidence.add(shown)
    client, page = sign_in(cast.tom), at(f"evidence/{shown.pk}/take-away/", story.project)
    refused = client.post(page).content.decode()
    story.action.evidence.clear()
    client.post(page)
    assert "Something rests on this evidence, so it stays." in refused
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize("page", ["information/", "evidence/"])
def test_long_lists_cost_few_more_queries(sign_in, cast, project, at, now, page, count_queries):
    def add(number):
        actions.share(
            project=project, title=f"{number}", text="x", shared=now.date(), by=cast.tom, now=now
        )
        actions.add_evidence(
            organisation=cast.here,
            project=project,
            says=f"{number}",
            dated=now.date(),
            record=f"meeting:{number}",
            address="/x/",
            by=cast.tom,
            now=now,
        )

    add(1)
    client = sign_in(cast.amira)
    few = count_queries(client, at(page))
    for number in range(2, 15):
        add(number)
    assert count_queries(client, at(page)) == few
