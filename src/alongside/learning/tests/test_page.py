"""A plan on a page, as a page and as files with the same words."""

from datetime import date

import pytest
from django.urls import reverse

from alongside.learning import actions


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "csv"])
def test_it_can_be_taken_away(kind, put, plan, cast, sign_in):
    put("Visit", 4, "visit", cost=1250)
    address = reverse("learning:page_file", args=[cast.here.slug, plan.pk, kind])
    answer = sign_in(cast.david).get(address)
    assert answer["Content-Disposition"] == f'attachment; filename="our-year.{kind}"'
    assert len(answer.content) > 100


def test_it_says_what_became_of_each_activity_and_who_signed(put, plan, cast, sign_in, now):
    one = put("Surgery", 2, "surgery", cost=0)
    actions.note_not_held(activity=one, because="Nobody was free")
    moved = put("Visit", 2, "visit")
    actions.move_activity(activity=moved, month=date(2026, 6, 1), why="Rain", by=cast.tom, now=now)
    version = actions.send(plan=plan, by=cast.tom, now=now)
    actions.answer(version=version, signed=True, by=cast.david, now=now)
    page = sign_in(cast.david).get(reverse("learning:page", args=[cast.here.slug, plan.pk])).text
    assert "Not held: Nobody was free." in page
    assert "To come. First planned for February 2026." in page
    assert "Version 1: David Price, 10 March 2026" in page


def test_there_is_no_other_kind(plan, cast, sign_in):
    address = reverse("learning:page_file", args=[cast.here.slug, plan.pk, "exe"])
    assert sign_in(cast.david).get(address).status_code == 404
