from django.urls import path

from . import own_page, views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("start/", views.start, name="start"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("mine/<str:token>/", own_page.mine, name="mine"),
    path("mine/<str:token>/data/", own_page.data, name="own_data"),
    path("mine/<str:token>/data.json", own_page.data_file, name="own_data_file"),
    path("mine/<str:token>/forget/", own_page.forget, name="forget"),
    path("mine/<str:token>/leave/", own_page.leave, name="leave_all"),
    path("o/<slug:organisation>/mine/", own_page.signed_in, name="my_page"),
    path("o/<slug:organisation>/", views.today, name="today"),
    path("o/<slug:organisation>/projects/<int:project>/", views.project, name="project"),
    path("o/<slug:organisation>/about/", views.about, name="about"),
]
