from django.urls import include, path

from . import views

app_name = "people"

group = [
    path("", views.group, name="group"),
    path("change/", views.change_group, name="change_group"),
    path("members/add/", views.add_to_group, name="add_to_group"),
    path("members/<int:member>/take-out/", views.take_from_group, name="take_from_group"),
    path("put-away/", views.put_group_away, name="put_group_away"),
    path("bring-back/", views.bring_group_back, name="bring_group_back"),
]

urlpatterns = [
    path("o/<slug:organisation>/me/", views.me, name="me"),
    path("o/<slug:organisation>/people/", views.people, name="people"),
    path("o/<slug:organisation>/people/add/", views.add, name="add"),
    path("o/<slug:organisation>/people/upload/", views.upload_staff, name="upload_staff"),
    path("o/<slug:organisation>/people/uploads/<int:pk>/", views.staff_list, name="staff_list"),
    path("o/<slug:organisation>/people/<int:pk>/", views.member, name="member"),
    path("o/<slug:organisation>/people/<int:pk>/leave/", views.leave, name="leave"),
    path("o/<slug:organisation>/groups/", views.groups, name="groups"),
    path("o/<slug:organisation>/groups/add/", views.add_group, name="add_group"),
    path("o/<slug:organisation>/groups/<int:pk>/", include(group)),
    path("o/<slug:organisation>/teams/", views.teams, name="teams"),
    path("o/<slug:organisation>/teams/add/", views.add_team, name="add_team"),
    path("o/<slug:organisation>/teams/<int:pk>/", views.change_team, name="change_team"),
]
