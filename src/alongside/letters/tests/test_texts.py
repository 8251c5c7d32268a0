"""Texts leave by a gateway: any over HTTPS, or GOV.UK Notify. Nothing here reaches the internet."""

import re
import socket
from datetime import timedelta

import pytest

from alongside.letters import actions, keys, post, tasks, texts
from alongside.letters.models import Delivery, Letter, OptOut
from alongside.methods.texting import segments

NUMBER, WRONG = "+447700900123", "+447700900999"


def write(now, to=NUMBER, **more):
    values = {"about": "questions", "subject": "Tell us", "text": "Please tell us."} | more
    return actions.write(to=to, channel="text", now=now, **values)


def became(letter):
    letter.refresh_from_db()
    return letter.state, [one.outcome for one in letter.deliveries.all()]


@pytest.fixture
def notify(gateway, settings):
    settings.LETTERS_SMS = gateway.notify()
    return gateway


def test_a_text_goes_out_as_json_with_the_key(db, now, gateway):
    letter = write(now, text="It’s “your” turn – now.")
    assert tasks.due(now) == 1
    assert became(letter) == ("sent", ["accepted"])
    assert gateway.received == [{"to": NUMBER, "text": 'It\'s "your" turn - now.'}]
    [(method, path, headers)] = gateway.asked
    assert (method, path, headers["Authorization"]) == ("POST", "/send", "Bearer the-key")
    assert headers["Idempotency-Key"] == keys.key(letter.pk)


def test_a_gateway_may_want_a_form_with_fields_of_its_own(db, now, gateway, settings):
    settings.LETTERS_SMS = (
        f"http://me:the-key@127.0.0.1:{gateway.port}/a/b?v=2"
        "#form&to=To&text=Body&From=%2B447700900000"
    )
    write(now)
    tasks.due(now)
    assert gateway.received == [
        {"To": NUMBER, "Body": "Please tell us.", "From": "+447700900000"},
    ]
    assert gateway.asked[0][1] == "/a/b?v=2"


def test_a_number_that_does_not_exist_comes_back_for_good(db, now, gateway):
    letter = write(now, to=WRONG)
    for days in range(3):
        tasks.due(now + timedelta(days=days))
    assert became(letter) == ("refused", ["refused"])
    assert "no such number" in letter.deliveries.get().detail


@pytest.mark.parametrize("trouble", [500, 503, 429, 404, 302, "hang up"])
def test_a_gateway_in_trouble_is_tried_again_until_it_takes_the_text(db, now, gateway, trouble):
    gateway.answers = [trouble, trouble]
    letter = write(now)
    for minutes in (0, 1, 10):
        tasks.due(now + timedelta(minutes=minutes))
    assert became(letter) == ("sent", ["failed", "failed", "accepted"])
    assert len(gateway.received) == 1
    assert {path for _, path, _ in gateway.asked} == {"/send"}


def test_a_wrong_key_loses_nothing_and_is_told(db, now, gateway, settings):
    right = settings.LETTERS_SMS
    settings.LETTERS_SMS = right.replace("the-key", "another-key")
    letter = write(now)
    tasks.due(now)
    assert letter.deliveries.get().detail == "the gateway does not take the key"
    settings.LETTERS_SMS = right
    tasks.due(now + timedelta(minutes=2))
    assert became(letter)[0] == "sent"


def test_a_gateway_that_is_gone_or_says_nothing_keeps_the_text_waiting(
    db, now, gateway, settings, monkeypatch
):
    monkeypatch.setattr(texts, "TIMEOUT", 0.3)
    gateway.answers = ["slow"]
    letter = write(now)
    tasks.due(now)
    assert letter.deliveries.last().detail == "timed out"
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    settings.LETTERS_SMS = f"http://the-key@127.0.0.1:{port}/send"
    tasks.due(now + timedelta(minutes=2))
    assert became(letter) == ("waiting", ["failed", "failed"])
    assert "refused" in letter.deliveries.last().detail


def test_no_text_leaves_at_night_and_e_mails_do(db, now, gateway, postbox):
    letter = write(now)
    evening = now.replace(hour=20, minute=0)  # in March the clock here is that of UTC
    actions.write(to="dot@example.org", about="x", subject="x", text="x", now=now)
    assert tasks.due(evening) == 1
    assert became(letter) == ("waiting", [])
    tasks.due(evening + timedelta(hours=11, minutes=59))
    assert gateway.received == []
    tasks.due(evening + timedelta(hours=12))
    assert became(letter)[0] == "sent"


def test_in_summer_the_night_is_that_of_the_clock_on_the_wall(now):
    summer = now.replace(month=7)
    assert [texts.quiet(summer.replace(hour=hour)) for hour in (6, 7, 18, 19)] == [
        True,
        False,
        False,
        True,
    ]


def test_without_a_gateway_texts_wait_and_e_mails_leave(db, now, postbox):
    letter = write(now)
    actions.write(to="dot@example.org", about="x", subject="x", text="x", now=now)
    assert tasks.due(now) == 1
    assert became(letter) == ("waiting", [])


def test_notify_gets_a_signed_token_a_template_and_a_reference(db, now, notify, settings):
    settings.LETTERS_SMS += "?sender=8e222534-7f05-4972-86e3-17c5d9f894e2"
    letter = write(now)
    tasks.due(now)
    assert notify.received == [
        {
            "phone_number": NUMBER,
            "template_id": "f33517ff-2a88-4f6e-b855-c550268ce08a",
            "personalisation": {"text": "Please tell us."},
            "reference": keys.key(letter.pk),
            "sms_sender_id": "8e222534-7f05-4972-86e3-17c5d9f894e2",
        }
    ]
    assert became(letter)[0] == "sent"


def test_notify_refuses_a_number_for_good_and_a_key_for_now(db, now, notify, settings):
    lost, waits = write(now, to=WRONG), write(now)
    tasks.due(now)
    assert became(lost) == ("refused", ["refused"])
    settings.LETTERS_SMS = notify.notify(secret="3d844edf-8d35-48ac-975b-e847b4f12000")
    waits = write(now)
    tasks.due(now)
    assert became(waits) == ("waiting", ["failed"])


@pytest.mark.parametrize(
    ("says", "ends"),
    [
        ("delivered", ("sent", ["accepted", "arrived"])),
        ("sent", ("sent", ["accepted", "arrived"])),
        ("permanent-failure", ("refused", ["accepted", "refused"])),
        ("temporary-failure", ("refused", ["accepted", "refused"])),
        ("sending", ("sent", ["accepted"])),
    ],
)
def test_notify_is_asked_what_became_of_a_text(db, now, notify, says, ends):
    letter = write(now)
    tasks.due(now)
    tasks.due(now + timedelta(minutes=3))
    assert became(letter) == ("sent", ["accepted"])
    notify.became[NUMBER] = says
    for days in range(1, 9):
        tasks.due(now + timedelta(days=days))
    assert became(letter) == ends
    if ends[0] == "refused":
        assert letter.deliveries.last().detail.startswith(says)
    assert letter.ask is None
    assert len(notify.asked) < 12  # later and later, and in the end no more


def test_a_gateway_that_cannot_be_asked_changes_nothing(db, now, notify):
    letter = write(now)
    tasks.due(now)
    notify.answers, notify.became = [500], {NUMBER: "delivered"}
    tasks.due(now + timedelta(minutes=3))
    assert became(letter) == ("sent", ["accepted"])
    tasks.due(now + timedelta(hours=1))
    assert became(letter) == ("sent", ["accepted", "arrived"])


def test_a_text_that_notify_took_without_our_hearing_of_it_is_sent_once(db, now, notify):
    notify.answers = ["took it and hung up"]
    letter = write(now)
    tasks.due(now)
    assert became(letter) == ("waiting", ["failed"])
    tasks.due(now + timedelta(minutes=2))
    assert became(letter) == ("sent", ["failed", "accepted"])
    assert len(notify.received) == 1


def test_any_other_gateway_is_never_asked(db, now, gateway):
    letter = write(now)
    for days in range(3):
        tasks.due(now + timedelta(days=days))
    assert (became(letter), len(gateway.asked)) == (("sent", ["accepted"]), 1)


def test_what_a_gateway_repeats_of_a_private_link_is_not_kept(cast, now, gateway, caplog):
    caplog.set_level("DEBUG")
    private = "https://x.example/a/K4M7PQRT/i/K4M7PQRTWXY234/"
    letter = write(
        now,
        to=WRONG,
        text=f"Tell us: {private}",
        organisation=cast.here,
        optional=True,
        secret=True,
    )
    stop = keys.no_texts(letter.pk)
    gateway.answers = [500]
    tasks.due(now)
    tasks.due(now + timedelta(minutes=2))
    assert became(letter) == ("refused", ["failed", "refused"])
    kept = " ".join(Delivery.objects.values_list("detail", flat=True)) + caplog.text + letter.text
    assert "you_sent" in kept
    for secret in ("K4M7PQRTWXY234", stop, stop.partition("-")[2], "the-key"):
        assert secret not in kept


def test_a_text_says_in_few_signs_how_to_stop_and_one_press_does(cast, now, gateway, client):
    values = {"organisation": cast.here, "optional": True}
    write(now, **values)
    tasks.due(now)
    link = re.search(r"No more texts: \S+?(/no-letters/\S+)$", gateway.received[0]["text"]).group(1)
    assert len(link) <= 34
    page = client.get(f"{link}/").content.decode()
    assert "Do you want texts like this?" in page
    assert OptOut.objects.count() == 0
    assert "You get no more texts like this" in client.post(f"{link}/").content.decode()
    assert write(now, **values).state == "stopped"
    assert client.post(f"{link}/again/", follow=True).status_code == 200
    assert write(now, **values).state == "waiting"
    for wrong in (link[:-1], f"{link}2", link.replace("-", ":", 2)):
        assert client.get(f"{wrong}/").status_code == 404


def test_a_text_with_both_links_is_counted_as_it_leaves(cast, now, settings):
    settings.ADDRESS = "https://alongside.sandbrook.gov.uk"
    letter = write(now, text="a" * 70, organisation=cast.here, optional=True)
    assert segments(texts.words(letter)) == 1
    assert post.foot(letter) in texts.words(letter)


ADDRESS = "/o/sandbrook-council/letters/no-texts/"


def test_staff_note_that_somebody_wants_no_texts(cast, now, sign_in, settings, gateway):
    tom = sign_in(cast.tom)
    waits = write(now, organisation=cast.here, optional=True)
    assert "Enter the mobile number that wants no texts" in tom.post(ADDRESS).content.decode()
    assert "figures only" in tom.post(ADDRESS, {"phone": "STOP"}).content.decode()
    for _ in range(2):
        page = tom.post(ADDRESS, {"phone": "07700 900123"}, follow=True).content.decode()
    assert "07700 900123 gets no more texts from you." in page
    assert "1 number, newest first" in page
    assert became(waits)[0] == "stopped"
    assert write(now, organisation=cast.here, optional=True).state == "stopped"
    assert write(now, organisation=cast.there, optional=True).state == "waiting"
    row = OptOut.objects.get()
    assert sign_in(cast.bola).post(f"{ADDRESS}{row.pk}/again/").status_code == 404
    sign_in(cast.tom).post(f"{ADDRESS}{row.pk}/again/")
    assert write(now, organisation=cast.here, optional=True).state == "waiting"


def test_staff_do_not_take_back_what_somebody_asked_themselves(cast, now, sign_in, gateway):
    row = actions.opt_out(organisation=cast.here, address=NUMBER, about="questions", now=now)
    tom = sign_in(cast.tom)
    assert "Asked by their own link" in tom.get(ADDRESS).content.decode()
    assert tom.post(f"{ADDRESS}{row.pk}/again/").status_code == 404
    assert OptOut.objects.count() == 1


def test_nothing_about_texts_is_offered_without_a_gateway(cast, sign_in):
    tom = sign_in(cast.tom)
    assert tom.get(ADDRESS).status_code == 404
    assert "texts" not in tom.get("/o/sandbrook-council/letters/").content.decode()


def test_staff_read_a_text_without_its_links(cast, now, sign_in, gateway):
    private = "http://127.0.0.1:8000/a/K4M7PQRT/i/K4M7PQRTWXY234/"
    letter = write(now, text=f"Tell us: {private}", organisation=cast.here, optional=True)
    page = sign_in(cast.tom).get(f"/o/sandbrook-council/letters/{letter.pk}/").content.decode()
    assert "Text to 07700 900123" in page
    assert ("K4M7PQRTWXY234" in page, keys.no_texts(letter.pk) in page) == (False, False)


def test_whether_texts_can_leave_is_tried_without_sending_one(gateway, settings):
    assert texts.problem() == ""
    assert gateway.asked == []
    settings.LETTERS_SMS = gateway.notify()
    assert texts.problem() == ""
    gateway.template = "Hello"
    assert "has no ((text))" in texts.problem()
    settings.LETTERS_SMS = gateway.notify()[:-1] + "b"
    assert "has no template of the id" in texts.problem()
    settings.LETTERS_SMS = gateway.notify(secret="3d844edf-8d35-48ac-975b-e847b4f12000")
    says = texts.problem()
    assert "does not take the key in ALONGSIDE_SMS" in says
    assert "3d844edf" not in says
    settings.LETTERS_SMS = "https://the-key@127.0.0.1:1/send"
    assert texts.problem().endswith("cannot be reached: Connection refused.")
    assert gateway.received == []


def test_a_text_is_sent_once_by_two_workers(db, now, gateway):
    write(now)
    one, other = Letter.objects.get(), Letter.objects.get()
    actions.send(letter=one, now=now)
    assert actions.send(letter=other, now=now) is None
    assert len(gateway.received) == 1
