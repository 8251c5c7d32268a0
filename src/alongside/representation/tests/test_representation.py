"""Who is missing: from a file of figures to places to go."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.asks import actions as asks
from alongside.asks.models import Cut
from alongside.asks.starters import starter
from alongside.influence.tests import told
from alongside.methods.reach import Says
from alongside.people.actions import NotPossible
from alongside.projects.models import Project
from alongside.reports import actions as reports
from alongside.representation import actions, queries, reading
from alongside.representation.models import AreaFigures, Match
from alongside.representation.outreach import ANYBODY, PLACES, places_to_go

HEAD = "characteristic,group,number,source,year,area\n"
SEX = "Sex,Women,520,Made up,2021,Sandbrook\nSex,Men,480,Made up,2021,Sandbrook\n"
ETHNIC = "".join(
    f"Ethnic group,{name},{number},Made up,2021,Sandbrook\n"
    for name, number in {"Asian": 200, "Black": 100, "Mixed": 50, "White": 600, "Other": 50}.items()
)


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def figures(cast, now):
    return actions.load(
        organisation=cast.here, content=(HEAD + SEX + ETHNIC).encode(), by=cast.amira, now=now
    )


@pytest.fixture
def tell(cast, now):
    """Let people say who they are, close it, and make the results."""
    draft = starter("equality_monitoring")

    def _tell(said, *, results=True):
        form = asks.make_form(
            organisation=cast.here, title="About you", draft=draft, purpose="equality", now=now
        )
        wave = asks.open_wave(version=asks.publish(form=form, now=now), mode="anonymous", opens=now)
        number = 0
        for answers, many in said:
            for _ in range(many):
                number += 1
                given = {name: {"choice": choice} for name, choice in answers.items()}
                asks.answer(wave=wave, answers=given, client=f"{wave.pk} {number}", now=now)
        asks.close(wave=wave, now=now + timedelta(hours=1))
        wave.refresh_from_db()
        if results:
            reports.make_results(wave=wave, by=cast.amira, now=now)
        return wave

    return _tell


def match(cast, now, what, words, groups):
    (source,) = queries.sources(cast.here)[:1]
    asked = next(one for one in source.asked.values() if words in one.words)
    area = reading.by_name(queries.newest(cast.here).rows)
    actions.match(
        organisation=cast.here,
        asked=asked,
        characteristic=area[what],
        groups=groups,
        by=cast.amira,
        now=now,
    )
    (found,) = queries.compared(
        source, queries.newest(cast.here), queries.matches(cast.here), cast.here.minimum
    )
    return source, found


@pytest.mark.parametrize(
    ("file", "problems"),
    [
        ("", ["The file is empty."]),
        ("a,b\n1,2\n", [f"The file has no column called “{one}”." for one in reading.COLUMNS]),
        (HEAD, ["The file has headings, and no line below them."]),
        (HEAD + ",,,,,\n", ["The file has headings, and no line below them."]),
        (HEAD + "Sex,Men,many,S,2021,A\n", ["Line 2: “many” is no number of people, like 1200."]),
        (HEAD + "Sex,Men,-1,S,2021,A\n", ["Line 2: “-1” is no number of people, like 1200."]),
        (HEAD + "Sex,Men,1,S,21,A\n", ["Line 2: “21” is no year, like 2021."]),
        (HEAD + "Sex,,1,S,2021,A\nSex,Men,1,,2021,A\n",
         ["Line 2: there is no group.", "Line 3: there is no source."]),
        (HEAD + "Sex,Men,1,S,2021,A\nsex,men,2,S,2021,A\n",
         ["Line 3: “men” stands on line 2 already."]),
        (HEAD + "Sex,Men,1,S,2021,A\nSex,Women,2,S,2021,B\n",
         ["Line 3: “Sex” has another area on line 2: use one for all of its groups."]),
        (HEAD + "Sex,Men,0,S,2021,A\n", ["“Sex”: all numbers are 0."]),
        (HEAD + "Sex,Men,1,S,2021,A\n" * 501, ["The file has 501 lines; 500 is the most."]),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong_names_every_bad_line_and_loads_nothing(cast, now, file, problems):
    with pytest.raises(reading.Unreadable) as refused:
        actions.load(organisation=cast.here, content=file.encode(), by=cast.amira, now=now)
    assert refused.value.problems == problems
    assert not AreaFigures.objects.exists()


def test_figures_are_loaded_as_versions_and_the_same_again_is_the_same(figures, cast, now):
    load = {"organisation": cast.here, "by": cast.amira, "now": now}
    again = actions.load(content=(HEAD + SEX + ETHNIC).encode(), **load)
    assert again == figures
    other = actions.load(content=(HEAD + SEX.replace("520", '"1,520"')).encode(), **load)
    assert (other.number, queries.newest(cast.here)) == (2, other)
    assert reading.by_name(other.rows)["Sex"].groups == {"Women": 1520, "Men": 480}


def test_a_group_is_missing_only_where_the_likely_range_says_so(figures, tell, cast, now):
    tell([({"sex": "female"}, 60), ({"sex": "male"}, 20), ({"sex": "not_said"}, 10)])
    _, found = match(cast, now, "Sex", "your sex", ["Women", "Men", ""])
    assert found.reach.base.value == 80
    assert [(one.beside.group, one.in_words) for one in found.groups] == [
        ("Women", "More than in the area"),
        ("Men", "Fewer than in the area"),
    ]
    assert [one.beside.group for one in found.missing] == ["Men"]
    assert found.missing[0].likely.replace("\u00a0", " ") == "17 % to 35 %"


def test_a_small_group_is_not_shown_and_still_said_to_be_missing(figures, tell, cast, now):
    tell(
        [
            ({"ethnic_group": "white"}, 150),
            ({"ethnic_group": "asian"}, 8),
            ({"ethnic_group": "black"}, 7),
        ]
    )
    groups = ["Asian", "Black", "Mixed", "White", "Other", ""]
    _, found = match(cast, now, "Ethnic group", "groups describes", groups)
    by_name = {one.beside.group: one for one in found.groups}
    assert by_name["Asian"].beside.people.hidden
    assert by_name["Asian"].beside.says == Says.FEWER
    assert not by_name["White"].beside.people.hidden


def test_of_few_people_and_before_results_nothing_is_shown(figures, tell, cast):
    tell([({"sex": "female"}, 6)])
    tell([({"sex": "female"}, 30), ({"sex": "male"}, 30)], results=False)
    assert queries.sources(cast.here) == []


def test_a_survey_says_its_project_and_ones_own_support_stays_private(figures, tell, cast, now):
    chain = told.tell(organisation=cast.here, expert=cast.dot, staff=cast.tom, now=now)
    wave = tell([({"sex": "female"}, 30), ({"sex": "male"}, 30)])
    wave.project = chain.project
    wave.save(update_fields=["project"])
    (source,) = queries.sources(cast.here)
    assert source.projects == [chain.project.name]
    Project.objects.update(level=Project.Level.INDIVIDUAL, published=None)
    assert queries.sources(cast.here) == []


def test_what_is_compared_is_what_was_shown(figures, tell, cast, now):
    """Merging answers into groups reads no count but those in the results."""
    tell([({"ethnic_group": "white"}, 40), ({"ethnic_group": "asian"}, 12)])
    source, _ = match(
        cast, now, "Ethnic group", "groups describes", ["Asian", "Asian", "Asian", "White", "", ""]
    )
    asked = next(one for one in source.asked.values() if "groups describes" in one.words)
    cut = Cut.objects.get(question=asked.same)
    assert list(asked.counts) == cut.counts
    assert asked.answered == cut.answered


def test_newer_figures_with_other_groups_ask_for_a_new_match(figures, tell, cast, now):
    tell([({"sex": "female"}, 30), ({"sex": "male"}, 30)])
    source, found = match(cast, now, "Sex", "your sex", ["Women", "Men", ""])
    assert not found.stale
    file = (HEAD + SEX.replace("Men", "Males")).encode()
    newer = actions.load(organisation=cast.here, content=file, by=cast.amira, now=now)
    (found,) = queries.compared(source, newer, queries.matches(cast.here), 5)
    assert (found.stale, found.reach) == (True, None)


def test_a_match_of_other_groups_is_refused(figures, tell, cast, now):
    tell([({"sex": "female"}, 30), ({"sex": "male"}, 30)])
    for groups in (["Women"], ["Women", "Nobody", ""], ["", "", ""]):
        with pytest.raises(NotPossible):
            match(cast, now, "Sex", "your sex", groups)
    assert not Match.objects.exists()


def test_places_to_go_are_for_every_group():
    assert places_to_go("Age", "16 to 24") == PLACES[0][1]
    assert places_to_go("Disability", "Yes") == PLACES[2][1]
    assert places_to_go("Sex", "Men") != places_to_go("Sex", "Women")
    assert places_to_go("Star sign", "Leo") == ANYBODY


def test_staff_load_match_look_and_take_away(tell, cast):
    wave = tell([({"sex": "female"}, 60), ({"sex": "male"}, 20)])
    staff, at = Client(), f"/o/{cast.here.slug}/who-is-missing/"
    staff.force_login(cast.amira.person)
    assert "No figures of the area yet" in staff.get(at).content.decode()
    assert HEAD.strip() in staff.get(f"{at}figures/empty.csv").content.decode()
    bad = SimpleUploadedFile("f.csv", (HEAD + "Sex,Men,x,S,2021,A\n").encode())
    page = staff.post(f"{at}figures/load/", {"file": bad}).content.decode()
    assert "Line 2: “x” is no number of people" in page
    good = SimpleUploadedFile("f.csv", (HEAD + SEX).encode())
    assert staff.post(f"{at}figures/load/", {"file": good}).status_code == 302
    assert "Made up" in staff.get(f"{at}figures/1/").content.decode()
    (source,) = queries.sources(cast.here)
    page = staff.get(f"{at}{source.key}/").content.decode()
    assert wave.title in page
    asked = next(one for one in source.asked.values() if "your sex" in one.words)
    to_match = f"{at}{source.key}/match/{asked.same}/"
    assert 'name="answer0"' not in staff.get(to_match).content.decode()
    page = staff.get(to_match, {"characteristic": "Sex"}).content.decode()
    names = re.findall(r'<select name="(answer\d)"', page)
    sent = dict(zip(names, ["=Women", "=Men", "="], strict=True)) | {"characteristic": "Sex"}
    assert staff.post(to_match, sent | {"answer1": "=Nobody"}).status_code == 200
    assert staff.post(to_match, sent).status_code == 302
    page = staff.get(f"{at}{source.key}/").content.decode()
    assert "Fewer “Men” take part than live in the area." in page
    assert "barbers" in page
    assert "fewer “Men” than in the area" in staff.get(at).content.decode()
    file = staff.get(f"{at}{source.key}/compared.csv").content.decode()
    assert "Men,480" in file
    assert "Fewer than in the area" in file
    assert staff.post(f"{to_match}undo/").status_code == 302
    assert not Match.objects.exists()


def test_others_only_look_or_find_nothing(figures, tell, cast):
    tell([({"sex": "female"}, 30), ({"sex": "male"}, 30)])
    (source,) = queries.sources(cast.here)
    at = f"/o/{cast.here.slug}/who-is-missing/"
    pages = ("", "figures/1/", f"{source.key}/", f"{source.key}/compared.csv")
    david, bola = Client(), Client()
    david.force_login(cast.david.person)
    bola.force_login(cast.bola.person)
    assert [david.get(at + page).status_code for page in pages] == [200] * 4
    assert david.get(f"{at}figures/load/").status_code == 403
    assert [bola.get(at + page).status_code for page in pages] == [404] * 4


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    figures, tell, cast, now, django_assert_num_queries
):
    staff, at = Client(), f"/o/{cast.here.slug}/who-is-missing/"
    staff.force_login(cast.amira.person)
    said = [({"sex": "female"}, 30), ({"sex": "male"}, 30)]
    tell(said)
    match(cast, now, "Sex", "your sex", ["Women", "Men", ""])
    staff.get(at)
    with CaptureQueriesContext(connection) as one:
        staff.get(at)
    tell([({"sex": "female"}, 50), ({"sex": "male"}, 80)])
    with django_assert_num_queries(len(one)):
        staff.get(at)
