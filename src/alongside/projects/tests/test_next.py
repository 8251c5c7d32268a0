"""What a project needs next."""

from datetime import timedelta

from alongside.projects import actions
from alongside.projects.queries import took_part
from alongside.projects.queries.next import next_step


def test_what_is_missing_is_said_one_after_the_other(cast, project, joins, now, sign_in, at):
    client, today = sign_in(cast.david), now.date()
    said = []

    def look():
        found = next_step(project, took_part(project, today), today)
        said.append(found.what if found else None)
        page = client.get(at()).content.decode()
        assert ('<section class="next"' in page) is (found is not None)

    look()
    dot = joins(project, cast.dot, experience=True, votes=False)
    look()
    tom = joins(project, cast.tom, staff=True)
    look()
    actions.change_seat(
        seat=dot, staff=False, experience=True, part="", votes=True, joined=dot.joined
    )
    look()
    rules = actions.write_rules(project=project, text="Listen.", after=0, by=cast.tom, now=now)
    look()
    actions.agree(rules=rules, seats=[dot, tom], day=today)
    look()
    day = actions.add_milestone(project=project, title="It opens", day=today + timedelta(days=9))
    look()
    actions.tell_team(milestone=day, now=now)
    look()
    design = project.stages.get(kind="design")
    met = {"project": project, "stage": design, "kind": "meeting", "by": cast.tom, "now": now}
    actions.note_meeting(title="One", day=today, there=[tom], **met)
    look()
    actions.note_meeting(title="Two", day=today, there=[dot, tom], **met)
    look()
    assert said == [
        "no experience",
        "no staff",
        "no vote",
        "no rules",
        "not agreed",
        "no timeline",
        "not told",
        "no meeting",
        "stage without",
        None,
    ]
