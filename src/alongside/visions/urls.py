from django.urls import URLPattern, include, path

from . import views

app_name = "visions"

one: list[URLPattern] = [
    path("", views.vision, name="vision"),
    path("change/", views.change, name="change"),
    path("write/", views.write, name="write"),
    path("from-walls/", views.from_walls, name="from_walls"),
    path("from-walls/<int:wall>/", views.from_wall, name="from_wall"),
    path("statements/<int:statement>/", views.gap, name="gap"),
    path("statements/<int:statement>/take-off/", views.take_off, name="take_off"),
    path("look/", views.look, name="look"),
    path("over-time/", views.over_time, name="over_time"),
    path("over-time.csv", views.over_time_file, name="over_time_csv"),
    path("show/", views.show, name="show"),
]
urlpatterns = [
    path("o/<slug:organisation>/visions/", views.visions, name="visions"),
    path("o/<slug:organisation>/visions/begin/", views.begin, name="begin"),
    path("o/<slug:organisation>/visions/<int:vision>/", include(one)),
]
