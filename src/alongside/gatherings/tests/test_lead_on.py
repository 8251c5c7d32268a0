"""The public pages of a session lead to what the organisation has published."""

from datetime import timedelta

import pytest

from alongside.gatherings import actions, private
from alongside.library import actions as library

SUPPORT = '<a href="/l/sandbrook-council/support/">Where to go</a>'


@pytest.fixture
def page(cast, now):
    return library.begin_page(
        organisation=cast.here, kind="support", title="Where to go", words="Ask Jo.", now=now
    )


@pytest.fixture
def pages(session, book, cast, now, clock, client):
    """Call it for what stands on the session's pages: before it, checked in, after it, and on the
    private page of somebody who booked."""
    booking = book(session, "Ada")
    place = f"/place/{private.token(session.pk, booking.membership_id)}/"

    def do():
        found = {}
        moments = {
            f"/j/{session.code}/": now,
            f"/j/{session.code}/here/": session.starts,
            f"/j/{session.code}/?after": session.ends + timedelta(hours=3),
            place: now,
        }
        for where, moment in moments.items():
            clock(moment)
            found[where] = client.get(where).content.decode()
        return list(found.values())

    return do


def test_every_page_leads_to_where_to_go_for_support(pages, page, now):
    assert not any(SUPPORT in shown for shown in pages())
    library.publish(page=page, now=now)
    assert all(SUPPORT in shown for shown in pages())
    library.put_away(page=page, now=now)
    assert not any(SUPPORT in shown for shown in pages())


def test_a_session_that_takes_no_bookings_leads_there_too(session, page, client, now):
    library.publish(page=page, now=now)
    actions.close_booking(gathering=session, now=now)
    assert SUPPORT in client.get(f"/j/{session.code}/").content.decode()


def test_pages_of_another_organisation_are_not_among_them(session, cast, client, now):
    theirs = library.begin_page(
        organisation=cast.there, kind="support", title="Theirs", words="Ask Bo.", now=now
    )
    library.publish(page=theirs, now=now)
    assert "Theirs" not in client.get(f"/j/{session.code}/").content.decode()
