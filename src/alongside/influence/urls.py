from django.urls import URLPattern, include, path

from .views import answering as answers

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

project: list[URLPattern] = []
"""The pages of one project, below `o/<organisation>/projects/<project>/`."""

urlpatterns = [
    *answering,
    path("o/<slug:organisation>/projects/<int:project>/", include(project)),
]
