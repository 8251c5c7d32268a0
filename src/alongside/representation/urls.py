from django.urls import include, path

from . import views

app_name = "representation"

pages = [
    path("", views.overview, name="overview"),
    path("figures/load/", views.load, name="load"),
    path("figures/empty.csv", views.empty, name="empty"),
    path("figures/<int:number>/", views.figures, name="figures"),
    path("<int:key>/", views.source, name="source"),
    path("<int:key>/compared.csv", views.source_file, name="source_file"),
    path("<int:key>/match/<slug:question>/", views.match, name="match"),
    path("<int:key>/match/<slug:question>/undo/", views.unmatch, name="unmatch"),
]

urlpatterns = [path("o/<slug:organisation>/who-is-missing/", include(pages))]
