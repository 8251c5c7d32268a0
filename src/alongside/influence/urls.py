from django.urls import path

from .views import answering as views

app_name = "influence"
urlpatterns = [
    path("o/<slug:organisation>/answers/", views.answers, name="answers"),
    path("o/<slug:organisation>/answers/<int:theme>/", views.answer, name="answer"),
    path("o/<slug:organisation>/answers/<int:theme>/changed/", views.changed, name="changed"),
    path(
        "o/<slug:organisation>/answers/<int:theme>/same-change/",
        views.same_change,
        name="same_change",
    ),
    path("o/<slug:organisation>/answers/<int:theme>/no/", views.no, name="no"),
    path("o/<slug:organisation>/answers/<int:theme>/not-yet/", views.not_yet, name="not_yet"),
    path("o/<slug:organisation>/you-said-we-did/<int:pk>/", views.publish, name="publish"),
    path(
        "o/<slug:organisation>/you-said-we-did/<int:pk>/take-down/",
        views.take_down,
        name="take_down",
    ),
    path("said/", views.said, name="said"),
    path("said/<str:key>/", views.came_of, name="came_of"),
    path("said/in/<str:code>/", views.said_in, name="said_in"),
    path("ysw/<str:code>/", views.you_said_we_did, name="you_said_we_did"),
]
