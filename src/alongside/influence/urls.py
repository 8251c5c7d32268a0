from django.urls import URLPattern, URLResolver, include, path

from .views import answering as answers
from .views import (
    bringing,
    challenging,
    deciding,
    documents,
    doing,
    measuring,
    planning,
    promising,
    public,
    receipts,
    reviews,
    said,
    sheeting,
    themes,
)

app_name = "influence"

answering = [
    path("o/<slug:organisation>/answers/", answers.answers, name="answers"),
    path("o/<slug:organisation>/answers/<int:theme>/", answers.answer, name="answer"),
    path("o/<slug:organisation>/answers/<int:theme>/changed/", answers.changed, name="changed"),
    path(
        "o/<slug:organisation>/answers/<int:theme>/same-change/",
        answers.same_change,
        name="same_change",
    ),
    path("o/<slug:organisation>/answers/<int:theme>/no/", answers.no, name="no"),
    path("o/<slug:organisation>/answers/<int:theme>/not-yet/", answers.not_yet, name="not_yet"),
    path("o/<slug:organisation>/you-said-we-did/<int:pk>/", answers.publish, name="publish"),
    path(
        "o/<slug:organisation>/you-said-we-did/<int:pk>/take-down/",
        answers.take_down,
        name="take_down",
    ),
    path("said/in/<str:code>/", answers.said_in, name="said_in"),
    path("ysw/<str:code>/", answers.you_said_we_did, name="you_said_we_did"),
]

public_pages = [
    path("p/<str:code>/", public.project_page, name="project_page"),
    path("p/<str:code>/data.json", public.data_json, name="data_json"),
    path("p/<str:code>/data.csv", public.data_csv, name="data_csv"),
    path("p/of/<slug:whose>/", public.public_projects, name="public_projects"),
]

receipt = [
    path("said/", receipts.said, name="said"),
    path("said/<str:key>/", receipts.came_of, name="came_of"),
    path("said/<str:key>/answer/", receipts.answer, name="countersign"),
    path("said/<str:key>/tell-me/", receipts.tell_me, name="tell_me"),
    path("said/<str:key>/take-back/", receipts.take_back, name="take_back"),
    path("o/<slug:organisation>/disputes/", reviews.all_reviews, name="all_reviews"),
]
"""Receipts, and what whoever has one disagrees with."""


contributions = [
    path("said/", said.contributions, name="contributions"),
    path("said/add/", said.write_down, name="write_down"),
    path("said/bring/", bringing.bring, name="bring"),
    path("said/spreadsheet/", bringing.sheet, name="said_sheet"),
    path("said/receipts/", said.receipts_to_print, name="receipts_to_print"),
    path("said/<int:contribution>/", said.contribution, name="contribution"),
    path("said/<int:contribution>/consent/", said.consent, name="change_consent"),
    path("said/<int:contribution>/take-back/", said.take_back, name="take_contribution_back"),
    path("said/<int:contribution>/receipt/", said.receipt, name="give_receipt"),
    path("said/<int:contribution>/put/", said.put, name="put_contribution"),
]

of_themes = [
    path("themes/", themes.themes, name="themes"),
    path("themes/make/", themes.make_theme, name="make_theme"),
    path("themes/bring/", bringing.bring_theme, name="bring_theme"),
    path("themes/<int:of_project>/", themes.theme, name="theme"),
    path("themes/<int:of_project>/change/", themes.change_theme, name="change_theme"),
    path("themes/<int:of_project>/put-in/", themes.put_in, name="put_in"),
    path("themes/<int:of_project>/take-out/", themes.take_out, name="take_out"),
    path("themes/<int:of_project>/merge/", themes.merge, name="merge_theme"),
    path("themes/<int:of_project>/up/", themes.up, name="theme_up"),
    path("themes/<int:of_project>/down/", themes.down, name="theme_down"),
]

of_documents = [
    path("documents/", documents.documents, name="documents"),
    path("documents/add/", documents.add_document, name="add_document"),
    path("documents/<int:document>/", documents.document, name="document"),
    path("documents/<int:document>/add/", documents.add_version, name="add_version"),
    path("documents/<int:document>/link/", documents.link, name="link_passage"),
    path("documents/<int:document>/unlink/", documents.unlink, name="unlink_passage"),
    path("documents/<int:document>/delete/", documents.delete, name="delete_document"),
    path("documents/<int:document>/show/", documents.show, name="show_document"),
]

_decisions = [
    path("", deciding.decisions, name="decisions"),
    path("declare/", deciding.declare, name="declare"),
    path("<int:decision>/", deciding.decision, name="decision"),
    path("<int:decision>/link/", deciding.link, name="link"),
    path("<int:decision>/unlink/", deciding.unlink, name="unlink"),
    path("<int:decision>/when/", deciding.when, name="when"),
    path("<int:decision>/decide/", deciding.decide, name="decide"),
    path("<int:decision>/correct/", deciding.correct, name="correct"),
    path("<int:decision>/anew/", deciding.declare_anew, name="declare_anew"),
    path("<int:decision>/begin-action/", doing.begin, name="begin_action"),
    path("<int:decision>/seen/", doing.seen, name="outcome_seen"),
]
_sheets = [
    path("spreadsheet/", sheeting.answer_sheet, name="answer_sheet"),
    path("spreadsheet/<int:sheet>/", sheeting.answer_sheet_read, name="answer_sheet_read"),
    path("spreadsheet/<str:file>", sheeting.answer_sheet_file, name="answer_sheet_file"),
]
_actions = [
    path("", doing.actions, name="actions"),
    path("<int:action>/", doing.action, name="action"),
    path("<int:action>/progress/", doing.progress, name="progress"),
    path("<int:action>/done/", doing.done, name="done"),
    path("<int:action>/stop/", doing.stop, name="stop"),
    path("<int:action>/hand-over/", doing.hand_over, name="hand_over"),
    path("evidence/<int:evidence>/", doing.evidence_file, name="evidence_file"),
]

of_plan = [
    path("plan/", planning.plan, name="plan"),
    path("plan/sheet/", planning.sheet, name="plan_sheet"),
    path("plan/nothing-open/", planning.nothing_open, name="nothing_open"),
    path("plan/<slug:step>/", planning.plan_step, name="plan_step"),
    path("challenges/", challenging.challenges, name="challenges_of"),
    path("promises/", promising.promises, name="promises"),
    path("promises/make/", promising.make, name="make_promise"),
    path("promises.csv", promising.csv_file, name="promises_csv"),
    path("promises.json", promising.json_file, name="promises_json"),
]

project: list[URLPattern | URLResolver] = [
    path("public/", measuring.public_page, name="public_page"),
    path("public/publish/", measuring.publish_project, name="publish_project"),
    path("public/take-down/", measuring.take_down_project, name="take_down_project"),
    path("measures/", measuring.measures_of, name="measures_of"),
    path("decisions/", include(_decisions + _sheets)),
    path("decisions.csv", sheeting.decisions_csv, name="decisions_csv"),
    path("decisions.json", sheeting.decisions_json, name="decisions_json"),
    path("actions/", include(_actions)),
    *contributions,
    *of_themes,
    *of_documents,
    *of_plan,
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/<int:review>/", reviews.review, name="review"),
    path("said/<int:contribution>/told/", reviews.told_in_person, name="told_in_person"),
]
"""The pages of one project, below `o/<organisation>/projects/<project>/`."""

promises = [
    path("o/<slug:organisation>/plans/", planning.plans, name="plans"),
    path("o/<slug:organisation>/challenges/", challenging.challenges, name="challenges"),
    path("o/<slug:organisation>/promises/", promising.promises, name="all_promises"),
    path("o/<slug:organisation>/promises.csv", promising.csv_file, name="all_promises_csv"),
    path("o/<slug:organisation>/promises.json", promising.json_file, name="all_promises_json"),
    path("o/<slug:organisation>/promises/make/", promising.make, name="make_promise_of_all"),
    path("o/<slug:organisation>/promises/<int:promise>/", promising.promise, name="promise"),
    path("o/<slug:organisation>/promises/<int:promise>/keep/", promising.keep, name="keep_promise"),
    path(
        "o/<slug:organisation>/promises/<int:promise>/give-up/",
        promising.give_up,
        name="give_up_promise",
    ),
    path("o/<slug:organisation>/promises/<int:promise>/move/", promising.move, name="move_promise"),
    path(
        "o/<slug:organisation>/promises/<int:promise>/hand-over/",
        promising.hand_over,
        name="hand_over_promise",
    ),
]

urlpatterns = [
    *answering,
    *public_pages,
    path("o/<slug:organisation>/measures/", measuring.all_measures, name="measures"),
    path(
        "p/<str:code>/documents/<int:document>/",
        documents.public_document,
        name="public_document",
    ),
    *promises,
    *receipt,
    path("o/<slug:organisation>/projects/<int:project>/", include(project)),
]
