from django.urls import path

from . import views

app_name = "cards"

urlpatterns = [
    path("a/<str:code>/cards/", views.own, name="own"),
    path("o/<slug:organisation>/cards/", views.decks, name="decks"),
    path("o/<slug:organisation>/cards/begin/", views.begin, name="begin"),
    path("o/<slug:organisation>/cards/<int:deck>/", views.deck, name="deck"),
    path("o/<slug:organisation>/cards/<int:deck>/write/", views.write, name="write"),
    path("o/<slug:organisation>/cards/<int:deck>/print/", views.to_print, name="print"),
    path("o/<slug:organisation>/cards/<int:deck>/use/", views.use, name="use"),
    path("o/<slug:organisation>/cards/<int:deck>/ask/", views.ask, name="ask"),
    path("o/<slug:organisation>/cards/runs/<int:run>/", views.run, name="run"),
    path("o/<slug:organisation>/cards/runs/<int:run>/again/", views.again, name="again"),
    path("o/<slug:organisation>/cards/runs/<int:run>/results.csv", views.results, name="results"),
]
