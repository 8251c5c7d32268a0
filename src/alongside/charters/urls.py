from django.urls import include, path

from . import views

app_name = "charters"

charter = [
    path("", views.charter, name="charter"),
    path("write/", views.write, name="write"),
    path("agreed/", views.agreed, name="agreed"),
    path(
        "agreed/<int:agreement>/take-away/", views.take_away_agreement, name="take_away_agreement"
    ),
    path("rate/", views.rate, name="rate"),
    path("publish/", views.publish, name="publish"),
    path("take-down/", views.take_down, name="take_down"),
    path("promises/<slug:promise>/step/", views.step, name="step"),
    path("promises/<slug:promise>/shows/", views.shows, name="shows"),
    path("shows/<int:shows>/take-away/", views.take_away_shows, name="take_away_shows"),
    path("steps/<int:step>/done/", views.done, name="done"),
    path("steps/<int:step>/take-away/", views.take_away_step, name="take_away_step"),
]
urlpatterns = [
    path("charter/<str:code>/", views.public_charter, name="public_charter"),
    path("o/<slug:organisation>/charters/", views.charters, name="charters"),
    path("o/<slug:organisation>/charters/begin/", views.begin, name="begin"),
    path("o/<slug:organisation>/charters/<int:charter>/", include(charter)),
]
