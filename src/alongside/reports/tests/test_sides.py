"""Rounds side by side: what is not shown, was not asked or was not answered never reads 0."""

from alongside.methods.documents.model import Table
from alongside.reports.sides import NOBODY, NOT_ASKED
from alongside.reports.tests.test_beside import SUPPORT, after
from alongside.reports.tests.test_make import make, of, plain, programme, session, version

__all__ = ["make", "programme", "session", "version"]


def rows(report, heading=SUPPORT):
    table = next(b for b in after(report, heading) if isinstance(b, Table))
    return table.caption, [plain(row) for row in table.rows]


def nobody(number):
    return {"liked": {"text": "Tea"}}


def knows(number):
    return {"support": {"choice": ["yes", "no", "not_sure"][number % 3]}}


def test_where_no_answer_is_shown_there_is_none_to_compare(session, version, make):
    """Seven answers, all of them small numbers: how many answered, and no 0."""
    form = version()
    session(40, 7, form, "Autumn round", answer=knows)
    session(10, 6, version("support"), "Spring round")
    caption, found = rows(make())
    assert caption == "Rounds side by side: how many people answered"
    assert found == [["Autumn round", 7], ["Spring round", NOT_ASKED]]


def test_a_round_in_which_nobody_answered_says_so(session, version, make):
    form = version()
    session(40, 15, form, "Autumn round", answer=knows)
    session(10, 0, form, "Spring round")
    _, found = rows(make())
    assert [row[:3] for row in found] == [["Autumn round", 5, 15], ["Spring round", NOBODY, NOBODY]]


def test_a_round_that_left_a_question_out_is_not_told_from_a_small_one(session, version, make):
    form = version()
    session(40, 15, form, "Autumn round", answer=knows)
    session(10, 8, form, "Spring round", answer=nobody)
    _, found = rows(make())
    assert found[1] == ["Spring round", None, None, ""]


def test_answers_of_several_rounds_together_have_no_sessions_of_their_own(
    session, version, make, programme
):
    form = version()
    first = session(40, 12, form, "Autumn round")
    second = session(10, 12, form, "Spring round")
    first.refresh_from_db()
    second.evaluation = first.evaluation
    second.save(update_fields=["evaluation"])
    (table,) = [t for t in of(make(), Table) if "Places taken" in [c.label for c in t.columns]]
    together = plain(table.rows[-1])
    assert together[2:5] == ["in their rounds"] * 3
