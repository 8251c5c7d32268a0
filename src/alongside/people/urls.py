from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("o/<slug:organisation>/me/", views.me, name="me"),
    path("o/<slug:organisation>/people/", views.people, name="people"),
    path("o/<slug:organisation>/people/add/", views.add, name="add"),
    path("o/<slug:organisation>/people/upload/", views.upload_staff, name="upload_staff"),
    path("o/<slug:organisation>/people/uploads/<int:pk>/", views.staff_list, name="staff_list"),
    path("o/<slug:organisation>/people/<int:pk>/", views.member, name="member"),
    path("o/<slug:organisation>/people/<int:pk>/leave/", views.leave, name="leave"),
    path("o/<slug:organisation>/teams/", views.teams, name="teams"),
    path("o/<slug:organisation>/teams/add/", views.add_team, name="add_team"),
]
