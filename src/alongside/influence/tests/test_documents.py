"""Documents before and after, and because of whose words they changed (B07)."""

from io import BytesIO
from uuid import uuid4

import docx
import pytest

from alongside.influence import actions
from alongside.influence.models import Contribution, Document, DocumentVersion, Passage
from alongside.influence.tests import told
from alongside.projects import actions as projects
from alongside.web.settled import Fixed


@pytest.fixture
def story(cast, now):
    return told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)


@pytest.fixture
def base(story):
    return f"/o/sandbrook-council/projects/{story.project.pk}/documents/"


@pytest.fixture
def address(story, base):
    return f"{base}{story.document.pk}/"


def text(answer):
    return answer.content.decode()


def word(*paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.add_table(1, 1).cell(0, 0).text = "In a table."
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def file_of(content, name="leaflet.docx"):
    file = BytesIO(content)
    file.name = name
    return file


def test_a_document_is_pasted_once_however_often_they_press(story, base, cast, sign_in):
    client = sign_in(cast.tom)
    sent = {
        "title": "Poster",
        "text": "Come in.\r\n\r\nHave  tea.",
        "dated": "2026-03-01",
        "client_id": uuid4(),
    }
    for _ in range(2):
        answer = client.post(f"{base}add/", sent)
    one = Document.objects.get(title="Poster")
    assert answer.headers["Location"] == f"{base}{one.pk}/"
    assert one.versions.get().text == "Come in.\n\nHave tea."
    assert "There is one version" in text(client.get(f"{base}{one.pk}/"))


def test_a_version_comes_from_a_word_document(story, address, cast, sign_in):
    client = sign_in(cast.tom)
    for _ in range(2):
        file = file_of(word("A living room.", "Tea and toast."))
        client.post(f"{address}add/", {"file": file, "dated": "2026-03-02"})
    newest = story.document.versions.last()
    assert (newest.number, newest.text) == (3, "A living room.\n\nTea and toast.\n\nIn a table.")


def tracked():
    document = docx.Document()
    paragraph = document.add_paragraph("Tea")
    paragraph._p.append(docx.oxml.parse_xml(f"<w:ins {docx.oxml.ns.nsdecls('w')}/>"))
    content = BytesIO()
    document.save(content)
    return content.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (lambda: PDF, "A PDF does not say where a paragraph begins and ends."),
        (tracked, "The document has tracked changes."),
        (lambda: word("x")[:400], "The document is damaged"),
        (lambda: b"\x00\x01", "This is not a kind of document that we take."),
        (lambda: b"", "There is nothing in the file."),
        (lambda: b"One\n\n" * 2_001, "It has 2,001 paragraphs; the most is 2,000."),
    ],
)
def test_a_file_that_cannot_be_compared_says_why(address, cast, sign_in, content, problem):
    sent = {"file": file_of(content()), "dated": "2026-03-02"}
    page = text(sign_in(cast.tom).post(f"{address}add/", sent))
    assert problem in page
    assert DocumentVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"text": " "}, "Paste the words of the document, or choose a file"),
        ({"text": "Tea", "dated": "2026-03-11"}, 'href="#id_dated">Choose the day it is of'),
        ({"text": "x" * 500_001}, "It has more than 500,000 letters."),
    ],
)
def test_what_is_wrong_with_a_version_is_said(address, cast, sign_in, sent, problem):
    page = sign_in(cast.tom).post(f"{address}add/", {"dated": "2026-03-02"} | sent)
    assert problem in text(page)


def test_a_version_never_changes(story):
    version = story.document.versions.first()
    version.text = "Tea."
    with pytest.raises(Fixed, match="add the next version"):
        version.save()


def test_what_changed_stands_beside_what_was(story, address, cast, sign_in):
    page = text(sign_in(cast.tom).get(address))
    assert "1 paragraph changed: 0 because of what people said, 1 without anybody’s words." in page
    assert "The Sanctuary is a <del>clinic </del>for bad nights." in page
    assert "The Sanctuary is a <ins>living room </ins>for bad nights." in page
    assert "You can come by bus." not in page
    assert "You can come by bus." in text(sign_in(cast.tom).get(f"{address}?whole=yes"))


WHICH = "link/?was=1&now=2&paragraph=0"


def test_a_change_is_linked_to_words_and_a_decision_and_unlinked(story, address, cast, sign_in):
    client = sign_in(cast.tom)
    sent = {"contribution": story.contribution.pk, "decision": story.decision.pk}
    for _ in range(2):
        answer = client.post(address + WHICH, sent)
    assert answer.headers["Location"] == f"{address}?was=1&now=2#now-0"
    passage = Passage.objects.get()
    assert (passage.contribution, passage.decision) == (story.contribution, story.decision)
    page = text(client.get(address))
    assert "1 because of what people said, 0 without" in page
    assert "Decided: What should the room look like?" in page
    client.post(f"{address}unlink/", {"passage": passage.pk})
    assert not Passage.objects.exists()


@pytest.mark.parametrize(
    ("which", "status"),
    [
        ("was=1&now=2&paragraph=1", 404),
        ("was=2&now=1&paragraph=0", 404),
        ("was=1&now=2&paragraph=" + "9" * 30, 404),
        ("was=1&now=2&paragraph=0&out=yes", 404),
        ("", 404),
        ("was=1&now=2&paragraph=0", 200),
    ],
)
def test_only_what_changed_is_linked(address, cast, sign_in, which, status):
    client = sign_in(cast.tom)
    assert client.get(f"{address}link/?{which}").status_code == status
    assert client.post(f"{address}link/?{which}", {}).status_code == status


def test_a_link_needs_one_theme_or_one_contribution(story, address, cast, sign_in):
    client = sign_in(cast.tom)
    both = {"theme": story.theme.pk, "contribution": story.contribution.pk}
    for sent in ({}, both):
        page = text(client.post(address + WHICH, sent))
        assert "Choose a theme, or one thing that somebody said" in page


def test_a_link_holds_for_later_versions_while_the_words_stay(story, address, cast, now, sign_in):
    client = sign_in(cast.tom)
    client.post(address + WHICH, {"theme": story.theme.pk})
    words = "The Sanctuary is a living room for bad nights."
    actions.add_version(
        document=story.document,
        text=f"{words}\n\nThere is tea.",
        dated=now.date(),
        by=cast.tom,
        now=now,
    )
    page = text(client.get(address))
    assert "3 paragraphs changed: 1 because of what people said, 2 without" in page
    actions.add_version(
        document=story.document, text="It is a flat.", dated=now.date(), by=cast.tom, now=now
    )
    assert "0 because of what people said" in text(client.get(f"{address}?was=1&now=4"))


def test_a_passage_that_was_taken_out_is_linked_too(story, address, cast, now, sign_in):
    words = "The Sanctuary is a living room for bad nights."
    actions.add_version(document=story.document, text=words, dated=now.date(), by=cast.tom, now=now)
    client = sign_in(cast.tom)
    which = f"{address}link/?was=2&now=3&paragraph=1&out=yes"
    answer = client.post(which, {"theme": story.theme.pk})
    assert answer.headers["Location"] == f"{address}?was=2&now=3#was-1"
    assert "1 because of what people said, 0 without" in text(client.get(f"{address}?was=2&now=3"))


def test_everybody_reads_what_changed_with_words_only_where_they_agreed(
    story, address, cast, client, sign_in
):
    public = f"/p/{story.project.code}/documents/{story.document.pk}/"
    assert client.get(public).status_code == 404
    tom = sign_in(cast.tom)
    tom.post(address + WHICH, {"contribution": story.contribution.pk})
    tom.post(f"{address}show/", {"public": "yes"})
    tom.logout()
    sofa = "I want to sit on a sofa with a cup of tea."
    page = text(client.get(public))
    assert sofa in page
    assert "Because of what people said." in page
    for change in (
        {"quoting": "no"},
        {"quoting": "without name", "withdrawn": story.decision.recorded},
    ):
        Contribution.objects.update(**change)
        page = text(client.get(public.lower() if "withdrawn" in change else public))
        assert (sofa in page, "Because of what people said." in page) == (False, True)
    sign_in(cast.tom).post(f"{address}show/", {"public": "no"})
    assert client.get(public).status_code == 404


def test_a_version_is_deleted_with_its_links_and_the_last_with_the_document(
    story, address, base, cast, sign_in
):
    client = sign_in(cast.tom)
    client.post(address + WHICH, {"theme": story.theme.pk})
    assert f'href="{address}delete/"' in text(client.get(address))
    assert "Only version 2, of " in text(client.get(f"{address}delete/"))
    assert "Choose what you delete" in text(client.post(f"{address}delete/", {}))
    client.post(f"{address}delete/", {"what": "2"})
    assert [one.number for one in story.document.versions.all()] == [1]
    assert not Passage.objects.exists()
    again = client.post(f"{address}delete/", {"what": "2"})
    assert "It is not there any more." in text(again)
    gone = client.post(f"{address}delete/", {"what": "all"}, follow=True)
    assert "is deleted." in text(gone)
    assert not DocumentVersion.objects.exists()
    assert client.get(address).status_code == 404


def test_a_version_that_shows_that_something_was_done_stays(story, address, cast, now, sign_in):
    version = story.document.versions.first()
    projects.add_evidence(
        organisation=cast.here,
        project=story.project,
        says="The leaflet as it was",
        dated=now.date(),
        record=f"document version:{version.pk}",
        address=address,
        by=cast.tom,
        now=now,
    )
    client = sign_in(cast.tom)
    for what in ("1", "all"):
        refused = client.post(f"{address}delete/", {"what": what})
        assert "It shows that something was done, so it stays." in text(refused)
    client.post(f"{address}delete/", {"what": "2"})
    assert [one.number for one in story.document.versions.all()] == [1]


def test_one_persons_own_support_is_never_public(cast, now):
    project = projects.begin(
        organisation=cast.here,
        name="Mine",
        issue="A plan of my own.",
        level="individual",
        begun=now.date(),
        by=cast.tom,
        now=now,
    )
    document = actions.begin_document(
        project=project, title="Plan", text="Tea.", dated=now.date(), by=cast.tom, now=now
    )
    with pytest.raises(actions.NotPossible, match="never public"):
        actions.show_document(document=document, public=True)


def test_a_document_costs_as_many_queries_however_much_changed(
    story, address, cast, now, sign_in, django_assert_max_num_queries
):
    client = sign_in(cast.tom)
    client.post(address + WHICH, {"theme": story.theme.pk})
    with django_assert_max_num_queries(9):
        client.get(address)
    for paragraphs in ("Old number {}.", "New number {}."):
        version = actions.add_version(
            document=story.document,
            text="\n\n".join(paragraphs.format(number) for number in range(30)),
            dated=now.date(),
            by=cast.tom,
            now=now,
        )
    since = story.document.versions.get(number=version.number - 1)
    for number in range(30):
        place = actions.Place(since, version, number, taken_out=False)
        actions.link_passage(place=place, contribution=story.contribution, by=cast.tom, now=now)
    with django_assert_max_num_queries(9):
        page = client.get(f"{address}?was=3&now=4")
    assert "30 paragraphs changed: 30 because of what people said, 0 without" in text(page)


def test_who_only_reads_changes_no_document(address, base, cast, sign_in):
    david = sign_in(cast.david)
    assert "Say whose words changed it" not in text(david.get(address))
    for door in (f"{base}add/", f"{address}add/", f"{address}delete/", address + WHICH):
        assert david.get(door).status_code == 403, door
    for door in ("unlink/", "show/"):
        assert david.post(address + door).status_code == 403, door
