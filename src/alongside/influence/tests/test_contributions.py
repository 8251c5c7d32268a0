"""What people said about a project: written down, brought, found, quoted, taken back."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.influence import actions, queries
from alongside.influence.models import Contribution
from alongside.influence.queries import said
from alongside.influence.tests import told
from alongside.insight.models import Theme
from alongside.projects import actions as projects
from alongside.walls import actions as walls

Kind, Quoting = Contribution.Kind, Contribution.Quoting


@pytest.fixture
def story(cast, now):
    return told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)


@pytest.fixture
def base(story):
    return f"/o/sandbrook-council/projects/{story.project.pk}/"


@pytest.fixture
def write(story, cast, now):
    """Call it with words that somebody said; they agreed to nothing unless told."""

    def do(text, quoting=Quoting.NO, **more):
        return actions.write_down(
            project=story.project,
            kind=more.pop("kind", Kind.WORDS),
            text=text,
            said_on=now.date(),
            quoting=quoting,
            by=cast.tom,
            now=now,
            **more,
        )

    return do


@pytest.fixture
def keep(cast, now):
    def do(text, about="What is good?", number=1):
        return walls.keep(
            organisation=cast.here,
            kind="note",
            source=f"note:{number}",
            text=text,
            about=about,
            by=cast.tom,
            now=now,
        )

    return do


def text(answer):
    return answer.content.decode()


def listed(client, address):
    return [heard.words for heard in client.get(address).context["heard"]]


SENT = {
    "kind": "recording",
    "text": "They want tea.",
    "said_on": "2026-03-01",
    "where": "The open evening",
    "quoting": "with name",
    "name": "Dee",
}


def test_staff_write_down_what_somebody_said_once_however_often_they_press(
    story, base, cast, sign_in
):
    client = sign_in(cast.tom)
    sent = SENT | {"member": cast.dot.pk, "client_id": uuid4()}
    for _ in range(2):
        answer = client.post(f"{base}said/add/", sent)
    one = Contribution.objects.exclude(pk=story.contribution.pk).get()
    assert answer.headers["Location"] == f"{base}said/{one.pk}/"
    assert (one.kind, one.text, one.where, one.name) == (
        "recording",
        "They want tea.",
        "The open evening",
        "Dee",
    )
    assert (one.member, one.quoting, str(one.said_on)) == (cast.dot, "with name", "2026-03-01")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"text": " "}, "Enter what they said, in their own words"),
        ({"name": ""}, "Enter the name that they chose to stand beside their words."),
        ({"said_on": "2026-03-11"}, "it cannot be still to come"),
        ({"kind": "answer"}, "Choose what it is from the list"),
        ({"quoting": ""}, "Choose what they agreed to"),
        ({"member": "9" * 30}, "Choose somebody from the list"),
    ],
)
def test_what_is_missing_is_said(base, cast, sign_in, changes, problem):
    answer = sign_in(cast.tom).post(f"{base}said/add/", SENT | changes)
    assert problem in text(answer)
    assert Contribution.objects.count() == 1


def test_a_form_that_was_sent_for_another_project_makes_nothing_here(story, write, cast, now):
    other = projects.begin(
        organisation=cast.here,
        name="Other",
        issue="Buses",
        level="strategic",
        begun=now.date(),
        by=cast.tom,
        now=now,
    )
    client_id = uuid4()
    write("Tea", client_id=client_id)
    with pytest.raises(actions.NotPossible, match="sent before"):
        actions.write_down(
            project=other,
            kind=Kind.WORDS,
            text="Tea",
            said_on=now.date(),
            quoting=Quoting.NO,
            by=cast.tom,
            now=now,
            client_id=client_id,
        )


def test_words_that_nobody_else_may_read_are_for_those_who_run_it(
    story, base, write, cast, sign_in
):
    secret = write("Hush")
    assert listed(sign_in(cast.tom), f"{base}said/?q=hush") == ["Hush"]
    david = sign_in(cast.david)
    assert listed(david, f"{base}said/") == ["", "I want to sit on a sofa with a cup of tea."]
    assert listed(david, f"{base}said/?q=hush") == []
    page = text(david.get(f"{base}said/{secret.pk}/"))
    assert "Hush" not in page
    assert "Words that only staff who run this project may read." in page
    assert "Who it was" not in page


def test_a_list_is_looked_through(story, base, write, keep, cast, now, sign_in):
    write("Open all night", kind=Kind.FORUM)
    kept = actions.bring_kept(project=story.project, kept=keep("Night buses"), by=cast.tom, now=now)
    sofa = "I want to sit on a sofa with a cup of tea."
    client = sign_in(cast.tom)
    for search, expected in {
        "q=NIGHT": ["Night buses", "Open all night"],
        "q=all+night": ["Open all night"],
        "show=without+theme": ["Night buses", "Open all night"],
        "show=not+answered": ["Night buses", "Open all night"],
        f"theme={story.theme.pk}": [sofa],
        "kind=forum+item": ["Open all night"],
        "kind=nonsense&theme=x": ["Night buses", "Open all night", sofa],
    }.items():
        assert listed(client, f"{base}said/?{search}") == expected, search
    walls.withdraw(kept=kept.kept, now=now)
    assert listed(client, f"{base}said/?q=buses") == []
    assert listed(client, f"{base}said/") == ["", "Open all night", sofa]


def test_a_long_list_has_pages_and_costs_as_many_queries(
    story, base, write, cast, sign_in, django_assert_max_num_queries
):
    client = sign_in(cast.tom)
    with django_assert_max_num_queries(13):
        client.get(f"{base}said/")
    for number in range(said.PAGE + 2):
        write(f"Number {number}")
    with django_assert_max_num_queries(13):
        page = client.get(f"{base}said/?q=number")
    assert len(page.context["heard"]) == said.PAGE
    assert "?q=number&amp;page=2" in text(page)
    assert len(listed(client, f"{base}said/?q=number&page=2")) == 2


def test_the_answers_of_a_survey_are_there_only_for_those_who_read_them(
    story, base, analysis, cast, now, sign_in
):
    theme = Theme.objects.get(analysis=analysis, name="Shorter")
    drawn = actions.draw_theme(project=story.project, theme=theme, by=cast.tom, now=now)
    answer = Contribution.objects.filter(kind="answer").first()
    tom = sign_in(cast.tom)
    assert listed(tom, f"{base}said/") == ["I want to sit on a sofa with a cup of tea."]
    assert listed(tom, f"{base}themes/{drawn.pk}/") == []
    assert "6 of 12 people" in text(tom.get(f"{base}themes/{drawn.pk}/"))
    assert tom.get(f"{base}said/{answer.pk}/").status_code == 404
    priya = sign_in(cast.priya)
    assert listed(priya, f"{base}themes/{drawn.pk}/") == ["Too long"] * 6
    page = text(priya.get(f"{base}said/{answer.pk}/"))
    assert "Too long" in page
    assert "Whoever wrote it got a code in the survey." in page
    for door in ("consent", "take-back", "receipt"):
        amira = sign_in(cast.amira)
        assert amira.get(f"{base}said/{answer.pk}/{door}/").status_code == 404


def test_what_points_at_somebody_in_a_survey_is_hidden_here_too(
    story, base, analysis, cast, now, sign_in
):
    theme = Theme.objects.get(analysis=analysis, name="Shorter")
    drawn = actions.draw_theme(project=story.project, theme=theme, by=cast.tom, now=now)
    answer = Contribution.objects.filter(kind="answer").first()
    answer.comment.redactions.update(text="[hidden] long")
    priya = sign_in(cast.priya)
    assert sorted(listed(priya, f"{base}themes/{drawn.pk}/"))[-1] == "[hidden] long"
    answer.comment.redactions.all().delete()
    assert sorted(listed(priya, f"{base}themes/{drawn.pk}/"))[0] == ""


def test_a_receipt_is_shown_once_and_the_one_before_ends(story, base, cast, sign_in):
    client = sign_in(cast.tom)
    address = f"{base}said/{story.contribution.pk}/receipt/"
    assert "the earlier code stops working" in text(client.get(address))
    assert queries.by_code(story.code) == story.contribution
    page = client.post(address)
    (slip,) = page.context["slips"]
    assert slip["code"] in text(page)
    assert "no-store" in page.headers["Cache-Control"]
    found = queries.by_code(slip["code"].replace("-", ""))
    assert (found, queries.by_code(story.code)) == (story.contribution, None)
    assert slip["code"] not in text(client.get(address))


def test_several_receipts_come_on_one_sheet_and_are_drawn_only_then(
    story, base, write, cast, now, sign_in
):
    tea, milk, gone = write("Tea"), write("Milk"), write("Gone")
    actions.take_back(contribution=gone, now=now)
    client = sign_in(cast.tom)
    assert listed(client, f"{base}said/receipts/") == ["Milk", "Tea"]
    assert "Tick at least one" in text(client.post(f"{base}said/receipts/"))
    slips = client.post(f"{base}said/receipts/", {"contribution": [tea.pk, milk.pk]}).context[
        "slips"
    ]
    codes = {slip["words"]: queries.by_code(slip["code"].replace("-", "")) for slip in slips}
    assert codes == {"Tea": tea, "Milk": milk}
    again = client.post(f"{base}said/receipts/", {"contribution": [tea.pk]})
    assert "Tick them again" in text(again)


def test_they_change_what_they_agreed_to_and_take_their_words_back(
    story, base, write, cast, sign_in, now
):
    one = write("Slippers", quoting=Quoting.WITHOUT_NAME)
    client = sign_in(cast.tom)
    address = f"{base}said/{one.pk}/"
    assert "Enter the name" in text(client.post(f"{address}consent/", {"quoting": "with name"}))
    client.post(f"{address}consent/", {"quoting": "with name", "name": "Dee"})
    one.refresh_from_db()
    assert (one.quoting, one.name) == ("with name", "Dee")
    client.post(f"{address}consent/", {"quoting": "no", "name": "Dee"})
    one.refresh_from_db()
    assert (one.quoting, one.name) == ("no", "")
    assert "What stays" in text(client.get(f"{address}take-back/"))
    client.post(f"{address}take-back/")
    one.refresh_from_db()
    assert (one.text, one.withdrawn) == ("", now)
    assert "Words that were taken back" in text(client.get(address))
    after = client.post(f"{address}consent/", {"quoting": "no"})
    assert "They took their words back." in text(after)


def test_what_was_kept_is_brought_once_what_is_about_the_same_first(
    story, base, keep, cast, sign_in, now
):
    first = keep("Sofa", about="How should it look?")
    actions.bring_kept(project=story.project, kept=first, by=cast.tom, now=now)
    lamp = keep("Lamp", about="How should it look?", number=2)
    bus = keep("Bus", number=3)
    gone = keep("Gone", number=4)
    walls.withdraw(kept=gone, now=now)
    client = sign_in(cast.tom)
    address = f"{base}said/bring/"
    page = client.get(address)
    assert list(page.context["page"]) == [lamp, bus]
    assert f'href="/kept/{lamp.code}/"' in text(page)
    assert list(client.get(f"{address}?q=look").context["page"]) == [lamp]
    client.post(address, {"kept": [lamp.pk, bus.pk]})
    assert set(story.project.contributions.exclude(kept=None).values_list("kept", flat=True)) == {
        first.pk,
        lamp.pk,
        bus.pk,
    }
    assert "was taken back or brought already" in text(client.post(address, {"kept": [lamp.pk]}))
    one = lamp.contribution
    refused = client.post(f"{base}said/{one.pk}/consent/", {"quoting": "no"})
    assert "Take them back instead." in text(refused)


def test_what_somebody_took_back_is_brought_back_by_nobody(
    story, base, keep, cast, sign_in, client, now
):
    kept = keep("I never got a letter")
    one = actions.bring_kept(project=story.project, kept=kept, by=cast.tom, now=now)
    code = actions.give_receipt(contribution=one)
    client.post(f"/said/{code}/take-back/")
    staff = sign_in(cast.tom)
    answer = staff.post(f"/o/sandbrook-council/walls/kept/{kept.pk}/bring-back/", follow=True)
    assert "Nobody can bring them back." in text(answer)
    assert "bring-back" not in text(answer)
    with pytest.raises(actions.NotPossible, match="took their words back"):
        keep("I never got a letter")
    kept.refresh_from_db()
    assert (kept.text, kept.withdrawn) == ("", now)
    assert client.get(f"/kept/{kept.code}/").status_code == 410


def test_what_staff_took_off_its_page_stands_nowhere_until_it_is_brought_back(
    story, base, keep, cast, sign_in, client, now
):
    kept = keep("Ask Dr Khan about the lamp")
    one = actions.bring_kept(project=story.project, kept=kept, by=cast.tom, now=now)
    lamps = actions.make_theme(project=story.project, name="Lamps", by=cast.tom, now=now)
    actions.place(theme=lamps, contributions=[one], by=cast.tom, now=now)
    code = actions.give_receipt(contribution=one)
    asked = actions.declare(
        project=story.project, question="A lamp?", open_to="fully", by=cast.tom, now=now
    )
    actions.link_words(decision=asked, contribution=one)
    staff = sign_in(cast.tom)
    places = [
        f"{base}decisions/{asked.pk}/",
        f"{base}decisions/{story.decision.pk}/",
        f"{base}decisions/spreadsheet/answers.csv",
        f"/said/{code}/",
    ]

    def shown():
        pages = [staff.get(place) for place in places]
        return ["Dr Khan" in b"".join(page).decode() for page in pages]

    actions.declare(
        project=story.project, question="Which lamp?", open_to="fully", by=cast.tom, now=now
    )
    assert shown() == [True, False, True, True]
    walls.withdraw(kept=kept, now=now)
    assert shown() == [False] * 4
    assert not said.without_receipt(story.project).filter(pk=one.pk).exists()
    walls.bring_back(kept=kept)
    assert shown() == [True, False, True, True]


def test_a_theme_of_a_survey_is_brought_with_its_protected_number(
    story, base, analysis, cast, sign_in
):
    theme = Theme.objects.get(analysis=analysis, name="Warmer")
    client = sign_in(cast.tom)
    page = text(client.get(f"{base}themes/bring/"))
    assert "number not shown" in page
    client.post(f"{base}themes/bring/", {"theme": theme.pk})
    drawn = story.project.themes.get(drawn_from=theme)
    shown = text(client.get(f"{base}themes/{drawn.pk}/"))
    assert "number not shown" in shown
    assert "1 of" not in shown
    again = client.post(f"{base}themes/bring/", {"theme": theme.pk})
    assert again.headers["Location"] == f"{base}themes/{drawn.pk}/"
    client.post(f"{base}themes/bring/", {"theme": "9" * 30})
    assert story.project.themes.count() == 2


def upload(client, base, content, **more):
    file = BytesIO(content.encode())
    file.name = "flip.csv"
    return client.post(
        f"{base}said/spreadsheet/",
        {"file": file, "said_on": "2026-03-02", "where": "Hall", "quoting": "no"} | more,
    )


FLIP = """Words,Date,Where,May be quoted
Tea,1/3/2026,Flip chart,yes
Tea,1/3/2026,Flip chart,yes
Slippers,,,
No badges,31/2/2026,,
,1/3/2026,,
Lamp,1/4/2026,,
Quiet,,,perhaps
"""


def test_a_spreadsheet_says_what_was_understood_and_adds_it_once(story, base, cast, sign_in):
    client = sign_in(cast.tom)
    page = upload(client, base, FLIP)
    assert [(one.line, one.reason) for one in page.context["refused"]] == [
        (5, "“31/2/2026” is not a day"),
        (6, "there are no words"),
        (7, "1/4/2026 is still to come"),
        (8, "“perhaps” says neither yes nor no to quoting"),
    ]
    assert story.project.contributions.count() == 1
    for _ in range(2):
        client.post(f"{base}said/spreadsheet/", {"lines": page.context["packed"]})
    brought = story.project.contributions.exclude(pk=story.contribution.pk)
    assert sorted((one.text, str(one.said_on), one.where, one.quoting) for one in brought) == [
        ("Slippers", "2026-03-02", "Hall", "no"),
        ("Tea", "2026-03-01", "Flip chart", "without name"),
        ("Tea", "2026-03-01", "Flip chart", "without name"),
    ]
    again = upload(client, base, FLIP, said_on="2026-03-03")
    assert (again.context["many"], again.context["new"]) == (3, 0)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("Name,Age\nDee,70\n", "No column has what people said"),
        ("Words\n" + "Tea\n" * 1_001, "The file has 1,001 lines; the most is 1,000."),
        ("", "The file is empty"),
    ],
)
def test_a_spreadsheet_that_cannot_be_used_says_why(story, base, cast, sign_in, content, problem):
    assert problem in text(upload(sign_in(cast.tom), base, content))


def test_lines_that_were_understood_for_another_project_are_not_taken(
    story, base, cast, now, sign_in
):
    client = sign_in(cast.tom)
    packed = upload(client, base, "Words\nTea\n").context["packed"]
    other = projects.begin(
        organisation=cast.here,
        name="Other",
        issue="Buses",
        level="strategic",
        begun=now.date(),
        by=cast.tom,
        now=now,
    )
    elsewhere = f"/o/sandbrook-council/projects/{other.pk}/said/spreadsheet/"
    for sent in (packed, packed[:-1], ""):
        client.post(elsewhere, {"lines": sent})
    assert not other.contributions.exists()


@pytest.mark.parametrize(
    "door", ["said/bring/", "said/receipts/", "themes/bring/", "themes/{}/put-in/", "documents/"]
)
def test_every_list_costs_as_many_queries_for_many(
    story, base, write, keep, analysis, cast, now, sign_in, door
):
    client = sign_in(cast.amira)
    address = base + door.format(story.theme.pk)
    write("One")
    keep("One", number=1)
    first, *others = Theme.objects.filter(analysis=analysis)
    actions.draw_theme(project=story.project, theme=first, by=cast.tom, now=now)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    cost()
    before = cost()
    for number in range(2, 8):
        write(f"Number {number}")
        keep(f"Number {number}", number=number)
        actions.begin_document(
            project=story.project,
            title=f"Number {number}",
            text="Tea.",
            dated=now.date(),
            by=cast.tom,
            now=now,
        )
    for theme in others:
        actions.draw_theme(project=story.project, theme=theme, by=cast.tom, now=now)
    assert cost() == before


def test_ones_own_support_is_for_those_who_are_in_it(cast, now, sign_in):
    project = projects.begin(
        organisation=cast.here,
        name="Mine",
        issue="A plan of my own.",
        level="individual",
        begun=now.date(),
        by=cast.tom,
        now=now,
    )
    address = f"/o/sandbrook-council/projects/{project.pk}/said/"
    assert sign_in(cast.tom).get(address).status_code == 200
    assert sign_in(cast.amira).get(address).status_code == 404


def test_somebody_of_the_team_reads_what_is_open_and_changes_nothing(
    story, base, write, cast, now, sign_in
):
    write("Hush")
    david = sign_in(cast.david)
    projects.add_seat(
        project=story.project, member=cast.david, staff=True, experience=False, joined=now.date()
    )
    one = story.contribution
    for door in (
        "said/add/",
        "said/bring/",
        "said/spreadsheet/",
        "said/receipts/",
        f"said/{one.pk}/consent/",
        f"said/{one.pk}/take-back/",
        f"said/{one.pk}/receipt/",
        "themes/make/",
        "themes/bring/",
    ):
        assert david.get(base + door).status_code == 403, door
    assert david.post(f"{base}said/", {"theme": story.theme.pk}).status_code == 403


def test_the_page_of_a_project_counts_what_has_no_theme(story, base, write, cast, sign_in):
    client = sign_in(cast.tom)
    assert "See the theme" in text(client.get(base))
    write("Tea")
    write("Milk")
    assert "2 things that people said and that have no theme yet" in text(client.get(base))
