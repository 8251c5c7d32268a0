import socket
from datetime import timedelta

from alongside.letters import actions, post, tasks
from alongside.letters.models import Letter


def write(now, to="dot@example.org", **more):
    return actions.write(
        to=to, about="booking", subject="Your place", text="See you there.", now=now, **more
    )


def outcomes(letter):
    return [delivery.outcome for delivery in letter.deliveries.all()]


def test_a_letter_goes_out_by_smtp_and_the_try_is_kept(db, now, postbox):
    letter = write(now)
    assert tasks.due(now) == 1
    letter.refresh_from_db()
    assert (letter.state, outcomes(letter)) == ("sent", ["accepted"])
    [mail] = postbox.received
    assert (mail["To"], mail["Subject"], mail.get_content().strip()) == (
        "dot@example.org",
        "Your place",
        "See you there.",
    )


def test_a_letter_is_sent_once_however_often_the_clock_turns(db, now, postbox):
    write(now)
    for minutes in range(3):
        tasks.due(now + timedelta(minutes=minutes))
    assert len(postbox.received) == 1


def test_two_workers_holding_the_same_letter_send_it_once(db, now, postbox):
    write(now)
    one, other = Letter.objects.get(), Letter.objects.get()
    actions.send(letter=one, now=now)
    assert actions.send(letter=other, now=now) is None
    assert len(postbox.received) == 1


def test_an_address_that_does_not_exist_comes_back_for_good(db, now, postbox):
    letter = write(now, to="bounce@example.org")
    tasks.due(now)
    tasks.due(now + timedelta(days=1))
    letter.refresh_from_db()
    assert (letter.state, outcomes(letter)) == ("refused", ["refused"])
    assert letter.deliveries.get().detail == "550 5.1.1 No such mailbox"


def test_a_busy_server_is_tried_again_later_and_in_the_end_given_up(db, now, postbox):
    letter = write(now, to="busy@example.org")
    moment = now
    for _ in range(8):
        tasks.due(moment)
        moment += timedelta(days=1)
    letter.refresh_from_db()
    assert (letter.state, outcomes(letter)) == ("failed", ["failed"] * 5)


def test_no_mail_server_answers_and_the_letter_waits(db, now, settings):
    settings.LETTERS_SMTP = "smtp://127.0.0.1:1"
    letter = write(now)
    tasks.due(now)
    letter.refresh_from_db()
    assert (letter.state, letter.due > now) == ("waiting", True)


def test_a_server_that_hangs_holds_up_one_letter_a_turn(db, now, settings, monkeypatch):
    settings.LETTERS_SMTP = "smtp://127.0.0.1:1"
    monkeypatch.setattr(tasks, "PATIENCE", 0.0)
    for place in range(3):
        write(now, to=f"dot{place}@example.org")
    assert [tasks.due(now) for _ in range(4)] == [1, 1, 1, 0]


def test_a_letter_that_the_server_took_and_then_stumbled_over_is_sent(db, now, postbox):
    async def stumble(server, hostname):
        return "421 4.3.2 Shutting down"

    postbox.handle_QUIT = lambda server, session, envelope: stumble(server, "")
    letter = write(now)
    tasks.due(now)
    letter.refresh_from_db()
    assert (letter.state, outcomes(letter), len(postbox.received)) == ("sent", ["accepted"], 1)


def test_a_letter_that_is_no_letter_is_given_up_in_the_end(db, now, postbox, monkeypatch):
    def broken(letter):
        raise ValueError("no such header")

    monkeypatch.setattr("alongside.letters.post.as_message", broken)
    letter = write(now)
    for days in range(8):
        tasks.due(now + timedelta(days=days))
    letter.refresh_from_db()
    assert (letter.state, outcomes(letter)) == ("failed", ["failed"] * 5)


def test_without_a_mail_server_set_letters_stay_in_the_outbox(db, now):
    write(now)
    assert tasks.due(now) == 0
    assert Letter.objects.get().state == "waiting"


def test_a_letter_due_later_waits_for_its_time(db, now, postbox):
    write(now, due=now + timedelta(days=7))
    tasks.due(now)
    assert postbox.received == []
    tasks.due(now + timedelta(days=7))
    assert len(postbox.received) == 1


def test_the_same_letter_asked_for_twice_is_written_once(cast, now):
    first = write(now, organisation=cast.here, once="booking-1")
    again = write(now, organisation=cast.here, once="booking-1")
    elsewhere = write(now, organisation=cast.there, once="booking-1")
    assert (again, elsewhere == first) == (first, False)


def test_a_secret_is_forgotten_once_it_has_left(db, now, postbox):
    letter = write(now, secret=True)
    tasks.due(now)
    letter.refresh_from_db()
    assert "See you there." not in letter.text
    assert postbox.received[0].get_content().strip() == "See you there."


def test_a_line_break_in_a_subject_cannot_add_a_header(db, now, postbox):
    actions.write(
        to="dot@example.org", about="x", subject="Hello\nBcc: all@example.org", text="", now=now
    )
    tasks.due(now)
    assert postbox.received[0]["Bcc"] is None
    assert postbox.received[0]["Subject"] == "Hello Bcc: all@example.org"


def test_an_address_that_opted_out_gets_no_optional_letter(cast, now, postbox):
    actions.opt_out(organisation=cast.here, address="Dot@example.org", now=now)
    optional = write(now, organisation=cast.here, optional=True)
    needed = write(now, organisation=cast.here)
    tasks.due(now)
    optional.refresh_from_db()
    needed.refresh_from_db()
    assert [optional.state, needed.state] == ["stopped", "sent"]


def test_a_calendar_invitation_goes_along(db, now, postbox):
    write(now, calendar="BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n")
    tasks.due(now)
    [part] = postbox.received[0].iter_attachments()
    assert (part.get_content_type(), part.get_filename()) == ("text/calendar", "session.ics")


def test_whether_the_mail_server_takes_letters_is_tried(postbox, settings):
    assert post.problem() == ""
    settings.LETTERS_SMTP = settings.LETTERS_SMTP.replace("smtp://", "smtp://me:secret@")
    assert "secret" not in post.problem()
    assert post.problem().startswith("the mail server 127.0.0.1:")
    assert postbox.received == []


def test_a_mail_server_that_says_nothing_is_given_up_soon(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.LETTERS_SMTP = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        assert post.problem(timeout=0.2).endswith("did not answer within 0.2 seconds.")
