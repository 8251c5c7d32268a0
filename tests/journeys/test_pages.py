"""Every page of the example organisation: axe in light and dark, one heading, nothing too wide.

The pages come from the URL table, so that a new one is looked at without being named here. What
exists only at a moment of a story (a place, a question) is looked at in that story.
"""

import pytest
from playwright.sync_api import Error

from tests.addresses import own
from tests.journeys import acts, clock
from tests.journeys.conftest import AXE, DESK, PHONE, Visitor

NO_EXAMPLE = {
    "information": "nothing is shared in the example; in test_projects.py",
    "assessment/<str:token>": "private links; in test_assessment.py",
    "people/<int:place>/take-out": "no page, but a button",
    "evidence/<int:shown>": "evidence is a meeting in the example, and no file",
    "ladder/files/<int:shown>": "no file stands beside a fact in the example",
    "looking-back/<str:token>": "a private link, in test_boards.py",
    "boards/<int:board>/points/<int:point>/take-back": "no page, but a button",
    "boards/<int:board>/looking-back/<int:self_review>/close": "the same",
    "statements/<int:statement>/take-off": "the same",
    "agreed/<int:agreement>": "no page, but a button of a charter",
    "shows/<int:shows>": "the same",
    "spreadsheet/<int:sheet>": "answers on their way in",
    "actions/evidence/<int:evidence>": "no page, but a file that shows something",
    "evidence/<int:evidence>": "what shows something is a meeting in the example, and no file",
    "ladder/words/<int:wording>": "the example shows the product's own words",
    "people/uploads/<int:pk>": "a staff list on its way in",
    "sessions/uploads/<int:pk>": "a register on its way in",
    "ask/uploads/<int:pk>": "answers on their way in",
    "ask/earlier/<int:pk>": "the same",
    "themes/<int:pk>": "themes of somebody who has read the answers",
    "answers/<int:theme>": "the same",
    "you-said-we-did/<int:pk>": "the same",
    "ysw/<str:code>": "the same",
    "picture/<str:code>": "no page, but the picture itself",
    "document/<str:code>": "no page, but the document itself",
    "file/<str:file>": "no page, but a file that somebody added, in test_answering.py",
    "answers/<int:response>/files": "no page, but a file that came with an answer",
    "symbol/<str:code>": "no page, but the symbol itself",
    "choices/<str:choice>": "pictures beside choices, in test_answering.py",
    "pictures/<int:pk>": "pictures are added in test_agenda.py",
    "place/<str:token>": "a private link, in test_story.py",
    "room/<str:code>": "a room that is open, in test_room.py",
    "screen/<str:secret>": "the same",
    "room/<int:room>": "the same",
    "room/groups/<int:number>": "small groups, in test_groups.py",
    "review/<str:token>": "a private link, in test_review.py",
    "part/<str:token>": "a private link, in test_taking_part.py",
    "mine/<str:token>": "a private link, in test_taking_part.py",
    "answer-to/<str:key>": "a private address; in feedback/tests/test_log.py",
    "put-right/<int:correction>": "nobody in the example says that something is wrong",
    "reference/<str:code>.pdf": "no page, but a file",
    "what-helps/<int:share>": "what somebody shared, in test_taking_part.py",
    "reviews/<int:pk>/members/<int:member>": "a review that is open, in test_review.py",
    "a/<str:code>/i/<str:key>": "a private link",
    "no-letters/<str:token>": "a private link",
    "said/<str:key>": "a code for what somebody said, in test_receipts.py",
    "letters/no-texts": "a demo sends no texts; at the end of this file",
    "a/<str:code>/on/<str:key>": "a private link",
}
"""What the example organisation has none of, by a part of the address."""

WIDTHS = (320, 360, 768, 1280)
"""A small phone, and a desk at 400 %; the phone of the journeys; a tablet; a desk."""

TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"
"""By how many pixels a page is wider than the window."""
OTHERWISE_TOO_WIDE = """() => {
    const page = document.documentElement, direction = page.dir;
    const tooWide = () => page.scrollWidth - innerWidth;
    page.style.fontSize = "200%";
    const large = tooWide();
    page.style.fontSize = "";
    page.dir = "rtl";
    const mirrored = tooWide();
    page.dir = direction;
    return {"with text of 200 %": large, "from right to left": mirrored};
}"""
"""The same in other ways that people read it in: each is tried and undone in one go."""


@pytest.fixture(scope="module")
def examples(demo) -> dict[str, str]:
    """What stands for each part of an address: rows of the example organisation."""
    with clock.database(demo.data) as rows:
        session, code, wave = rows.execute(
            "SELECT gathering.id, gathering.code, wave.code FROM gatherings_gathering gathering"
            " JOIN asks_wave wave ON wave.id = evaluation_id"
            " WHERE cohort = 'Next round' ORDER BY gathering.id LIMIT 1"
        ).fetchone()
        first = {
            table: rows.execute(f"SELECT min(id) FROM {table}").fetchone()[0]
            for table in (
                "letters_letter",
                "reports_report",
                "people_membership",
                "people_group",
                "people_team",
                "asks_form",
                "gatherings_review",
            )
        }
        (course,) = rows.execute("SELECT id FROM gatherings_design WHERE came_from > ''").fetchone()
        support = rows.execute("SELECT id FROM library_page WHERE kind = 'support'").fetchone()[0]
        named, response = rows.execute(
            "SELECT wave_id, min(id) FROM asks_response WHERE mode = 'named'"
        ).fetchone()
        (asked,) = rows.execute(
            "SELECT min(id) FROM asks_wave WHERE NOT of_session AND closed IS NULL"
        ).fetchone()
        closed, view = rows.execute(
            "SELECT wave_id, min(id) FROM reports_results WHERE key > ''"
        ).fetchone()
        wall, wall_code, note = rows.execute(
            "SELECT wall.id, wall.code, note.number FROM walls_wall wall"
            " JOIN walls_note note ON note.wall_id = wall.id ORDER BY wall.id LIMIT 1"
        ).fetchone()
        kept = rows.execute("SELECT id, code FROM walls_kept ORDER BY id LIMIT 1").fetchone()
        here = dict(
            zip(
                ("project", "code", "decision", "of_project", "contribution", "action"),
                rows.execute(
                    "SELECT project.id, project.code, decision.id, bearing.theme_id,"
                    " placed.contribution_id, min(action.id) FROM projects_project project"
                    " JOIN influence_decision decision ON decision.project_id = project.id"
                    " JOIN influence_bearing bearing ON bearing.decision_id = decision.id"
                    " JOIN influence_placed placed ON placed.theme_id = bearing.theme_id"
                    " JOIN influence_action action ON action.decision_id = decision.id"
                    " WHERE decision.outcome = 'not yet'"
                ).fetchone(),
                strict=True,
            )
        )
        here |= {
            table.rpartition("_")[2]: rows.execute(
                f"SELECT min(id) FROM {table} WHERE project_id = {here['project']}"
            ).fetchone()[0]
            for table in (
                "projects_seat",
                "projects_stage",
                "projects_meeting",
                "projects_milestone",
                "influence_promise",
            )
        }
        here["review"] = rows.execute("SELECT min(id) FROM influence_review").fetchone()[0]
        written, document, read = rows.execute(
            "SELECT project_id, document.id, code FROM influence_document document"
            " JOIN projects_project project ON project.id = project_id"
        ).fetchone()
        charter, charter_code, step = rows.execute(
            "SELECT charter.id, code, step.id FROM charters_charter charter"
            " JOIN charters_nextstep step ON step.charter_id = charter.id"
        ).fetchone()
        (deck,) = rows.execute("SELECT min(id) FROM cards_deck").fetchone()
        shown_of, matched = rows.execute(
            "SELECT waves, match.question FROM asks_cut cut"
            " JOIN representation_match match ON match.question = cut.question"
        ).fetchone()
        (key,) = rows.execute(
            "SELECT min(id) FROM asks_cut WHERE waves = ? AND part = '0'", (shown_of,)
        ).fetchone()
        (sorted_by,) = rows.execute("SELECT max(id) FROM cards_run").fetchone()
        way, way_code, heard, heard_code = rows.execute(
            "SELECT route.id, route.code, claim.id, claim.code FROM feedback_route route"
            " JOIN feedback_claim claim ON claim.organisation_id = route.organisation_id"
            " WHERE open_link AND published IS NOT NULL"
        ).fetchone()
        (feedback,) = rows.execute("SELECT min(id) FROM feedback_entry").fetchone()
        (spoken,) = rows.execute(
            "SELECT min(id) FROM influence_contribution WHERE withdrawn IS NULL"
        ).fetchone()
        learned, expected, checked = (
            rows.execute(f"SELECT min(id) FROM learning_{table} WHERE plan_id = 1").fetchone()[0]
            for table in ("activity", "expectation", "check")
        )
        certificate, shown = rows.execute(
            "SELECT id, code FROM involvement_certificate ORDER BY id LIMIT 1"
        ).fetchone()
        reference, referred = rows.execute(
            "SELECT id, code FROM involvement_reference ORDER BY id LIMIT 1"
        ).fetchone()
        (story,) = rows.execute("SELECT code FROM involvement_story WHERE id = 1").fetchone()
        offered, advert, part = rows.execute(
            "SELECT opportunity.id, code, min(part.id) FROM involvement_opportunity opportunity"
            " JOIN involvement_part part ON part.opportunity_id = opportunity.id"
            " JOIN involvement_expense expense ON expense.part_id = part.id GROUP BY 1, 2"
        ).fetchone()
        drawn, drawn_code, drawn_for = rows.execute(
            "SELECT id, code, opportunity_id FROM draws_draw"
        ).fetchone()
        (asked_before,) = rows.execute(
            f"SELECT min(id) FROM draws_feature WHERE draw_id = {drawn}"
        ).fetchone()
        journey, journey_code, journey_stage = rows.execute(
            "SELECT journey.id, code, min(stage.id) FROM journeys_journey journey"
            " JOIN journeys_stage stage ON stage.journey_id = journey.id"
        ).fetchone()
        board, met, seat, review, point = rows.execute(
            "SELECT meeting.board_id, min(meeting.id), place.id, review.id, point.id"
            " FROM boards_selfreview review"
            " JOIN boards_boardmeeting meeting ON meeting.board_id = review.board_id"
            " JOIN boards_board board ON board.id = review.board_id"
            " JOIN people_groupmember place ON place.group_id = board.group_id"
            " JOIN boards_point point ON point.review_id = review.id"
        ).fetchone()
        vision, wish = rows.execute(
            "SELECT vision_id, min(id) FROM visions_statement WHERE kind = 'want'"
        ).fetchone()
        assessed = rows.execute("SELECT max(id) FROM assessments_assessment").fetchone()[0]
        marked, mark = rows.execute(
            "SELECT wave_id, id FROM asks_mark WHERE question = 'model' ORDER BY wave_id LIMIT 1"
        ).fetchone()
    return {
        "<int:project>/documents/<int:document>": f"{written}/documents/{document}",
        "p/<str:code>/documents/<int:document>": f"p/{read}/documents/{document}",
        "p/<str:code>": f"p/{here['code']}",
        "take-part/<slug:whose>": "take-part/sandbrook",
        "stories/<slug:whose>": "stories/sandbrook",
        "story/<str:code>.<str:kind>": f"story/{story}.pdf",
        "story/<str:code>": f"story/{story}",
        "stories/<int:story>": "stories/1",
        "tell-us/<str:code>": f"tell-us/{way_code}",
        "heard/<str:code>": f"heard/{heard_code}",
        "feedback/ways/<int:route>": f"feedback/ways/{way}",
        "feedback/claims/<int:claim>": f"feedback/claims/{heard}",
        "feedback/entries/<int:entry>": f"feedback/entries/{feedback}",
        "take/<slug:kind>/<int:what>": f"take/contributions/{spoken}",
        "cards/runs/<int:run>": f"cards/runs/{sorted_by}",
        "cards/<int:deck>": f"cards/{deck}",
        "<int:key>/match/<slug:question>": f"{key}/match/{matched}",
        "<int:key>": str(key),
        "figures/<int:number>": "figures/1",
        "learning/needs/<int:need>": "learning/needs/1",
        "learning/plans/<int:plan>": "learning/plans/1",
        "activities/<int:activity>": f"activities/{learned}",
        "expectations/<int:expectation>": f"expectations/{expected}",
        "checks/<int:check>": f"checks/{checked}",
        "page/plan.<str:kind>": "page/plan.pdf",
        "certificate/<str:code>": f"certificate/{shown}",
        "certificate/<int:certificate>": f"certificate/{certificate}",
        "reference/<str:code>": f"reference/{referred}",
        "references/<int:reference>": f"references/{reference}",
        "issuer/<slug:whose>": "issuer/sandbrook",
        "own-page/<slug:whose>": "own-page/sandbrook",
        "said/<int:testimonial>": "said/1",
        "sessions/<int:gathering>": f"sessions/{session}",
        "recognition/<int:recognition>": "recognition/1",
        "opportunity/<str:code>": f"opportunity/{advert}",
        "draw/<str:code>": f"draw/{drawn_code}",
        "<int:opportunity>/draw/ask/<int:feature>": f"{drawn_for}/draw/ask/{asked_before}",
        "<int:opportunity>/draw/people/<int:part>": f"{drawn_for}/draw/people/1",
        "<int:opportunity>/draw": f"{drawn_for}/draw",
        "<int:opportunity>/people/<int:part>": f"{offered}/people/{part}",
        "<int:opportunity>": str(offered),
        "training/<int:training>": "training/1",
        "gave/<int:given>": "gave/1",
        "costs/<int:cost>": "costs/1",
        "check-ins/<int:check>": "check-ins/1",
        "preparation/<int:preparation>": "preparation/1",
        "charter/<str:code>": f"charter/{charter_code}",
        "<int:charter>": str(charter),
        "journey/<str:code>": f"journey/{journey_code}",
        "<int:journey>/stages/<int:stage>": f"{journey}/stages/{journey_stage}",
        "<int:journey>": str(journey),
        "boards/<int:board>": f"boards/{board}",
        "seats/<int:place>": f"seats/{seat}",
        "met/<int:met>": f"met/{met}",
        "looking-back/<int:self_review>": f"looking-back/{review}",
        "points/<int:point>": f"points/{point}",
        "handover.<str:kind>": "handover.pdf",
        "visions/<int:vision>": f"visions/{vision}",
        "statements/<int:statement>": f"statements/{wish}",
        "from-walls/<int:wall>": f"from-walls/{wall}",
        "assessments/<int:assessment>": f"assessments/{assessed}",
        "items/<slug:item>": "items/payment",
        "instruments/<slug:key>/<int:version>": "instruments/practice/1",
        "instruments/<slug:key>": "instruments/practice",
        "promises/<slug:promise>": "promises/p1",
        "steps/<int:step>": f"steps/{step}",
        "plan/<slug:step>": "plan/feedback",
        "ladder/say/<slug:kind>/<int:activity>": f"ladder/say/meeting/{here['meeting']}",
        "ground-rules/versions/<int:number>": "ground-rules/versions/1",
        "decisions/spreadsheet/<str:file>": "decisions/spreadsheet/answers.xlsx",
        **{f"<int:{part}>": str(key) for part, key in here.items() if part != "code"},
        "walls/kept/<int:pk>": f"walls/kept/{kept[0] if kept else 1}",
        "walls/<int:pk>": f"walls/{wall}",
        "notes/<int:number>": f"notes/{note}",
        "wall/<str:code>": f"wall/{wall_code}",
        "kept/<str:code>": f"kept/{kept[1] if kept else 'NOTHING1'}",
        "ask/waves/<int:wave>/answers/<int:response>": f"ask/waves/{named}/answers/{response}",
        "ask/waves/<int:wave>/files/<str:file>": f"ask/waves/{named}/files/answers.csv",
        "ask/waves/<int:wave>/answers/": f"ask/waves/{named}/answers/",
        "reports/waves/<int:wave>/views/<int:pk>": f"reports/waves/{closed}/views/{view}",
        "reports/waves/<int:wave>/teams": f"reports/waves/{closed}/teams",
        "reports/waves/<int:wave>": f"reports/waves/{closed}",
        "waves/<int:wave>/marks/<str:question>/<int:mark>": f"waves/{marked}/marks/model/{mark}",
        "waves/<int:wave>/marks/<str:question>": f"waves/{marked}/marks/model",
        "ask/waves/<int:wave>": f"ask/waves/{asked}",
        "paper/<int:batch>/<int:number>": "paper/2/2",
        "paper/<int:batch>": "paper/2",
        "results.<str:kind>": "results.pdf",
        "p/of/<slug:whose>": "p/of/sandbrook",
        "l/<slug:whose>/<slug:page>": "l/sandbrook/support",
        "library/<int:pk>": f"library/{support}",
        "entries/<slug:key>": "entries/team00000001",
        "versions/<int:number>/changes": "versions/2/changes",
        "o/<slug:organisation>": "o/sandbrook",
        "sessions/<int:pk>": f"sessions/{session}",
        "j/<str:code>": f"j/{code}",
        "said/in/<str:code>": f"said/in/{wave}",
        "a/<str:code>": f"a/{wave}",
        "letters/<int:pk>": f"letters/{first['letters_letter']}",
        "reports/<int:pk>": f"reports/{first['reports_report']}",
        "people/<int:pk>": f"people/{first['people_membership']}",
        "teams/<int:pk>": f"teams/{first['people_team']}",
        "groups/<int:pk>": f"groups/{first['people_group']}",
        "reviews/<int:pk>": f"reviews/{first['gatherings_review']}",
        "members/<int:member>": f"members/{first['people_membership']}",
        "ask/<int:pk>": f"ask/{first['asks_form']}",
        "programmes/<int:pk>": "programmes/1",
        "designs/<int:pk>/agenda/add/<slug:kind>": f"designs/{course}/agenda/add/breakout",
        "designs/<int:pk>/agenda": f"designs/{course}/agenda",
        "agenda/<int:place>": "agenda/3",
        "move/<int:to>": "move/2",
        "designs/<int:pk>": "designs/1",
        "bookings/<int:booking>": "bookings/1",
        "report.<str:kind>": "report.pdf",
        "for/<slug:product>": "for/xlsform",
        "versions/<int:number>": "versions/1",
        "starters/<slug:starter>": "starters/session_evaluation",
        "add/<slug:kind>": "add/one",
        "/<str:name>": "/support",
    }


def filled(examples: dict[str, str]) -> list[str]:
    """Return every address of the product with the example in it."""
    addresses = ["account/login/", "account/login/code/", "no-such-page/"]
    for address in own():
        route = address.route
        if any(part in route for part in NO_EXAMPLE):
            continue
        for part, value in examples.items():
            route = route.replace(part, value)
        assert "<" not in route, f"say in tests/journeys/test_pages.py what stands for {route}"
        addresses.append(route)
    return [f"/{route}" for route in addresses]


def test_every_page_is_right_for_everyone(visitor, examples, demo):
    amira = visitor(viewport=DESK)
    amira.sign_in()
    amira.context.add_init_script(path=AXE)  # sent once, and not again with every page
    looked_at, wrong = [], []
    for path in [*filled(examples), "/o/sandbrook/sessions/1/", "/j/AAAAAA/"]:
        if is_page(amira, path):
            looked_at.append(path)
            wrong += [f"{path}: {fault}" for fault in faults(amira)]
    assert wrong == []
    assert len(looked_at) >= 45


def is_page(who, path: str) -> bool:
    """Go to an address, and return whether a page is there: not a file, a button of another page,
    or something that leads on to a page with its own address."""
    try:
        answer = who.page.goto(path)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return False
    here = answer.status in {200, 404} and "html" in answer.headers["content-type"]
    return here and answer.request.redirected_from is None


def faults(who) -> list[str]:
    """Return what is wrong with the page that this visitor looks at."""
    page, found = who.page, []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if (too_wide := page.evaluate(TOO_WIDE)) > 0:
            found.append(f"{too_wide} px too wide at {width}")
    for how, too_wide in page.evaluate(OTHERWISE_TOO_WIDE).items():
        if too_wide > 0:
            found.append(f"{too_wide} px too wide {how}")
    if (headings := page.locator("h1").count()) != 1:
        found.append(f"{headings} first headings")
    if not page.title().removesuffix(" – Alongside").strip():
        found.append("no title")
    return found + who.violations()


@pytest.mark.parametrize(
    ("path", "button"),
    [
        ("/o/sandbrook/sessions/plan/", "Plan this session"),
        ("/o/sandbrook/programmes/1/designs/add/", "Save the design"),
        ("/o/sandbrook/people/add/", "Add"),
        ("/o/sandbrook/ask/1/ask-people/", "Ask people"),
    ],
)
def test_a_form_with_problems(visitor, path, button):
    amira = visitor(viewport=PHONE)
    amira.sign_in()
    amira.go(path)
    amira.page.locator("main form[method=post]").last.evaluate(
        "form => form.querySelectorAll('input[type=text], input[type=date], textarea')"
        ".forEach(box => { box.value = ''; })"
    )
    acts.follow(amira.page.locator("main").get_by_role("button", name=button).last)
    amira.page.get_by_role("alert").wait_for()
    assert amira.page.title().startswith("Problem: ")
    assert faults(amira) == []


def test_the_pages_of_texts_are_right_for_everyone(browser, texting):
    with clock.database(texting.data) as rows:
        (wave,) = rows.execute(
            "SELECT min(id) FROM asks_wave WHERE NOT of_session AND closed IS NULL"
        ).fetchone()
    amira = Visitor(browser, texting, viewport=DESK, reduced_motion="reduce")
    amira.sign_in()
    no_texts = "/o/sandbrook/letters/no-texts/"
    amira.go(no_texts)
    amira.page.get_by_role("heading", name="Nobody so far").wait_for()
    wrong = [f"{no_texts}: {fault}" for fault in faults(amira)]
    acts.follow(amira.page.get_by_role("button", name="Send no more texts"))
    amira.page.get_by_role("alert").wait_for()
    wrong += [f"{no_texts} with a problem: {fault}" for fault in faults(amira)]
    amira.page.locator("#id_phone").fill("07700 900123")
    acts.follow(amira.page.get_by_role("button", name="Send no more texts"))
    amira.page.get_by_role("heading", name="1 number").wait_for()
    wrong += [f"{no_texts} with a number: {fault}" for fault in faults(amira)]
    for path in ("/o/sandbrook/letters/", f"/o/sandbrook/ask/waves/{wave}/invite/"):
        amira.go(path)
        wrong += [f"{path}: {fault}" for fault in faults(amira)]
    assert wrong == []
    amira.leave()
