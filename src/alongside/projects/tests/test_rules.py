"""Ground rules: written in versions, agreed to by each, and read later."""

import pytest

from alongside.projects import actions
from alongside.projects.models import Agreed, GroundRules
from alongside.web.settled import Fixed


@pytest.fixture
def write(cast, project, now):
    def do(text, after=0, because=""):
        return actions.write_rules(
            project=project, text=text, after=after, because=because, by=cast.tom, now=now
        )

    return do


def test_the_starter_says_what_to_do_when_there_is_a_conflict(sign_in, cast, project, at):
    page = sign_in(cast.tom).get(at("ground-rules/write/")).content.decode()
    assert "If there is a conflict, we stop." in page


def test_ground_rules_are_written_one_a_line(sign_in, cast, project, at):
    sent = {"after": "", "text": "  Listen. \r\n\r\nTake  breaks.\r\n"}
    client = sign_in(cast.tom)
    for _ in range(2):  # pressed twice
        answer = client.post(at("ground-rules/write/"), sent)
    rules = GroundRules.objects.get()
    assert answer["Location"] == at("ground-rules/")
    assert (rules.number, rules.text, rules.because) == (1, "Listen.\nTake breaks.", "")


def test_the_next_version_says_why(sign_in, cast, project, at, write):
    write("Listen.")
    client, address = sign_in(cast.tom), at("ground-rules/write/")
    sent = {"after": "1", "text": "Listen.\nTake breaks."}
    assert "Enter why the ground rules change" in client.post(address, sent).content.decode()
    client.post(address, sent | {"because": "People were tired"})
    found = GroundRules.objects.values_list("number", "text", "because")
    assert list(found) == [
        (2, "Listen.\nTake breaks.", "People were tired"),
        (1, "Listen.", ""),
    ]


def test_nobody_writes_over_a_version_they_have_not_read(write):
    write("Listen.")
    write("Listen well.", after=1, because="Clearer")
    with pytest.raises(actions.NotPossible, match="Somebody wrote a newer version meanwhile"):
        write("Talk.", after=1, because="Other")
    assert GroundRules.objects.count() == 2


def test_a_version_never_changes(write):
    rules = write("Listen.")
    rules.text = "Talk."
    with pytest.raises(Fixed):
        rules.save()


def test_somebody_in_the_team_agrees_for_themselves(sign_in, cast, project, at, joins, write):
    seat = joins(project, cast.priya, staff=True)
    joins(project, cast.dot, experience=True)
    rules = write("Listen.")
    client = sign_in(cast.priya)
    assert "I agree to these ground rules" in client.get(at("ground-rules/")).content.decode()
    for _ in range(2):
        client.post(at("ground-rules/agree/"), {"number": "1"})
    found = Agreed.objects.get()
    page = client.get(at("ground-rules/")).content.decode()
    assert (found.rules, found.seat) == (rules, seat)
    assert "1 of 2 in the team has agreed to version 1." in page
    assert "I agree to these ground rules" not in page


@pytest.mark.parametrize("number", ["1", "3", "", "9" * 30])
def test_nobody_agrees_to_what_they_have_not_read(sign_in, cast, project, at, joins, write, number):
    joins(project, cast.priya, staff=True)
    write("Listen.")
    write("Talk.", after=1, because="Other")
    answer = sign_in(cast.priya).post(at("ground-rules/agree/"), {"number": number})
    assert (answer.status_code, Agreed.objects.count()) == (302 if number == "1" else 404, 0)


def test_who_is_not_in_the_team_agrees_to_nothing(sign_in, cast, project, at, write):
    write("Listen.")
    answer = sign_in(cast.tom).post(at("ground-rules/agree/"), {"number": "1"})
    assert (answer.status_code, Agreed.objects.count()) == (403, 0)


def test_who_runs_it_notes_who_agreed(sign_in, cast, project, at, joins, write):
    seats = [joins(project, cast.dot, experience=True), joins(project, cast.tom, staff=True)]
    write("Listen.")
    sent = {"seats": [seats[0].pk], "day": "2026-03-09"}
    sign_in(cast.amira).post(at("ground-rules/agreed/"), sent)
    found = [(one.seat, f"{one.day}") for one in Agreed.objects.all()]
    assert found == [(seats[0], "2026-03-09")]


def test_what_was_noted_is_taken_back(sign_in, cast, project, at, joins, write, now):
    seats = [joins(project, cast.dot, experience=True), joins(project, cast.priya, staff=True)]
    actions.agree(rules=write("Listen."), seats=seats, day=now.date())
    codes = []
    for who, seat in ((cast.priya, seats[0]), (cast.priya, seats[1]), (cast.amira, seats[0])):
        codes.append(sign_in(who).post(at(f"ground-rules/{seat.pk}/take-back/")).status_code)
    assert (codes, Agreed.objects.count()) == ([403, 302, 302], 0)


def test_who_agreed_to_an_earlier_version_stays_readable(
    sign_in, cast, project, at, joins, write, now
):
    seat = joins(project, cast.dot, experience=True)
    actions.agree(rules=write("Listen."), seats=[seat], day=now.date())
    write("Talk.", after=1, because="Other")
    client = sign_in(cast.david)
    earlier = client.get(at("ground-rules/versions/1/")).content.decode()
    newest = client.get(at("ground-rules/")).content.decode()
    assert ["Listen." in earlier, "Dot Evans" in earlier, "version 2" in earlier] == [True] * 3
    assert "0 of 1 in the team have agreed to version 2." in newest
    assert at("ground-rules/versions/1/") in newest


def test_a_large_team_costs_no_more_queries(
    sign_in, cast, project, at, joins, write, now, count_queries
):
    seats = [joins(project, cast.dot, experience=True)]
    rules = write("Listen.")
    actions.agree(rules=rules, seats=seats, day=now.date())
    client = sign_in(cast.amira)
    few = count_queries(client, at("ground-rules/"))
    seats = [joins(project, member, staff=True) for member in (cast.tom, cast.priya, cast.david)]
    actions.agree(rules=rules, seats=seats, day=now.date())
    assert count_queries(client, at("ground-rules/")) == few
