from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("o/<slug:organisation>/reports/", views.reports, name="reports"),
    path("o/<slug:organisation>/reports/make/", views.make, name="make"),
    path("o/<slug:organisation>/reports/<int:pk>/", views.report, name="report"),
    path(
        "o/<slug:organisation>/reports/<int:pk>/report.<str:kind>", views.download, name="download"
    ),
]
