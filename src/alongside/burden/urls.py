from django.urls import include, path

from . import views

app_name = "burden"

pages = [
    path("", views.overview, name="overview"),
    path("asked-of-people.csv", views.file, name="file"),
    path("pace/", views.pace, name="pace"),
    path("questions/", views.questions, name="questions"),
]

urlpatterns = [path("o/<slug:organisation>/burden/", include(pages))]
