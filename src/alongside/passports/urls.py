from django.urls import include, path

from .views import own, staff

app_name = "passports"

mine = [
    path("", own.own, name="own"),
    path("write/", own.write, name="write"),
    path("still-right/", own.still_right, name="still_right"),
    path("<int:need>/", own.change, name="change"),
    path("<int:need>/delete/", own.delete, name="delete"),
    path("share/session/<int:event>/", own.share, {"kind": "session"}, name="share_session"),
    path("share/part/<int:event>/", own.share, {"kind": "part"}, name="share_part"),
    path("shared/<int:share>/end/", own.unshare, name="unshare"),
    path("shared/<int:share>/met/", own.met, name="met"),
]
staff_of_part = (
    "o/<slug:organisation>/opportunities/<int:opportunity>/people/<int:part>/what-helps/"
)
urlpatterns = [
    path("mine/<str:token>/what-helps-me/", include(mine)),
    path(
        "o/<slug:organisation>/sessions/<int:gathering>/what-helps/", staff.session, name="session"
    ),
    path(
        "o/<slug:organisation>/sessions/<int:gathering>/what-helps/<int:share>/",
        staff.answer_session,
        name="answer_session",
    ),
    path("o/<slug:organisation>/what-helps/", staff.counts, name="counts"),
    path("o/<slug:organisation>/what-helps.csv", staff.counts_file, name="counts_file"),
    path(staff_of_part, staff.part, name="part"),
    path(f"{staff_of_part}<int:share>/", staff.answer_part, name="answer_part"),
]
