from django.urls import URLPattern, URLResolver, include, path

from .views import changing, reading, valuing

app_name = "journeys"

stage: list[URLPattern | URLResolver] = [
    path("", changing.change_stage, name="change_stage"),
    path("reached/", changing.reached, name="reached"),
    path("back/", changing.back, name="back"),
    path("move/", changing.move, name="move"),
    path("projects/", changing.projects, name="projects"),
    path("take-away/", changing.take_stage_away, name="take_stage_away"),
    path("evidence/", changing.show, name="show"),
    path("evidence/<int:evidence>/file/", reading.evidence_file, name="evidence_file"),
    path(
        "evidence/<int:evidence>/take-away/", changing.take_evidence_away, name="take_evidence_away"
    ),
]
journey: list[URLPattern | URLResolver] = [
    path("", reading.journey, name="journey"),
    path("change/", changing.change, name="change"),
    path("stages/add/", changing.add_stage, name="add_stage"),
    path("stages/<int:stage>/", include(stage)),
    path("values/", valuing.values, name="values"),
    path("values/ask/", valuing.ask, name="ask"),
    path("publish/", changing.publish, name="publish"),
    path("take-down/", changing.take_down, name="take_down"),
    path("stages.csv", reading.data, {"kind": "stages"}, name="stages_csv"),
    path("values.csv", reading.data, {"kind": "values"}, name="values_csv"),
    path("data.json", reading.data, {"kind": "json"}, name="data_json"),
]
public = [
    path("", reading.public_journey, name="public_journey"),
    path("stages.csv", reading.public_data, {"kind": "stages"}, name="public_stages_csv"),
    path("values.csv", reading.public_data, {"kind": "values"}, name="public_values_csv"),
    path("data.json", reading.public_data, {"kind": "json"}, name="public_data_json"),
]
urlpatterns = [
    path("journey/<str:code>/", include(public)),
    path("o/<slug:organisation>/journeys/", reading.journeys, name="journeys"),
    path("o/<slug:organisation>/journeys/begin/", changing.begin, name="begin"),
    path("o/<slug:organisation>/journeys/<int:journey>/", include(journey)),
]
