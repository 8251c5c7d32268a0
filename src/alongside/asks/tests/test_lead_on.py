"""The page after the answers leads to where to go for support, once that is published."""

from alongside.library import actions as library


def test_whoever_has_answered_is_led_to_support(wave, cast, client, now):
    page = library.begin_page(
        organisation=cast.here, kind="support", title="Where to go", words="Ask Jo.", now=now
    )
    client.post(
        f"/a/{wave.code}/q/understanding/", {"understanding.before": 2, "understanding.now": 4}
    )
    client.post(f"/a/{wave.code}/q/support/", {"support": "yes"})
    client.post(f"/a/{wave.code}/check/")
    thanks = f"/a/{wave.code}/thanks/"
    assert "Where to go" not in client.get(thanks).content.decode()
    library.publish(page=page, now=now)
    link = '<a href="/l/sandbrook-council/support/">Where to go</a>'
    assert link in client.get(thanks).content.decode()
