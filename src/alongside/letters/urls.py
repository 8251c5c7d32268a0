from django.urls import path

from . import views

app_name = "letters"
urlpatterns = [
    path("o/<slug:organisation>/letters/", views.outbox, name="outbox"),
    path("o/<slug:organisation>/letters/<int:pk>/", views.letter, name="letter"),
    path("no-letters/<str:token>/", views.no_letters, name="no_letters"),
    path("no-letters/<str:token>/again/", views.letters_again, name="letters_again"),
]
