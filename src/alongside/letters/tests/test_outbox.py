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
