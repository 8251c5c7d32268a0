from django.urls import path

from . import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("start/", views.start, name="start"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("o/<slug:organisation>/", views.today, name="today"),
    path("o/<slug:organisation>/projects/<int:project>/", views.project, name="project"),
    path("o/<slug:organisation>/about/", views.about, name="about"),
]
