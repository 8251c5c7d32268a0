"""Every form of the product, sent with what tired people, broken programs and attackers send.

The addresses come from the URL table and the forms from the pages, so that a new one is tried
without being named here. Nothing may end in "something is broken".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse

import alongside
from alongside.asks import actions as asks
from alongside.asks.models import Wave
from alongside.assessments import actions as assessments
from alongside.assessments import private as assessment_links
from alongside.assessments.models import Place as AssessmentPlace
from alongside.assessments.shelf import shipped
from alongside.boards.models import Board
from alongside.boards.tests import whole as boards
from alongside.cards.models import Run
from alongside.charters import actions as charters
from alongside.charters.models import Charter
from alongside.draws.tests import whole as draws
from alongside.feedback import actions as feedback
from alongside.feedback.models import Claim, Route
from alongside.files.models import File
from alongside.gatherings import actions as gatherings
from alongside.gatherings import courses, private
from alongside.gatherings.models import DesignVersion, Gathering, Review
from alongside.influence import actions as influence
from alongside.influence.models import Contribution, Decision
from alongside.insight import actions as insight
from alongside.insight.models import Analysis
from alongside.insight.tests import story
from alongside.involvement import actions as involvement
from alongside.involvement import private as own_pages
from alongside.involvement.models import Part
from alongside.journeys import actions as journeys
from alongside.journeys.models import Journey
from alongside.letters import actions as letters
from alongside.letters import keys
from alongside.live import actions as live
from alongside.live.models import Room
from alongside.methods import agenda
from alongside.projects import actions as projects
from alongside.projects.models import Project
from alongside.walls.models import Kept, Wall
from tests.addresses import Address, own
from tests.cast import NOW, Cast
from tests.pictures import png
from tests.sent_forms import SentForm, forms_of
from tests.test_doors import OF_AN_AGENDA, _world, parts_of, world  # noqa: F401

NOUNS = sorted({address.name.split(":")[0] for address in own()})

LATER = (timedelta(), timedelta(days=9, minutes=5), timedelta(days=75))
"""When the pages of sessions are looked at: before the session, in it, and when people are asked
what came of their plans."""

WRONG = {
    "nothing": "",
    "a zero byte": "a\0b",
    "too much": "x" * 70_000,
    "many digits": "9" * 5_000,
    "a key too large": str(2**63),
    "below nothing": "-1",
    "digits of another script": "٣",
    "no number": "NaN",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "the night the clocks change": "2026-03-29",
    "an hour that is left out": "01:30",
    "another direction": "\u202eאב 👩🏽‍🦽\u2028",
    "lines": "a\r\nBcc: everybody@example.org",
    "a script": "<script>alert(1)</script>{{ 7 }}%s{0}",
    "a list": '[1, {"a": null}]',
}
"""What is wrong with a value, and the value."""

ANY = ("nothing", "a zero byte", "too much", "no number")
OF_KIND = {
    "words": (*ANY, "another direction", "lines", "a script", "a list"),
    "digits": (*ANY, "many digits", "a key too large", "below nothing", "digits of another script"),
    "a day": (*ANY, "the first day", "the last day", "the night the clocks change", "many digits"),
    "a time": (*ANY, "an hour that is left out", "many digits", "below nothing", "the first day"),
}
"""What can be wrong with a field of each kind. They are sent a column at a time: each field of a
form gets the one of its kind."""

STRICT = ("a zero byte", "too much", "a key too large")
"""What PostgreSQL could choke on and SQLite takes: a letter that it cannot keep, a text longer than
its column, a number larger than its own."""

if connection.vendor == "postgresql":
    COLUMNS = [dict.fromkeys(OF_KIND, WRONG[what]) for what in STRICT]
    ALONE = {"words": ("a zero byte", "too much"), "digits": ("a key too large",)}
    GUESSED = ("a zero byte", "a key too large")
else:
    COLUMNS = [
        {kind: WRONG[what] for kind, what in zip(OF_KIND, column, strict=True)}
        for column in zip(*OF_KIND.values(), strict=True)
    ]
    ALONE = {"digits": ("a key too large",), "a day": ("the last day",)}
    GUESSED = ("many digits", "a key too large", "a list")
"""What is sent in every field at once; what is also sent in one field while the others are right;
and what is sent where no page offers it. What only Python reads is sent on SQLite, and what
reaches the database on PostgreSQL."""

TO_DECIDE = ("decision", "decide", "link", "unlink", "when", "action", "progress", "stop")
"""Addresses of a decision that is open and of an action that is to be done."""

BROKEN = {
    "nothing": b"",
    "a PDF": b"%PDF-1.7\n",
    "half a workbook": b"PK\x03\x04half",
    "another encoding": "Name,Date\nZoë,1/2/2025\n".encode("utf-16"),
    "zero bytes": b"Name,Date\nE\0ve,1/2/2025\n",
    "no UTF-8": b"Name,Date\n\xed\xa0\x80\x81,1/2/2025\n",
    "an open quotation mark": b'Name,"Date\nEve,1/2/2025\n',
    "half a picture": png()[:50],
    "an SVG": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "too many columns": b"a," * 3_000 + b"\n1\n",
    "a formula": b'Name,Date\n"=HYPERLINK(""x"")",31/2/2025\n',
}


@dataclass(frozen=True)
class Places:
    """What fills the parts of an address: by noun, and by address where it has its own."""

    world: tuple[Cast, dict[str, dict[str, object]]]
    known: dict[str, list[dict[str, object]]]

    def of(self, address: Address) -> list[str]:
        """Return the address filled in, in every way this world has."""
        noun = address.name.split(":")[0]
        ways = self.known.get(address.name) or self.known.get(noun, [])
        if "organisation" in address.parts:
            first = parts_of(self.world, address)
            ways = [first, *(first | way for way in ways)]
        filled = [{part: way[part] for part in address.parts} for way in ways or [{}]]
        return list(dict.fromkeys(reverse(address.name, kwargs=parts) for parts in filled))


@pytest.fixture(scope="module")
def _places(_world, module_db):  # noqa: F811
    with module_db():
        return every_place(_world, NOW)


@pytest.fixture
def places(_places, world):  # noqa: F811
    """What fills the parts of an address in every way there is."""
    return _places


def every_place(world, now) -> Places:  # noqa: F811
    """Also what there is later: answers still open, themes read and shared, a public page."""
    cast, parts = world
    gathering = Gathering.objects.get()
    eve = gathering.bookings.get().membership
    plan = {"will": "ask first", "ask_again": True, "now": gathering.ends}
    gatherings.pledge(gathering=gathering, membership=eve, **plan)
    key = asks.invite(wave=Wave.objects.get(mode="named"), member=cast.priya)
    version = Wave.objects.get(mode="named").version
    asked = asks.open_wave(version=version, mode="anonymous", opens=now)
    names = [question["name"] for question in version.definition["questions"]]
    read, half_read = (_analysis(cast, now, [("Shorter", 6), ("No tea", more)]) for more in (5, 9))
    for coding in half_read.codings.exclude(theme=half_read.themes.first()):
        insight.take_out(analysis=half_read, comment=coding.comment, theme=coding.theme)
    insight.share(analysis=read, by=cast.priya, now=now)
    public = influence.publish(analysis=read, themes=read.themes.all(), by=cast.amira, now=now)
    project = projects.publish(project=Project.objects.get(), now=now)
    theme = half_read.themes.first()
    comment = theme.codings.first().comment.pk
    wall = Wall.objects.get(ask="What is good?")
    here = {"code": gathering.code, "token": private.token(gathering.pk, eve.pk)}
    room = gathering.rooms.get()
    review = private.review_token(Review.objects.get().pk, cast.tom.pk)
    chain = Project.objects.get()
    influence.show_document(document=chain.documents.get(), public=True)
    letter = letters.write(
        to="x@example.org",
        about="x",
        subject="x",
        text="x",
        organisation=cast.here,
        optional=True,
        now=now,
    )
    no_letters = keys.no_letters(letter.pk)
    course = gatherings.bring_in(
        programme=gathering.programme,
        course=courses.course("coproduction"),
        by=cast.amira,
        now=now,
    )
    kinds = [agenda.kind_of(item) for item in course.agenda]
    alone, closed = _other_rooms(gathering, course, cast, now)
    parts_there = range(1, len(kinds) + 2)
    of_each = [
        {"pk": course.design_id, "place": kinds.index(kind) + 1 if kind in kinds else 1, "to": 2}
        | {"kind": kind}
        for kind in agenda.KINDS
    ]
    undecided = _undecided(parts["influence"], cast, now)
    said = Contribution.objects.get(text__contains="sofa")
    talking = AssessmentPlace.objects.get()
    alone_now = _still_open(cast, now)
    receipt = {"key": influence.give_receipt(contribution=said)}
    known = {
        **{f"gatherings:{name}": of_each for name in OF_AN_AGENDA},
        "asks": [{"wave": asked.pk, "code": asked.code, "key": key, "name": n} for n in names],
        "asks:private": [{"code": w.code, "key": key} for w in Wave.objects.all()],
        "gatherings": [parts["gatherings"] | here],
        "gatherings:answer_review": [{"token": review}],
        "influence": [
            {"pk": read.pk, "theme": t.pk, "code": public.code} for t in read.themes.all()
        ],
        "letters:no_letters": [{"token": no_letters}],
        "letters:letters_again": [{"token": no_letters}],
        "asks:own_file": [{"code": asked.code, "file": "2" * 24}],
        "asks:go_on": [{"code": asked.code, "key": "K4M7-PQRT-WXY2"}],
        **{
            f"influence:{name}": [{"code": project.code}]
            for name in ("project_page", "data_json", "data_csv")
        },
        "assessments": [{"assessment": alone_now.assessment_id, "place": alone_now.pk}],
        **{
            f"assessments:{name}": [
                {"token": assessment_links.token(place), "screen": 1}
                for place in (alone_now, talking)
            ]
            for name in ("alone", "screen", "check", "own_together")
        },
        **_looking_back(parts["boards"], cast, now),
        "cards:own": [{"code": Run.objects.get(version__deck__organisation=cast.here).wave.code}],
        **_feedback(cast, now),
        "charters:public_charter": [{"code": _published(cast, now).code}],
        **_taking_part(parts["involvement"], now),
        **_drawing(parts["draws"], cast, now),
        "passports": [
            parts["passports"]
            | {
                "token": own_pages.mine_token(
                    Part.objects.get(pk=parts["passports"]["part"]).member_id
                )
            }
        ],
        "passports:share_session": [
            {"token": own_pages.mine_token(eve.pk), "event": gathering.pk},
        ],
        "involvement:take_part": [{"whose": cast.here.slug}],
        "involvement:public_stories": [{"whose": cast.here.slug}],
        **{
            f"involvement:{name}": [{"code": cast.here.stories.get().code, "kind": "docx"}]
            for name in ("public_story", "story_file")
        },
        **{
            f"journeys:public_{name}": [{"code": _public_journey(cast, now).code}]
            for name in ("journey", "stages_csv", "values_csv", "data_json")
        },
        "influence:public_projects": [{"whose": cast.here.slug}],
        "influence:said_in": [{"code": asked.code}],
        "influence:public_document": [{"code": chain.code, "document": chain.documents.get().pk}],
        **{f"influence:{name}": [undecided] for name in TO_DECIDE},
        "influence:came_of": [{"key": "K4M7-PQRT-WXY2"}, receipt],
        **{f"influence:{name}": [receipt] for name in ("countersign", "tell_me", "take_back")},
        "insight": [{"pk": half_read.pk, "theme": theme.pk, "comment": comment}],
        "projects:public_file": [
            {name: parts["projects"][name] for name in ("code", "information")}
        ],
        "walls": [{"code": wall.code, "number": 1}],
        "files": [{"code": File.objects.get(kind=File.Kind.PICTURE).code}],
        "walls:kept": [{"code": Kept.objects.get().code}],
        "library:read": [{"whose": cast.here.slug, "page": "support"}],
        "live": [here | {"pk": gathering.pk, "number": 1, "room": room.pk, "secret": room.secret}],
        "live:room": [{"code": r.gathering.code} for r in (alone, closed)] + [here],
        "live:run_now": [{"pk": course.design_id}],
        "live:alone": [{"code": alone.gathering.code, "place": n} for n in parts_there],
        "live:again": [{"code": closed.gathering.code, "place": n} for n in parts_there],
        **{
            f"live:{name}": [here | {"pk": gathering.pk}, {"pk": alone.gathering_id}]
            for name in ("remote", "alone_room", "until", "replay")
        },
    }
    return Places(world, known)


def _looking_back(there: dict[str, object], cast: Cast, now: datetime) -> dict[str, list]:
    """Return addresses of a board of which people write alone now, and of one that has stopped."""
    board = Board.objects.get()
    review = boards.asked(board, "Summer", cast.amira, now)
    stops = boards.actions.begin(
        organisation=cast.here,
        name="It stops",
        decides="Tea",
        every=2,
        begun=now.date(),
        by=cast.amira,
        now=now,
    )
    boards.actions.stop(board=stops, day=now.date(), who="Us", why="No tea", now=now)
    planned = boards.actions.plan(
        board=board, day=now.date() + timedelta(days=20), by=cast.amira, now=now
    )
    return {
        "boards": [there | {"self_review": review.pk, "met": planned.pk}],
        "boards:answer": [{"board": stops.pk}],
        "boards:alone": boards.links(review),
    }


def _still_open(cast: Cast, now: datetime) -> AssessmentPlace:
    """Return a place in a group that still answers alone."""
    assessment = assessments.begin(
        organisation=cast.here,
        instrument=shipped()["practice"],
        title="Now",
        closes=now + timedelta(days=9),
        led_by=cast.amira,
        people=[assessments.Asked(cast.tom.name, "", "staff")],
        by=cast.amira,
        now=now,
    )
    return assessment.places.get()


def _feedback(cast: Cast, now: datetime) -> dict[str, list[dict[str, object]]]:
    """Return the parts of the public addresses of feedback."""
    route = Route.objects.get(organisation=cast.here)
    private = feedback.tell(route=route, text="It was warm.", tone="positive", now=now)
    claim = Claim.objects.get(organisation=cast.here)
    feedback.publish(claim=claim, now=now)
    return {
        "feedback": [{"code": route.code}],
        "feedback:heard": [{"code": claim.code}],
        "feedback:own": [{"key": private}],
        "feedback:take_back": [{"key": private}],
    }


def _published(cast: Cast, now: datetime) -> Charter:
    """Return the charter that anybody may read."""
    charter = Charter.objects.get(organisation=cast.here)
    charters.publish(charter=charter, now=now)
    return charter


MINE = {
    "home": ("mine", "own_data", "own_data_file", "forget", "leave_all"),
    "involvement": ("limit", "correction", "interests", "forget_interests", "credit"),
}
"""Pages behind the private link to one's own page."""


def _taking_part(parts: dict[str, object], now: datetime) -> dict[str, list[dict[str, object]]]:
    """Return the parts of the addresses of an opportunity: with the private links of whoever takes
    part in it, and with a child who waits for an answer."""
    part = Part.objects.get(pk=parts["part"])
    child = involvement.apply(
        opportunity=part.opportunity,
        name="Ada",
        age=Part.Age.CHILD,
        grown_up="Bisi",
        grown_up_reach="01632 960 113",
        now=now,
        today=now.date(),
    )
    waits = parts | {"part": child.pk}
    return {
        "involvement": [parts | {"token": own_pages.token(part.pk)}],
        **{
            f"{noun}:{name}": [{"token": own_pages.mine_token(part.member_id)}]
            for noun, names in MINE.items()
            for name in names
        },
        **{
            f"involvement:{name}": [{"whose": part.opportunity.organisation.slug}]
            for name in ("issuer", "issuer_key", "issuer_revoked")
        },
        **{
            f"involvement:{name}": [{"code": part.certificates.get().code}]
            for name in ("certificate", "certificate_pdf", "badge")
        },
        **{
            f"involvement:{name}": [{"code": part.references.get().code}]
            for name in ("reference", "reference_pdf")
        },
        "involvement:lost": [{"whose": part.opportunity.organisation.slug}],
        **{f"involvement:{name}": [waits] for name in ("place", "not_now", "child")},
    }


def _drawing(
    parts: dict[str, object], cast: Cast, now: datetime
) -> dict[str, list[dict[str, object]]]:
    """Return the parts of the addresses of a draw that is open, and of one that is drawn."""
    drawn = draws.drawn(lead=cast.amira, now=now)
    done = draws.parts_of_addresses(drawn)
    people = [
        *Part.objects.filter(opportunity=parts["opportunity"]),
        *(one.part for one in drawn.settlement.people.all()),
    ]
    return {
        "draws": [parts, done],
        **{
            f"draws:{name}": [{"token": own_pages.token(part.pk)} for part in people]
            for name in ("own", "yes", "no")
        },
    }


def _public_journey(cast: Cast, now: datetime) -> Journey:
    """Return the journey that anybody may read."""
    journey = Journey.objects.get(organisation=cast.here)
    journeys.publish(journey=journey, now=now)
    return journey


def _undecided(parts: dict[str, int], cast: Cast, now: datetime) -> dict[str, int]:
    """Return the parts of an address of a decision that is still open, and of an action that is
    still to be done."""
    decided = Decision.objects.get(pk=parts["decision"])
    theme, words = decided.project.themes.get(), decided.project.contributions.get()
    asked = influence.declare(
        project=decided.project,
        question="Which tea?",
        open_to=Decision.OpenTo.FULLY,
        options=["Green", "Black"],
        by=cast.tom,
        now=now,
    )
    influence.link_theme(decision=asked, theme=theme)
    influence.link_words(decision=asked, contribution=words)
    to_do = influence.begin_action(
        decision=decided, text="Buy tea", owner=cast.tom, due=now.date(), by=cast.tom, now=now
    )
    return {"project": decided.project_id, "decision": asked.pk, "action": to_do.pk}


def _other_rooms(
    gathering: Gathering, course: DesignVersion, cast: Cast, now: datetime
) -> tuple[Room, Room]:
    """Return a room that people go through alone, and a closed one to go through again."""
    details = gatherings.Plan(
        starts=gathering.starts, ends=gathering.ends, capacity=9, version=course
    )
    alone, closed = (
        gatherings.plan(programme=gathering.programme, details=details, by=cast.amira, now=now)
        for _ in range(2)
    )
    until = gathering.starts + timedelta(days=90)
    open_alone = live.leave_open(gathering=alone, by=cast.amira, until=until, now=now)
    room = live.open_room(gathering=closed, by=cast.amira, now=now)
    live.close(room=room, now=now)
    live.set_replay(room=room, replay=True, words=True, now=now)
    return open_alone, room


def _analysis(cast: Cast, now: datetime, people: list[tuple[str, int]]) -> Analysis:
    """Return an analysis of what people would improve, read and put into themes."""
    said = [{"improve": words, "quote": True} for words, many in people for _ in range(many)]
    analysis = story.analyse(cast.priya, now, story.tell(cast.here, now, said))
    story.sort_into(analysis, {("improve", w): w for w, _ in people}, cast.priya, now)
    return analysis


@pytest.fixture
def sent(client):
    """Send a request whose traces are taken back; note it when it broke something."""
    broken: list[str] = []

    def do(what: str, method: str, address: str, data: str | dict = "", **more):
        try:
            with transaction.atomic():
                if more:
                    answer = client.post(address, data | more)
                elif method == "post":
                    form = "application/x-www-form-urlencoded"
                    answer = client.generic("POST", address, data, content_type=form)
                else:
                    answer = client.get(f"{address.partition('?')[0]}?{data}" if data else address)
                transaction.set_rollback(True)
        except Exception as fault:
            broken.append(f"{method} {address}, {what}: {fault!r:.150}")
            return None
        if answer.status_code in {400, 500}:
            broken.append(f"{method} {address}, {what}: {answer.status_code}")
        return answer

    do.broken = broken
    return do


def attempts(form: SentForm, theirs: str) -> dict[str, str]:
    """Return what is tried on a form: what is sent, each once, and what is wrong with it."""
    tried: dict[str, str] = {}
    for what, data in _attempts(form, theirs):
        tried.setdefault(data, what)
    return tried


def _attempts(form: SentForm, theirs: str) -> Iterator[tuple[str, str]]:
    names = form.fields
    yield "as it stands", urlencode(names)
    if connection.vendor == "sqlite":
        yield "not UTF-8", "&".join(f"{quote(name)}=%ff%ed%a0%80" for name in names)
        twice = {name: [value, "no"] for name, value in names.items()}
        yield "everything twice", urlencode(twice, True)
    for number, column in enumerate(COLUMNS, start=1):
        wrong = {name: column[kind_of(value)] for name, value in names.items()}
        yield f"everywhere what is wrong number {number}", urlencode(wrong)
    for name in one_of_each_kind(names):
        kind = kind_of(names[name])
        if connection.vendor == "sqlite":
            yield f"without {name}", urlencode({n: v for n, v in names.items() if n != name})
            if kind == "digits":
                yield f"{name} of others", urlencode(names | {name: theirs})
        for what in ALONE.get(kind, ()):
            yield f"{name} {what}", urlencode(names | {name: WRONG[what]})


def kind_of(value: str) -> str:
    """Return what kind of field sends such a value.

    >>> [kind_of(value) for value in ("12", "2026-04-01", "2026-04-01T10:00", "10:00", "Tea")]
    ['digits', 'a day', 'a day', 'a time', 'words']
    """
    if value.isdecimal():
        return "digits"
    if re.match(r"\d{4}-\d\d-\d\d", value):
        return "a day"
    return "a time" if re.fullmatch(r"\d\d:\d\d(:\d\d)?", value) else "words"


def one_of_each_kind(names: Iterable[str]) -> list[str]:
    """Return the first of the names that differ only in a number: they are read by the same lines.

    >>> one_of_each_kind(["text", "choice_1", "choice_2", "place_1"])
    ['text', 'choice_1', 'place_1']
    """
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(re.sub(r"\d+", "1", name), name)
    return list(first.values())


def names_of(noun: str) -> list[str]:
    """Return what the forms and views of a noun may be sent, read from their source."""
    folder = Path(alongside.__file__).parent / noun
    files = [*folder.glob("views*.py"), *folder.glob("forms*.py")]
    files += [*folder.glob("views/*.py"), *folder.glob("forms/*.py")]
    told = "\n".join(file.read_text() for file in files)
    found = re.findall(r"""POST\.get(?:list)?\("(\w+)"|^    (\w+) = """, told, re.MULTILINE)
    return sorted({"".join(names) for names in found})


@pytest.mark.parametrize("noun", NOUNS)
def test_whatever_is_sent_nothing_breaks(world, places, sent, sign_in, now, monkeypatch, noun):  # noqa: F811
    cast, _ = world
    sign_in(cast.amira)
    tried: set[tuple[str, ...]] = set()
    addresses = [address for address in own() if address.name.split(":")[0] == noun]
    for address in addresses:
        _send_guesses(sent, places.of(address)[-1], names_of(noun))
    for after in LATER if noun == "gatherings" else LATER[:1]:
        monkeypatch.setattr("django.utils.timezone.now", lambda moment=now + after: moment)
        for where in [where for address in addresses for where in places.of(address)]:
            page = sent("its page", "get", where)
            if page is None or page.status_code != 200 or "html" not in page["Content-Type"]:
                continue
            for form in forms_of(page.content.decode(), where):
                if form.path.startswith("/account/") or form.shape in tried:
                    continue
                tried.add(form.shape)
                _send(sent, form, str(cast.bola.pk))
    assert sent.broken == []


def _send_guesses(sent, where: str, names: list[str]) -> None:
    """Send what no page offers at this moment, or no page at all."""
    answer = sent("nothing", "post", where)
    if answer is not None and answer.status_code == 405:
        return  # whatever is sent
    for what in GUESSED:
        sent(f"guessed {what}", "post", where, urlencode(dict.fromkeys(names, WRONG[what])))


def _send(sent, form: SentForm, theirs: str) -> None:
    for data, what in attempts(form, theirs).items():
        sent(what, form.method, form.address, data)
    for name in form.files:
        for what, content in BROKEN.items():
            file = SimpleUploadedFile(f"{'long' * 70} {what}.csv", content)
            sent(what, "post", form.address, form.fields, **{name: file})
