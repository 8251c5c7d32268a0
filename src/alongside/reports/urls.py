from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("o/<slug:organisation>/reports/", views.reports, name="reports"),
    path("o/<slug:organisation>/reports/make/", views.make, name="make"),
    path("o/<slug:organisation>/reports/waves/<int:wave>/", views.wave, name="wave"),
    path(
        "o/<slug:organisation>/reports/waves/<int:wave>/results.<str:kind>",
        views.wave_download,
        name="wave_download",
    ),
    path("o/<slug:organisation>/reports/waves/<int:wave>/teams/", views.teams, name="teams"),
    path("o/<slug:organisation>/reports/waves/<int:wave>/look/", views.look, name="look"),
    path("o/<slug:organisation>/reports/waves/<int:wave>/views/<int:pk>/", views.view, name="view"),
    path(
        "o/<slug:organisation>/reports/waves/<int:wave>/views/<int:pk>/results.<str:kind>",
        views.view_download,
        name="view_download",
    ),
    path("o/<slug:organisation>/reports/refused/", views.refused, name="refused"),
    path("o/<slug:organisation>/reports/refused.csv", views.refused_file, name="refused_file"),
    path("o/<slug:organisation>/reports/<int:pk>/", views.report, name="report"),
    path("o/<slug:organisation>/reports/<int:pk>/codebook.csv", views.codebook, name="codebook"),
    path(
        "o/<slug:organisation>/reports/<int:pk>/report.<str:kind>", views.download, name="download"
    ),
]
