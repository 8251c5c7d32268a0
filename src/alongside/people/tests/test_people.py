from alongside.people import actions


def test_staff_see_the_members_of_their_own_organisation_only(cast, sign_in):
    page = sign_in(cast.amira).get("/o/sandbrook-council/people/").content.decode()
    assert [name for name in ("Amira", "Dot Evans", "Bola") if name in page] == [
        "Amira",
        "Dot Evans",
    ]


def test_people_can_be_found_by_team(cast, sign_in):
    page = sign_in(cast.amira).get("/o/sandbrook-council/people/?q=housing").content.decode()
    assert ("Tom Baker" in page, "Priya Nair" in page) == (True, False)


def test_an_owner_adds_a_person_who_then_can_sign_in(cast, sign_in):
    client = sign_in(cast.amira)
    answer = client.post(
        "/o/sandbrook-council/people/add/",
        {"name": "Eve Stone", "email": "Eve@example.org", "roles": ["lead"], "can_sign_in": "on"},
    )
    assert answer.headers["Location"] == "/o/sandbrook-council/people/"
    eve = cast.here.memberships.get(name="Eve Stone")
    assert (eve.person.email, eve.holds("lead")) == ("eve@example.org", True)


def test_a_person_who_signs_in_without_an_address_is_a_problem_in_words(cast, sign_in):
    answer = sign_in(cast.amira).post(
        "/o/sandbrook-council/people/add/", {"name": "Eve", "can_sign_in": "on"}
    )
    page = answer.content.decode()
    assert "There is a problem" in page
    assert '<a href="#id_email">Enter an e-mail address, so that we can send the code</a>' in page


def test_only_an_owner_may_add_people(cast, sign_in):
    assert sign_in(cast.tom).get("/o/sandbrook-council/people/add/").status_code == 403


AMIRA = {"name": "Amira Shah", "email": "amira@example.org", "can_sign_in": "on"}


def test_an_owner_changes_roles_but_not_the_last_owner(cast, sign_in):
    client = sign_in(cast.amira)
    address = f"/o/sandbrook-council/people/{cast.amira.pk}/"
    page = client.post(address, AMIRA | {"roles": ["lead"]}).content.decode()
    assert "Somebody has to be owner" in page
    assert client.post(address, AMIRA | {"roles": ["owner"]}).status_code == 302
    assert [role.name for role in cast.amira.roles.all()] == ["owner"]


def test_the_page_of_a_person_shows_them_as_they_are(cast, sign_in):
    page = sign_in(cast.amira).get(f"/o/sandbrook-council/people/{cast.tom.pk}/")
    form = page.context["form"]
    assert [form[name].value() for name in ("name", "email", "team", "can_sign_in")] == [
        cast.tom.name,
        cast.tom.email,
        cast.tom.team.pk,
        True,
    ]


def test_an_owner_lets_somebody_from_a_spreadsheet_sign_in(cast, sign_in, now):
    eve = actions.add_member(
        organisation=cast.here, name="Eve Ston", email="eve@example.org", now=now
    )
    said = {"name": "Eve Stone", "email": "eve@example.org", "roles": ["lead"], "can_sign_in": "on"}
    sign_in(cast.amira).post(f"/o/sandbrook-council/people/{eve.pk}/", said)
    eve.refresh_from_db()
    assert (eve.name, eve.person.email) == ("Eve Stone", "eve@example.org")
    assert sign_in(eve).get("/o/sandbrook-council/sessions/").status_code == 200


def test_an_owner_changes_the_name_and_the_headcount_of_a_team(cast, sign_in):
    client, housing = sign_in(cast.amira), cast.tom.team
    address = f"/o/sandbrook-council/teams/{housing.pk}/"
    said = {"name": "Homes", "kind": "service area", "headcount": "240"}
    assert client.post(address, said).headers["Location"] == "/o/sandbrook-council/teams/"
    housing.refresh_from_db()
    assert (housing.name, housing.headcount) == ("Homes", 240)
    page = client.post(address, said | {"name": "adult social care"}).content.decode()
    assert "There is another team of this name beside it" in page
    assert 'value="adult social care"' in page


def test_somebody_who_left_cannot_come_in(cast, sign_in, client):
    sign_in(cast.amira).post(f"/o/sandbrook-council/people/{cast.tom.pk}/leave/")
    assert sign_in(cast.tom).get("/o/sandbrook-council/").status_code == 404


def test_the_list_takes_the_same_number_of_queries_for_one_member_as_for_many(
    cast, sign_in, django_assert_num_queries
):
    for member in (cast.bola, cast.amira):
        client = sign_in(member)
        with django_assert_num_queries(7):
            client.get(f"/o/{member.organisation.slug}/people/")
