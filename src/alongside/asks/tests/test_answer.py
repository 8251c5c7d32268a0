from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.asks import actions, queries
from alongside.asks.models import Box, Comment, FormVersion, Mode, Response, Wave
from alongside.web.settled import Fixed


def answer(wave, answers, client, now, **more):
    actions.answer(wave=wave, answers=answers, client=client, now=now, **more)


def test_an_anonymous_answer_waits_in_the_box(wave, answers, now):
    answer(wave, answers(1), "c1", now)
    assert (Box.objects.count(), Response.objects.count()) == (1, 0)


def test_the_same_answer_sent_twice_counts_once(wave, answers, now):
    answer(wave, answers(1), "c1", now)
    with pytest.raises(actions.AlreadyAnswered, match="Nothing was changed"):
        answer(wave, answers(2), "c1", now)
    assert Box.objects.get().answers == answers(1)


def test_the_same_answer_sent_again_after_the_seal_counts_once(wave, answers, now):
    for number in range(10):
        answer(wave, answers(number), f"c{number}", now)
    assert actions.seal(wave=wave) == 5
    for number in range(10):
        with pytest.raises(actions.AlreadyAnswered):
            answer(wave, answers(number), f"c{number}", now)
    actions.close(wave=wave, now=now)
    assert Response.objects.count() == 10


def test_a_closed_wave_takes_no_answer(wave, answers, now):
    with pytest.raises(actions.NotPossible, match="This is closed"):
        answer(wave, answers(1), "c1", now + timedelta(days=1))
    assert Box.objects.count() == 0


def test_a_named_answer_needs_an_invitation_and_counts_once(open_wave, answers, cast, now):
    wave = open_wave(Mode.NAMED)
    with pytest.raises(actions.NotPossible, match="private link"):
        answer(wave, answers(1), "c1", now)
    invitation = queries.invitation(wave, actions.invite(wave=wave, member=cast.tom))
    answer(wave, answers(1), "member", now, invitation=invitation)
    with pytest.raises(actions.AlreadyAnswered):
        answer(wave, answers(2), "another browser", now, invitation=invitation)
    response = Response.objects.get()
    assert (response.member, response.team, response.day) == (cast.tom, cast.tom.team, now.date())
    comment = Comment.objects.get()
    assert (comment.response, comment.text) == (response, "Words of person number 0001")


def test_of_an_invitation_to_an_anonymous_wave_only_done_is_kept(wave, answers, cast, now):
    invitation = queries.invitation(wave, actions.invite(wave=wave, member=cast.tom))
    answer(wave, answers(1), "c1", now, invitation=invitation)
    with pytest.raises(actions.AlreadyAnswered):
        answer(wave, answers(2), "c2", now, invitation=invitation)
    invitation.refresh_from_db()
    assert (invitation.done, Box.objects.count()) == (True, 1)


def changed(row, **changes):
    """Return the row with something else in it, not saved yet."""
    for name, value in changes.items():
        setattr(row, name, value)
    return row


WAYS = {
    "read and saved": lambda pk, mode: changed(Wave.objects.get(pk=pk), mode=mode).save(),
    "read in part": lambda pk, mode: changed(
        Wave.objects.only("title").get(pk=pk), mode=mode
    ).save(),
    "read in part, named": lambda pk, mode: changed(
        Wave.objects.defer("mode").get(pk=pk), mode=mode
    ).save(update_fields=["mode"]),
    "written over": lambda pk, mode: changed(
        Wave.objects.get(pk=pk), mode=mode, _state=type(Wave()._state)()
    ).save(),
    "many at once": lambda pk, mode: Wave.objects.filter(pk=pk).update(mode=mode),
    "of an organisation": lambda pk, mode: Wave.objects.get(pk=pk).organisation.waves.update(
        mode=mode
    ),
    "in bulk": lambda pk, mode: Wave.objects.bulk_update(
        [changed(Wave.objects.get(pk=pk), mode=mode)], ["mode"]
    ),
    "or created": lambda pk, mode: Wave.objects.update_or_create(pk=pk, defaults={"mode": mode}),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("closed", [False, True])
def test_who_can_know_is_settled_for_good_whichever_way_it_is_written(wave, now, way, closed):
    if closed:
        actions.close(wave=wave, now=now)
    with pytest.raises(Fixed):
        WAYS[way](wave.pk, Mode.NAMED)
    assert Wave.objects.get(pk=wave.pk).mode == Mode.ANONYMOUS


def test_a_wave_that_was_just_made_is_settled_too(wave):
    with pytest.raises(Fixed):
        changed(wave, mode=Mode.NAMED).save()


@pytest.mark.parametrize("change", [{"minimum": 5}, {"version_id": 99}, {"organisation_id": 99}])
def test_what_was_promised_beside_the_mode_stays_too(open_wave, change):
    wave = open_wave(minimum=10)
    with pytest.raises(Fixed):
        changed(wave, **change).save()
    with pytest.raises(Fixed):
        Wave.objects.update(**change)


def test_what_may_change_of_a_wave_can_be_saved(wave):
    changed(Wave.objects.only("title").get(pk=wave.pk), title="Tea").save()
    changed(Wave.objects.get(pk=wave.pk), readers="Tom").save()
    wave.refresh_from_db()
    assert (wave.title, wave.readers) == ("Tea", "Tom")


def test_a_published_version_never_changes(version):
    for row in (version, FormVersion.objects.only("number").get(pk=version.pk)):
        with pytest.raises(Fixed):
            changed(row, definition={}).save()
    for rows in (FormVersion.objects, version.form.versions):
        with pytest.raises(Fixed):
            rows.update(definition={})
    with pytest.raises(Fixed):
        FormVersion.objects.bulk_update([version], ["definition"])
    assert FormVersion.objects.get().definition["questions"]


def test_the_same_draft_published_twice_is_one_version(version, now):
    assert actions.publish(form=version.form, now=now) == version


def test_a_form_with_a_mistake_is_not_published(cast, now):
    form = actions.make_form(organisation=cast.here, title="x", draft={"questions": []}, now=now)
    with pytest.raises(actions.NotPossible, match=r"^The form: "):
        actions.publish(form=form, now=now)


def test_the_smallest_group_can_be_raised_and_not_lowered(open_wave, cast):
    assert [open_wave(minimum=m).minimum for m in (None, 2, 10)] == [5, 5, 10]


@pytest.mark.parametrize(
    ("hours", "state"), [(-2, "NOT_YET"), (-1, "OPEN"), (0, "OPEN"), (23, "OPEN"), (24, "CLOSED")]
)
def test_one_answer_to_is_it_open(wave, now, hours, state):
    moment = now + timedelta(hours=hours)
    assert queries.state(wave, moment).name == state
    assert queries.open_waves(moment).filter(pk=wave.pk).exists() == (state == "OPEN")


@pytest.mark.parametrize("was", [Mode.ANONYMOUS, Mode.CONFIDENTIAL, Mode.NAMED])
def test_no_button_or_form_of_a_wave_changes_who_can_know(open_wave, cast, sign_in, was, now):
    """The owner sends every form of an open wave with every name the settled fields could have."""
    wave = open_wave(was)
    owner = sign_in(cast.amira)
    at = f"/o/sandbrook-council/ask/waves/{wave.pk}/"
    other = {"minimum": "5", "organisation": str(cast.there.pk), "version": "1", "version_id": "9"}
    later = now + timedelta(days=3)
    times = {"closes_on": later.date().isoformat(), "closes_at": "17:00", "sure": "yes"}
    for mode in set(Mode.values) - {was}:
        for page in ("times/", "invite/", "remind/", "links/", "paper/begin/", "paper/came-back/"):
            owner.post(f"{at}{page}", {"mode": mode, "wave.mode": mode} | times | other)
            owner.post(f"{at}{page}?mode={mode}", times)
    owner.post(f"/a/{wave.code}/check/", {"mode": "named"})
    kept = Wave.objects.get()
    assert (kept.mode, kept.minimum, kept.organisation, kept.version) == (
        was, wave.minimum, cast.here, wave.version,
    )  # fmt: skip
    again = {"mode": Mode.NAMED, "opens": now, "client_id": uuid4()}
    first = actions.open_wave(version=wave.version, **again)
    assert actions.open_wave(version=wave.version, **again | {"mode": Mode.ANONYMOUS}) == first
