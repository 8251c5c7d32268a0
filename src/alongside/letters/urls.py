from django.urls import path

from . import views

app_name = "letters"
urlpatterns = [
    path("o/<slug:organisation>/letters/", views.outbox, name="outbox"),
    path("o/<slug:organisation>/letters/<int:pk>/", views.letter, name="letter"),
    path("o/<slug:organisation>/letters/no-texts/", views.no_texts, name="no_texts"),
    path(
        "o/<slug:organisation>/letters/no-texts/<int:pk>/again/",
        views.texts_again,
        name="texts_again",
    ),
    path("no-letters/<str:token>/", views.no_letters, name="no_letters"),
    path("no-letters/<str:token>/again/", views.letters_again, name="letters_again"),
]
