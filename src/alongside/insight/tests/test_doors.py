"""Every address of this noun, tried by a stranger and by somebody of another organisation."""

import pytest

from alongside.insight.models import Coding, Redaction


@pytest.fixture
def addresses(analysis, sorted_out, comment):
    home = "/o/{}/themes/"
    one = f"{home}{analysis.pk}/"
    theme, written = f"{one}{sorted_out['Tea'].pk}/", f"{one}comments/{comment('No tea').pk}/"
    pages = ["", "questions/", "hiding/", "reading/"]
    acts = ["hiding/confirm/", "share/", "reopen/", "add/"]
    return [
        *(f"{home}{rest}" for rest in ("", "start/", "names/")),
        *(f"{one}{rest}" for rest in pages + acts),
        *(f"{theme}{rest}" for rest in ("", "up/", "down/", "merge/", "remove/")),
        *(f"{written}{rest}" for rest in ("", "put/", "take-out/", "move/", "no-theme/", "quote/")),
    ]


def state():
    return [*Coding.objects.values_list("pk", "theme"), *Redaction.objects.values_list("pk")]


def test_a_stranger_is_sent_to_sign_in(addresses, client):
    before = state()
    for address in addresses:
        for method in (client.get, client.post):
            answer = method(address.format("sandbrook-council"))
            assert answer.status_code in {302, 405}, address
            assert answer.headers.get("Location", "/account/login/code/")[:20] == (
                "/account/login/code/"
            )
    assert state() == before


@pytest.mark.parametrize("slug", ["sandbrook-council", "otherton-nhs-trust"])
def test_somebody_of_another_organisation_finds_nothing(addresses, cast, sign_in, slug):
    before = state()
    client = sign_in(cast.bola)
    own = {"/o/otherton-nhs-trust/themes/" + rest for rest in ("", "start/", "names/")}
    for address in (address.format(slug) for address in addresses):
        if address not in own:
            for method in (client.get, client.post):
                assert method(address).status_code in {404, 405}, address
    assert state() == before


@pytest.mark.parametrize("who", ["tom", "david"])
def test_staff_who_do_not_read_comments_are_not_let_in(addresses, cast, sign_in, who):
    client = sign_in(getattr(cast, who))
    for address in addresses:
        assert client.get(address.format("sandbrook-council")).status_code in {403, 405}
