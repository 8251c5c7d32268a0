from django.urls import URLPattern, URLResolver, include, path

from .views import alone, boards, meetings, reviews, stopping

app_name = "boards"

review = [
    path("", reviews.review, name="review"),
    path("links/", reviews.links, name="links"),
    path("close/", reviews.close, name="close_review"),
    path("agree/", reviews.agree, name="agree"),
]
one: list[URLPattern | URLResolver] = [
    path("", boards.board, name="board"),
    path("change/", boards.change, name="change"),
    path("seats/add/", boards.add, name="add"),
    path("seats/<int:place>/", boards.member, name="member"),
    path("seats/<int:place>/leave/", boards.leave, name="leave"),
    path("plan/", meetings.plan, name="plan"),
    path("met/<int:met>/", meetings.meeting, name="meeting"),
    path("met/<int:met>/note/", meetings.note, name="note"),
    path("met/<int:met>/vote/", meetings.vote, name="vote"),
    path("stop/", stopping.stop, name="stop"),
    path("next/", stopping.answer, name="answer"),
    path("handover.<str:kind>", stopping.handover, name="handover"),
    path("looking-back/begin/", reviews.begin, name="begin_review"),
    path("looking-back/<int:self_review>/", include(review)),
    path("points/<int:point>/promise/", reviews.promise, name="promise"),
    path("points/<int:point>/take-back/", reviews.take_back, name="take_back"),
]
urlpatterns = [
    path("looking-back/<str:token>/", alone.alone, name="alone"),
    path("o/<slug:organisation>/boards/", boards.boards, name="boards"),
    path("o/<slug:organisation>/boards/begin/", boards.begin, name="begin"),
    path("o/<slug:organisation>/boards/<int:board>/", include(one)),
]
