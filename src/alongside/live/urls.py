from django.urls import include, path

from .views import (
    afterwards,
    alone,
    grouped,
    grouping,
    joining,
    offering,
    replaying,
    running,
    screens,
)

app_name = "live"

remote = [
    path("", running.room, name="remote"),
    path("open/", running.open_room, name="open"),
    path("go/", running.go, name="go"),
    path("asking/", running.change_asking, name="change_asking"),
    path("put-in/", running.put_in, name="put_in"),
    path("questions/", running.questions, name="questions"),
    path("words/", running.words, name="words"),
    path("sheet/", running.sheet, name="sheet"),
    path("close/", running.close, name="close"),
    path("time/", running.time, name="time"),
    path("voices/", grouping.who_is_heard, name="voices"),
    path("groups/", grouping.groups, name="groups"),
    path("groups/make/", grouping.make_groups, name="make_groups"),
    path("groups/even-out/", grouping.even_out, name="even_out"),
    path("groups/come-back/", grouping.come_back, name="come_back"),
    path("groups/merge/", grouping.merge, name="merge"),
    path("groups/<int:number>/", grouping.one_group, name="one_group"),
    path("groups/<int:number>/move/", grouping.move, name="move"),
    path("groups/<int:number>/add/", grouping.add_person, name="add_person"),
    path("groups/<int:number>/help/", grouping.answer_help, name="answer_help"),
    path("groups/<int:number>/say/", grouping.say, name="say"),
    path("alone/", offering.alone_room, name="alone_room"),
    path("alone/until/", offering.until, name="until"),
    path("replay/", offering.replay, name="replay"),
    path("<int:room>/", afterwards.came_of, name="came_of"),
    path("<int:room>/keep/", afterwards.keep, name="keep"),
]

urlpatterns = [
    path("room/<str:code>/", joining.room, name="room"),
    path("room/<str:code>/come-in/", joining.come_in, name="come_in"),
    path("room/<str:code>/answer/", joining.answer, name="answer"),
    path("room/<str:code>/raise/", joining.raise_question, name="raise_question"),
    path("room/<str:code>/back/", joining.back, name="back"),
    path("room/<str:code>/group/", grouped.group, name="group"),
    path("room/<str:code>/about-me/", grouped.about_me, name="about_me"),
    path("room/<str:code>/needs/", joining.say_needs, name="say_needs"),
    path("room/<str:code>/leave/", joining.leave, name="leave"),
    path("room/<str:code>/share/", joining.share, name="share"),
    path("room/<str:code>/thanks/", joining.thanks, name="thanks"),
    path("room/<str:code>/alone/<int:place>/", alone.alone, name="alone"),
    path("room/<str:code>/again/<int:place>/", replaying.again, name="again"),
    path("screen/<str:secret>/", screens.screen, name="screen"),
    path("o/<slug:organisation>/sessions/<int:pk>/room/", include(remote)),
    path("o/<slug:organisation>/designs/<int:pk>/run/", offering.run_now, name="run_now"),
]
