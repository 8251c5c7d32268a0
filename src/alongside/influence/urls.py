from django.urls import URLPattern, include, path

from .views import answering as answers
from .views import measuring, public

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
    path("said/", answers.said, name="said"),
    path("said/<str:key>/", answers.came_of, name="came_of"),
    path("said/in/<str:code>/", answers.said_in, name="said_in"),
    path("ysw/<str:code>/", answers.you_said_we_did, name="you_said_we_did"),
]

public_pages = [
    path("p/<str:code>/", public.project_page, name="project_page"),
    path("p/<str:code>/data.json", public.data_json, name="data_json"),
    path("p/<str:code>/data.csv", public.data_csv, name="data_csv"),
    path("p/of/<slug:whose>/", public.public_projects, name="public_projects"),
]

project: list[URLPattern] = [
    path("public/", measuring.public_page, name="public_page"),
    path("public/publish/", measuring.publish_project, name="publish_project"),
    path("public/take-down/", measuring.take_down_project, name="take_down_project"),
]
"""The pages of one project, below `o/<organisation>/projects/<project>/`."""

urlpatterns = [
    *answering,
    *public_pages,
    path("o/<slug:organisation>/measures/", measuring.all_measures, name="measures"),
    path("o/<slug:organisation>/projects/<int:project>/", include(project)),
]
