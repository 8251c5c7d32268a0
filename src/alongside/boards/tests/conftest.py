import pytest

from alongside.boards import actions
from alongside.people import actions as people


@pytest.fixture(autouse=True)
def clock(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def board(cast, now):
    """A board with one of each side, and one who is both; it has met every four weeks so far."""
    begun = now.date().replace(month=1)
    made = actions.begin(
        organisation=cast.here,
        name="Governance board",
        decides="What money is spent on.",
        every=4,
        begun=begun,
        standing="Money\n\nWhat people said",
        by=cast.amira,
        now=now,
    )
    eve = people.add_member(organisation=cast.here, name="Eve", email="eve@example.org", now=now)
    for member, sides in (
        (cast.dot, {"experience": True, "staff": False, "votes": True, "chair": True}),
        (eve, {"experience": True, "staff": True, "votes": True, "chair": False}),
        (cast.tom, {"experience": False, "staff": True, "votes": False, "chair": True}),
    ):
        actions.add_member(board=made, member=member, joined=begun, now=now, **sides)
    return made
