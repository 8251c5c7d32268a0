from django.urls import include, path

from .views import people, public, staff

app_name = "draws"

of_opportunity = [
    path("", staff.draw, name="draw"),
    path("set-up/", staff.set_up, name="set_up"),
    path("ask/", staff.ask, name="ask"),
    path("ask/<int:feature>/drop/", staff.drop, name="drop"),
    path("open/", staff.open_questions, name="open"),
    path("quotas/", staff.quotas, name="quotas"),
    path("try/", staff.try_out, name="try"),
    path("ease/", staff.ease, name="ease"),
    path("settle/", staff.settle, name="settle"),
    path("seed/", staff.seed, name="seed"),
    path("people/", staff.people, name="people"),
    path("people/<int:part>/no/", staff.said_no, name="said_no"),
    path("finish/", staff.finish, name="finish"),
]
urlpatterns = [
    path("draw/<str:code>/", public.draw, name="public"),
    path("draw/<str:code>/list.json", public.file, name="file"),
    path("part/<str:token>/draw/", people.own, name="own"),
    path("part/<str:token>/draw/yes/", people.yes, name="yes"),
    path("part/<str:token>/draw/no/", people.no, name="no"),
    path(
        "o/<slug:organisation>/opportunities/<int:opportunity>/draw/",
        include(of_opportunity),
    ),
]
