"""Every door, tried by a stranger and by a member of another organisation."""

import asyncio
import json
import uuid
from copy import deepcopy
from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse

from alongside import asgi
from alongside.asks import actions as asks
from alongside.asks.queries import hashed
from alongside.asks.starters import starter
from alongside.assessments import actions as assessments
from alongside.assessments.shelf import shipped
from alongside.boards.tests import whole as boards
from alongside.cards import actions as cards
from alongside.charters import actions as charters
from alongside.draws.tests import whole as draws
from alongside.feedback import actions as feedback
from alongside.files import actions as files
from alongside.gatherings import actions as gatherings
from alongside.influence import actions as influence
from alongside.influence.tests import told
from alongside.insight import actions as insight
from alongside.involvement.tests import whole
from alongside.journeys import actions as journeys
from alongside.ladder import actions as ladder
from alongside.learning.tests import whole as learning
from alongside.letters import actions as letters
from alongside.library import actions as library
from alongside.library.directory import Entry
from alongside.live import actions as live
from alongside.methods import attached, pictures
from alongside.passports.tests import whole as passports
from alongside.people import actions as people
from alongside.projects import actions as projects
from alongside.reports import actions as reports
from alongside.representation.tests import whole as representation
from alongside.visions import actions as visions
from alongside.walls import actions as walls
from alongside.walls.changes import Change
from tests.addresses import own
from tests.cast import NOW, make_cast
from tests.pictures import png

OPEN = {
    "home:front": "the front page",
    "home:start": "sends a stranger to sign in",
    "home:accessibility": "how to use it",
    "home:privacy": "how answers are looked after",
    "asks": "whoever has the code of a wave may answer; access.wave_by_code",
    "gatherings": "whoever has the code of a session or a private link; access checks both",
    "live": "whoever has the code of a session may come into its room; access.room_by_code",
    "live:screen": "whoever has the secret address of a big screen may look; access.screen",
    "files:symbol": "symbols that set-up installed: the same for everybody",
    "letters:no_letters": "whoever has a letter may want no more like it; access.optional_letter",
    "letters:letters_again": "the same",
    "cards": "whoever has the code of a run; before it closes only who has just answered",
    "charters": "a charter that an organisation has published",
    "draws": "a draw once people are asked, without names; else a private link; access checks it",
    **dict.fromkeys(
        (f"home:{name}" for name in ("mine", "own_data", "own_data_file", "forget", "leave_all")),
        "one's own page: a private link; access checks it",
    ),
    **dict.fromkeys(
        (
            f"passports:{name}"
            for name in (
                *("own", "write", "still_right", "change", "delete"),
                *("share_session", "share_part", "unshare", "met"),
            )
        ),
        "what helps somebody: a private link; access checks it",
    ),
    "involvement": "what is published; else whoever has a private link; access checks it",
    "feedback": "the code of a way in, a private address, or what is public; access checks it",
    "journeys": "a journey that an organisation has published",
    "boards:alone": "whoever has the private link of a place in a review; access.place_by_link",
    "assessments": "whoever has the private link of a place in a group; access.place",
    "library:read": "pages that an organisation has published",
    "walls": "whoever has the code of a wall may read and write; access.wall_by_code",
    "influence": "what was answered is public once it is published",
    "projects:public_file": "what stands on the public page of a project, while that is up",
    "files": "whoever has the address of a picture that something public uses; access.by_code",
    "files:document": "staff of its organisation; access.document",
}
"""Addresses outside an organisation, by name or by noun, each with the reason why."""


OF_AN_AGENDA = (
    "agenda",
    "agenda_list",
    "agenda_notes",
    "agenda_preview",
    "add_item",
    "change_kind",
    "choose_item",
    "duplicate_item",
    "item",
    "item_down",
    "item_up",
    "move_item",
    "move_item_to",
    "put_item_back",
    "remove_item",
)
"""Addresses of the agenda of a design."""

ON_PAPER = (
    "add_sheet",
    "batch",
    "begin_batch",
    "came_back",
    "check_sheet",
    "count_batch",
    "paper",
    "sheet",
    "sheets",
    "take_batch_away",
    "take_sheet_out",
)
"""Addresses of the paper of a wave."""

YES_NO = [{"name": name, "label": {"en": name.title()}} for name in ("yes", "no")]
AGENDA = [
    {"title": "Tea", "minutes": 5, "about": ""},
    {"title": "In groups", "minutes": 5, "about": "", "kind": "breakout", "words": "Talk"}
    | {"how": "choice", "size": 2, "columns": ["One"]},
    {"title": "Is it?", "minutes": 5, "about": "", "kind": "question"}
    | {"question": {"type": "one", "label": {"en": "Is it?"}, "choices": YES_NO}},
]


@pytest.fixture(scope="module")
def _world(module_db):
    """The cast and its world, made once for all tests of a module: each begins with it as it is."""
    with module_db():
        cast = make_cast()
        return cast, everything(cast, NOW)


def assessed_by_a_group(cast, now):
    """Return an assessment that its group talks about, with a step and a file beside an item."""
    assessed = assessments.begin(
        organisation=cast.here,
        instrument=shipped()["ladder"],
        title="Spring",
        closes=now + timedelta(days=9),
        led_by=cast.amira,
        people=[assessments.Asked(cast.tom.name, "", "staff")],
        by=cast.amira,
        now=now,
    )
    said = {"usually": {"point": 3, "note": "So it is."}}
    assessments.keep(place=assessed.places.get(), said=said, now=now)
    assessments.close(assessment=assessed, now=now)
    of_it = {"assessment": assessed, "item": "usually"}
    assessments.plan_step(text="Ask first", owner=cast.tom, due=now.date(), **of_it)
    file = (attached.read(b"We met."), "m.txt")
    by = {"by": cast.amira, "now": now}
    assessments.show(file=file, says="Minutes", dated=now.date(), **of_it, **by)
    ours = shipped()["ladder"].as_data() | {"key": "ours"}
    assessments.bring(organisation=cast.here, content=json.dumps(ours).encode(), **by)
    return assessed


def feedback_given(cast, now):
    """Return feedback of a child who wants an answer, with its route and a claim."""
    by = {"by": cast.amira}
    route = feedback.add_route(
        organisation=cast.here,
        name="A link",
        read_by="Tom",
        since=now.date() - timedelta(days=99),
        open_link=True,
        **by,
    )
    said = {"text": "It was cold.", "tone": "mixed", "of_a_child": True, "public_ok": True}
    feedback.tell(route=route, wants_answer=True, now=now, **said)
    feedback.note_asked(route=route, day=now.date(), asked=9, answered=6, **by)
    feedback.claim(
        organisation=cast.here,
        kind="other",
        words="So it was",
        since=now.date() - timedelta(days=9),
        until=now.date(),
        now=now,
        **by,
    )
    return route.entries.get()


@pytest.fixture
def world(_world, db, settings):
    """One of everything in Amira's organisation: what fills the parts of an address."""
    settings.LETTERS_SMS = "https://key@127.0.0.1:9/send"  # pages for texts are there
    return deepcopy(_world)


def everything(cast, now):
    """Make one of everything; return what fills the parts of an address, by noun or address."""
    here, amira = cast.here, cast.amira
    no_texts = letters.opt_out(organisation=here, address="+447700900123", now=now)
    letter = letters.write(
        to="x@example.org", about="x", subject="x", text="x", organisation=here, now=now
    )
    staff = people.keep_staff_list(by=amira, file_name="s", content=b"Name\nEve\n", now=now)
    form = asks.make_form(
        organisation=here, title="How was it?", draft=starter("session_evaluation"), now=now
    )
    version = asks.publish(form=form, now=now)
    programme = gatherings.add_programme(organisation=here, name="In practice", now=now)
    design = gatherings.add_design(
        programme=programme,
        name="One",
        contents=gatherings.Contents(60, agenda=AGENDA),
        by=amira,
        now=now,
    )
    group = people.add_group(organisation=here, name="Panel", kind="other", now=now)
    people.add_to_group(group=group, members=[cast.tom], now=now)
    review = gatherings.ask_group(
        version=design,
        group=group,
        question="Keep it?",
        closes=now + timedelta(days=9),
        by=amira,
        now=now,
    )
    starts = now + timedelta(days=9)
    plan = gatherings.Plan(starts=starts, ends=starts + timedelta(hours=1), capacity=5)
    session = gatherings.plan(programme=programme, details=plan, by=amira, now=now)
    session.version = design
    session.save(update_fields=["version"])
    room = live.open_room(gathering=session, by=amira, now=now)
    live.go(room=room, place=2)
    groups = {"how": "choice", "size": 2, "named": [("A", []), ("B", [])]}
    breakout = live.make_groups(room=room, by=amira, now=now, rng=Random(1), **groups)
    live.sit_somebody(group=breakout.groups.get(number=1), name="Mo")
    booking = gatherings.book(gathering=session, name="Eve", email="eve@example.org", now=now)
    report = reports.make(programme=programme, since=now.date(), until=now.date(), now=now)
    register = gatherings.keep_register(
        by=amira, file_name="r", content=b"Name,Date\nEve,1/2/2025\n", now=now
    )
    responses = asks.keep_responses(by=amira, file_name="f", content=b"Liked?\nYes\n", now=now)
    wave = asks.open_wave(version=version, mode="anonymous", opens=now)
    said = {"liked": {"text": "The tea"}, "model": {"text": "A ladder"}}
    for number in range(wave.minimum):
        asks.answer(wave=wave, answers=said, client=f"c{number}", now=now)
    asks.close(wave=wave, now=now)
    wave.refresh_from_db()
    analysis = insight.start(
        organisation=here, title="Themes", on=[(wave, "liked", "liked")], by=amira, now=now
    )
    theme = insight.add_theme(analysis=analysis, kind="liked", name="Tea", by=amira, now=now)
    comment = wave.comments.filter(question="liked").first()
    named = asks.open_wave(version=version, mode="named", opens=now)
    key = asks.invite(wave=named, member=cast.tom)
    fresh = asks.open_wave(version=version, mode="anonymous", opens=now)
    batch = asks.begin_batch(wave=fresh, by=cast.tom, now=now)
    asks.type_in(batch=batch, number=1, answers=said, given={}, by=cast.tom)
    invitation = named.invitations.get(key=hashed(key))
    asks.answer(wave=named, answers=said, client="t", invitation=invitation, now=now)
    response = {"wave": named.pk, "response": named.responses.get().pk}
    team = Entry(key="team", name="Team", helps="All", phone="999")
    page = library.begin_page(
        organisation=here, kind="support", title="Support", entries=[team], now=now
    )
    library.publish(page=page, now=now)
    wall = walls.make_wall(organisation=here, ask="What is good?", columns=["A", "B"], now=now)
    add = Change(wall.pk, "somebody", uuid.uuid4(), "add", {"text": "Tea"})
    walls.change(change=add, now=now)
    kept = walls.keep_note(note=wall.notes.get(), by=amira, now=now)
    picture = files.add(
        organisation=here, picture=pictures.read(png()), name="", text="Tea", now=now
    )
    chain = told.tell(organisation=here, expert=cast.dot, staff=cast.tom, now=now)
    charter = charters.begin(
        organisation=here,
        title="Together",
        about="",
        principles="Trust\n- Nothing without you",
        by=amira,
        now=now,
    )
    charters.plan_step(charter=charter, promise="p1", text="Ask", owner=amira, due=now.date())
    deck = cards.begin(organisation=here, name="myths", by=amira, now=now)
    gone_through = cards.ask(
        version=deck.versions.get(), closes=now + timedelta(days=1), by=amira, now=now
    )
    takes_part = whole.whole(lead=amira, now=now)
    heard = feedback_given(cast, now)
    drawn = draws.whole(lead=amira, now=now)
    what_helps = passports.share(part=takes_part, booking=booking, now=now)
    journey = journeys.begin(
        organisation=here, title="Way", about="", starter="advisors", by=amira, now=now
    )
    stage = journey.stages.first()
    at = reverse("projects:meeting", args=[here.slug, chain.project.pk, chain.meeting.pk])
    record = {"says": "So", "dated": now.date(), "record": "meeting:1", "address": at}
    stage_shown = journeys.show(stage=stage, by=amira, now=now, **record)
    assessed = assessed_by_a_group(cast, now)
    agreed = charters.agree(
        version=charter.versions.get(), who="Us", experience=True, day=now.date(), by=amira, now=now
    )
    sheet = influence.keep_sheet(
        project=chain.project,
        by=cast.tom,
        file_name="s",
        content=b"Theme,Outcome,What was decided,Why\nTea,Yes,Tea.,Tea is good.\n",
        now=now,
    )
    table = influence.evidencing.Shown(
        received=attached.read(b"Sofa,300\n"), file_name="t.csv", says="The bill"
    )
    influence.finish(
        action=chain.action, result="A sofa.", done_on=now.date(), shown=table, by=cast.tom, now=now
    )
    shown = chain.action.evidence.get()
    of_it = {"project": chain.project, "by": cast.tom, "now": now}
    rules = projects.write_rules(text="Listen.", after=0, **of_it)
    day = projects.add_milestone(project=chain.project, title="It opens", day=now.date())
    file = (attached.read(b"It is true."), "a.txt")
    knows = projects.share(title="Costs", shared=now.date(), file=file, public=True, **of_it)
    shows = projects.add_evidence(
        organisation=here, says="All came", dated=now.date(), file=file, **of_it
    )
    bears_out = charters.show(charter=charter, promise="p1", evidence=shows, kept=True)
    influence.countersign(
        contribution=chain.contribution, meant={}, acted={chain.decision: "no"}, now=now
    )
    minutes = files.add_document(
        organisation=here, document=attached.read(b"Minutes"), name="m.txt", text="", now=now
    )
    evidence = chain.project.evidence.create(
        organisation=here, says="Minutes", dated=now.date(), file=minutes
    )
    beside = ladder.put_beside(
        project=chain.project, fact="review", evidence=evidence, by=cast.tom, now=now
    )
    rungs = [(f"Name {n}", f"It is like {n}.") for n in range(1, 8)]
    wording = ladder.write_wording(
        organisation=here, name="Ours", credit="By us", rungs=rungs, by=amira, now=now
    )
    vision = visions.begin(organisation=here, title="Our vision", by=amira, now=now)
    sentence = {"vision": vision, "side": "staff", "by": amira, "now": now}
    for says in ("want", "now"):
        visions.write(kind=says, text="We ask first", **sentence)
    wish = vision.statements.get(kind="want")
    seen = {wish: ("same", "")}
    visions.look_again(vision=vision, day=now.date(), who="Us", seen=seen, by=amira, now=now)
    parts = {"organisation": here.slug}
    return {
        "files": {"pk": picture.pk},
        "letters:letter": {"pk": letter.pk},
        "letters:texts_again": {"pk": no_texts.pk},
        "people:member": {"pk": cast.tom.pk},
        "people:change_team": {"pk": cast.tom.team.pk},
        "people:leave": {"pk": cast.tom.pk},
        "people:staff_list": {"pk": staff.pk},
        "people": {"pk": group.pk, "member": cast.tom.pk},
        "gatherings": {"pk": session.pk, "booking": booking.pk},
        "gatherings:register_file": {"pk": register.pk},
        "gatherings:responses_file": {"pk": responses.pk},
        "gatherings:leave_out": {"pk": responses.pk},
        "gatherings:programme": {"pk": programme.pk},
        "gatherings:change_programme": {"pk": programme.pk},
        "gatherings:add_design": {"pk": programme.pk},
        "gatherings:pledges": {"pk": programme.pk},
        "gatherings:group_pledges": {"pk": programme.pk},
        "gatherings:design": {"pk": design.design.pk},
        "gatherings:change_design": {"pk": design.design.pk},
        "gatherings:ask_group": {"pk": design.design.pk},
        "gatherings:ready_made": {"pk": programme.pk},
        **{
            f"gatherings:{name}": {"pk": design.design.pk, "place": 1, "to": 1, "kind": "talk"}
            for name in OF_AN_AGENDA
        },
        "gatherings:item_choice_picture": {"pk": design.design.pk, "place": 3, "choice": "yes"},
        "gatherings:review": {"pk": review.pk},
        "gatherings:close_review": {"pk": review.pk},
        "gatherings:move_review_closing": {"pk": review.pk},
        "gatherings:write_down": {"pk": review.pk, "member": cast.tom.pk},
        "live": {"pk": session.pk, "number": 1, "room": room.pk},
        "live:run_now": {"pk": design.design.pk},
        "library": {"pk": page.pk, "key": "team", "number": 1},
        "insight": {"pk": analysis.pk, "theme": theme.pk, "comment": comment.pk},
        "influence": {
            "pk": analysis.pk,
            "theme": theme.pk,
            "project": chain.project.pk,
            "contribution": chain.contribution.pk,
            "of_project": chain.theme.pk,
            "decision": chain.decision.pk,
            "action": chain.action.pk,
            "promise": chain.promise.pk,
            "document": chain.document.pk,
            "sheet": sheet.pk,
            "evidence": shown.pk,
            "file": "answers.csv",
            "step": "feedback",
            "review": chain.contribution.countersigns.get().review.pk,
        },
        "projects": {
            "project": chain.project.pk,
            "seat": chain.dot.pk,
            "meeting": chain.meeting.pk,
            "stage": chain.meeting.stage_id,
            "number": rules.number,
            "milestone": day.pk,
            "information": knows.pk,
            "evidence": shows.pk,
            "code": chain.project.code,
        },
        "cards": {"deck": deck.pk, "run": gone_through.pk, "code": gone_through.wave.code},
        "charters": {
            "charter": charter.pk,
            "promise": "p1",
            "step": charter.next_steps.get().pk,
            "agreement": agreed.pk,
            "shows": bears_out.pk,
        },
        "feedback": {
            "route": heard.route_id,
            "entry": heard.pk,
            "claim": here.feedback_claims.get().pk,
            "kind": "contributions",
            "what": chain.contribution.pk,
            "code": heard.route.code,
        },
        "journeys": {
            "journey": journey.pk,
            "stage": stage.pk,
            "evidence": stage_shown.pk,
            "code": journey.code,
        },
        "representation": representation.whole(wave, amira, now),
        "assessments": {
            "assessment": assessed.pk,
            "item": "usually",
            "place": assessed.places.get().pk,
            "step": assessed.next_steps.get().pk,
            "shown": assessed.shown_by.get().pk,
            "key": "ours",
            "version": 1,
        },
        "boards": boards.whole(lead=amira, members=[cast.dot, cast.tom], now=now),
        "home": {"project": chain.project.pk},
        "draws": draws.parts_of_addresses(drawn),
        "involvement": whole.parts_of_addresses(takes_part),
        **what_helps,
        "ladder": {
            "project": chain.project.pk,
            "kind": "meeting",
            "activity": chain.meeting.pk,
            "wording": wording.pk,
            "shown": beside.pk,
        },
        "learning": learning.whole(lead=amira, other=cast.tom, now=now),
        "visions": {"vision": vision.pk, "statement": wish.pk, "wall": wall.pk},
        "walls": {"pk": wall.pk, "number": 1},
        "walls:withdraw": {"pk": kept.pk},
        "walls:bring_back": {"pk": kept.pk},
        "reports": {"wave": wave.pk, "pk": report.pk, "kind": "pdf"},
        **{f"asks:{name}": {"wave": fresh.pk, "batch": 1, "number": 1} for name in ON_PAPER},
        "asks:responses": response,
        "asks:response": response,
        "asks:remove_response": response,
        "asks:sent_file": response | {"file": "2" * 24},
        "asks:download_responses": response | {"file": "answers.csv"},
        "asks:earlier": {"pk": responses.pk},
        "asks:choice_picture": {"pk": form.pk, "name": "quoting", "choice": "yes"},
        "asks": {
            "wave": wave.pk,
            "pk": form.pk,
            "question": "model",
            "mark": wave.marks.get().pk,
            "version": version.pk,
            "number": version.number,
            "name": "model",
            "kind": "one",
            "product": "xlsform",
        },
        "": parts,
    }


def parts_of(world, address):
    noun = address.name.split(":")[0]
    _, filled = world
    found = filled[""] | filled.get(noun, {}) | filled.get(address.name, {})
    assert set(found) >= set(address.parts), f"tests/test_doors.py: say how to fill {address.route}"
    return {part: found[part] for part in address.parts}


def inside():
    return [address for address in own() if "organisation" in address.parts]


def test_no_address_stands_for_two_pages():
    routes = [address.route for address in own()]
    assert {route for route in routes if routes.count(route) > 1} == set()


def test_every_address_outside_an_organisation_has_a_reason():
    outside = {address.name for address in own() if "organisation" not in address.parts}
    assert {
        name for name in outside if name not in OPEN and name.split(":")[0] not in OPEN
    } == set()


def test_a_stranger_is_sent_to_sign_in_and_nothing_happens(world, client):
    answers = {}
    for address in inside():
        where = reverse(address.name, kwargs=parts_of(world, address))
        for method in (client.get, client.post):
            answer = method(where)
            answers[address.name, method.__name__] = (
                answer.status_code,
                answer.headers.get("Location", "")[:20],
            )
    allowed = {(302, "/account/login/code/"), (405, "")}
    assert {door: answer for door, answer in answers.items() if answer not in allowed} == {}


@pytest.mark.parametrize("slug", ["theirs", "own"])
def test_a_member_of_another_organisation_finds_nothing(world, sign_in, slug):
    """Neither under the other organisation's address, nor its rows under their own."""
    cast, _ = world
    client = sign_in(cast.bola)
    answers = {}
    for address in inside():
        parts = parts_of(world, address)
        if slug == "own":
            if len(parts) < 2:
                continue
            parts["organisation"] = cast.there.slug
        where = reverse(address.name, kwargs=parts)
        for method in (client.get, client.post):
            answers[address.name, method.__name__] = method(where).status_code
    assert {door: code for door, code in answers.items() if code not in {404, 405}} == {}


# Beside Django

LIVE = {
    "picture": "a picture that something public uses: its code, as of two seconds ago",
    "room": "a room's stream and answers: the code of a session, and for an answer a signed seat",
    "screen": "a big screen's stream: its secret address",
    "wall": "a wall's stream and changes: its code, and for a change a signed token",
}
"""First words of addresses that are answered beside Django, each with what lets somebody in."""


def ask_live(path, method="GET", body=b"asking=1&turn=1", **headers):
    """Return the status that the live handlers answer with; None where they leave it to Django."""
    said = []
    scope = {
        "type": "http",
        "path": path,
        "method": method,
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        said.append(message.get("status"))

    handler = asgi.HANDLERS[path.split("/")[1]]
    return said[0] if asyncio.run(handler(scope, receive, send)) else None


def test_every_live_address_has_a_reason():
    assert asgi.HANDLERS.keys() == LIVE.keys()


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "127.0.0.1"},
        {"host": "127.0.0.1", "origin": "https://evil.example"},
        {"host": "evil.example", "origin": "http://evil.example"},
        {"host": "127.0.0.1", "origin": "http://127.0.0.1"},
        {"host": "127.0.0.1", "origin": "http://127.0.0.1", "cookie": "seat-ABCDEF=made:up:one"},
    ],
)
def test_an_answer_without_a_seat_or_from_elsewhere_is_refused(headers):
    headers["accept"] = "application/json"
    assert ask_live("/room/ABCDEF/answer/", "POST", **headers) == 403


@pytest.mark.parametrize("path", ["/room/ABCDEF/stream/", "/screen/ABCDEF/state/"])
def test_a_stream_for_another_host_is_left_to_django(path):
    assert ask_live(path, host="evil.example") is None


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/room/ABCDEF/answer/", b"a=1&" * 600, 413),
        ("/room/ABCDEF/answer/", b"step_1=" + b"x" * 70_000, 413),
        ("/wall/ABCDEF/do/", b"a=1&" * 600, 413),
    ],
)
def test_what_is_too_much_for_a_live_address_is_said_so(path, body, status):
    headers = {"host": "127.0.0.1", "origin": "http://127.0.0.1", "accept": "application/json"}
    assert ask_live(path, "POST", body, **headers) == status


@pytest.mark.parametrize("path", ["*", "", "/", "/room/a\0b/stream/", "/wall/a\0b/do/"])
def test_what_is_no_address_of_ours_is_left_to_django(path):
    assert asgi._first_word(path) not in asgi.HANDLERS


@pytest.mark.parametrize(
    "path", ["screen/%00", "wall/%00", "kept/%00", "picture/%00", "a/%00", "p/%00/shared/1"]
)
def test_a_zero_byte_in_an_address_is_not_found(client, path):
    assert client.get(f"/{path}/").status_code == 404
