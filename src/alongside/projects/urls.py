from django.urls import path

from . import views

app_name = "projects"
urlpatterns = [
    path("o/<slug:organisation>/projects/", views.projects, name="projects"),
    path("o/<slug:organisation>/projects/begin/", views.begin, name="begin"),
]
