from django.urls import path

from . import views

app_name = "letters"
urlpatterns = [
    path("o/<slug:organisation>/letters/", views.outbox, name="outbox"),
    path("o/<slug:organisation>/letters/<int:pk>/", views.letter, name="letter"),
]
