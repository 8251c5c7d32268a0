from alongside.letters import actions


def test_staff_read_the_letters_of_their_own_organisation_only(cast, sign_in, now):
    for organisation, subject in ((cast.here, "Ours"), (cast.there, "Theirs"), (None, "Code")):
        actions.write(
            to="dot@example.org",
            about="x",
            subject=subject,
            text="<script>",
            organisation=organisation,
            secret=organisation is None,
            now=now,
        )
    client = sign_in(cast.amira)
    page = client.get("/o/sandbrook-council/letters/").content.decode()
    assert [s for s in ("Ours", "Theirs", "Code") if f">{s}</a>" in page] == ["Ours"]


def test_a_letter_of_another_organisation_does_not_exist(cast, sign_in, now):
    theirs = actions.write(
        to="x@example.org", about="x", subject="T", text="", organisation=cast.there, now=now
    )
    assert sign_in(cast.amira).get(f"/o/sandbrook-council/letters/{theirs.pk}/").status_code == 404


def test_sign_in_codes_are_read_in_the_outbox_of_the_demo_only(cast, sign_in, now, settings):
    actions.write(
        to="tom@example.org", about="signing in", subject="Code", text="", secret=True, now=now
    )
    cast.here.example = True
    cast.here.save()
    client = sign_in(cast.amira)
    assert ">Code</a>" not in client.get("/o/sandbrook-council/letters/").content.decode()
    settings.DEMO = True
    assert ">Code</a>" in client.get("/o/sandbrook-council/letters/").content.decode()


def test_private_links_are_only_in_the_letter_itself(cast, sign_in, now, settings):
    link = "http://127.0.0.1:8000/place/WzEsMV0:1xV1LB:QeRARVsWcW6eFsGiayjqoo8nvXQ4AfUPbk7q3REmKtU/"
    letter = actions.write(
        to="dot@example.org",
        about="x",
        subject="Yours",
        text=f"Your page:\n{link}\n",
        calendar=f"URL:{link[:60]}\r\n {link[60:]}\r\nEND",
        organisation=cast.here,
        now=now,
    )
    client = sign_in(cast.amira)
    page = client.get(f"/o/sandbrook-council/letters/{letter.pk}/").content.decode()
    assert ("WzEsMV0" in page, "QeRARV" in page, "/place/(the rest" in page) == (False, False, True)
    letter.refresh_from_db()
    assert link in letter.text
    settings.DEMO, cast.here.example = True, True
    cast.here.save()
    assert link in client.get(f"/o/sandbrook-council/letters/{letter.pk}/").content.decode()
