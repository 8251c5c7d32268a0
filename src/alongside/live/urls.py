from django.urls import include, path

from .views import joining, running, screens

app_name = "live"

remote = [
    path("", running.room, name="remote"),
    path("open/", running.open_room, name="open"),
    path("go/", running.go, name="go"),
    path("asking/", running.change_asking, name="change_asking"),
    path("put-in/", running.put_in, name="put_in"),
    path("questions/", running.questions, name="questions"),
    path("sheet/", running.sheet, name="sheet"),
    path("close/", running.close, name="close"),
]

urlpatterns = [
    path("room/<str:code>/", joining.room, name="room"),
    path("room/<str:code>/come-in/", joining.come_in, name="come_in"),
    path("room/<str:code>/answer/", joining.answer, name="answer"),
    path("room/<str:code>/raise/", joining.raise_question, name="raise_question"),
    path("room/<str:code>/back/", joining.back, name="back"),
    path("room/<str:code>/leave/", joining.leave, name="leave"),
    path("screen/<str:secret>/", screens.screen, name="screen"),
    path("o/<slug:organisation>/sessions/<int:pk>/room/", include(remote)),
]
