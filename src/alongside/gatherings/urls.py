from django.urls import URLPattern, URLResolver, include, path

from .views import (
    agendas,
    joining,
    places,
    pledges,
    programmes,
    register,
    reviewing,
    reviews,
    sessions,
    uploads,
)

app_name = "gatherings"

session = [
    path("", sessions.session, name="session"),
    path("change/", sessions.change, name="change"),
    path("cancel/", sessions.cancel, name="cancel"),
    path("open-booking/", sessions.open_booking, name="open_booking"),
    path("close-booking/", sessions.close_booking, name="close_booking"),
    path("evaluation/", sessions.evaluation, name="evaluation"),
    path("poster/", sessions.poster, name="poster"),
    path("register/", register.register, name="register"),
    path("tick/", register.tick, name="tick"),
    path("untick/", register.untick, name="untick"),
    path("walk-in/", register.walk_in, name="walk_in"),
    path("sheet/", register.sheet, name="sheet"),
    path("needs/", register.needs, name="needs"),
    path("bookings/<int:booking>/arrange/", register.arrange, name="arrange"),
    path("bookings/<int:booking>/not-arranged/", register.not_arranged, name="not_arranged"),
    path("bookings/<int:booking>/cancel/", register.cancel_booking, name="cancel_booking"),
    path("bookings/<int:booking>/cancel/undo/", register.undo_cancel, name="undo_cancel"),
]

review = [
    path("", reviews.review, name="review"),
    path("close/", reviews.close, name="close_review"),
    path("closing/", reviews.move_closing, name="move_review_closing"),
    path("members/<int:member>/", reviews.write_down, name="write_down"),
]

agenda_item = [
    path("", agendas.item, name="item"),
    path("choices/<str:choice>/", agendas.choice_picture, name="item_choice_picture"),
    path("kind/", agendas.change_kind, name="change_kind"),
    path("up/", agendas.up, name="item_up"),
    path("down/", agendas.down, name="item_down"),
    path("move/", agendas.move, name="move_item"),
    path("move/<int:to>/", agendas.move_to, name="move_item_to"),
    path("duplicate/", agendas.duplicate, name="duplicate_item"),
    path("remove/", agendas.remove, name="remove_item"),
]

agenda: list[URLPattern | URLResolver] = [
    path("", agendas.agenda, name="agenda"),
    path("add/", agendas.choose, name="choose_item"),
    path("add/<slug:kind>/", agendas.add, name="add_item"),
    path("list/", agendas.as_list, name="agenda_list"),
    path("notes/", agendas.notes, name="agenda_notes"),
    path("preview/", agendas.preview, name="agenda_preview"),
    path("put-back/", agendas.put_back, name="put_item_back"),
    path("<int:place>/", include(agenda_item)),
]

urlpatterns = [
    path("o/<slug:organisation>/sessions/", sessions.sessions, name="sessions"),
    path("o/<slug:organisation>/sessions/plan/", sessions.plan, name="plan"),
    path("o/<slug:organisation>/sessions/upload/", uploads.upload_register, name="upload_register"),
    path(
        "o/<slug:organisation>/sessions/uploads/<int:pk>/",
        uploads.register_file,
        name="register_file",
    ),
    path("o/<slug:organisation>/ask/upload/", uploads.upload_responses, name="upload_responses"),
    path(
        "o/<slug:organisation>/ask/uploads/<int:pk>/",
        uploads.responses_file,
        name="responses_file",
    ),
    path(
        "o/<slug:organisation>/ask/uploads/<int:pk>/leave-out/",
        uploads.leave_out,
        name="leave_out",
    ),
    path("o/<slug:organisation>/sessions/<int:pk>/", include(session)),
    path("o/<slug:organisation>/programmes/", programmes.programmes, name="programmes"),
    path("o/<slug:organisation>/programmes/add/", programmes.add, name="add_programme"),
    path("o/<slug:organisation>/programmes/<int:pk>/", programmes.programme, name="programme"),
    path("o/<slug:organisation>/pledges/", pledges.programmes, name="pledge_programmes"),
    path(
        "o/<slug:organisation>/programmes/<int:pk>/pledges/",
        pledges.of_programme,
        name="pledges",
    ),
    path(
        "o/<slug:organisation>/programmes/<int:pk>/pledges/groups/",
        pledges.group_pledges,
        name="group_pledges",
    ),
    path(
        "o/<slug:organisation>/programmes/<int:pk>/change/",
        programmes.change,
        name="change_programme",
    ),
    path(
        "o/<slug:organisation>/programmes/<int:pk>/designs/add/",
        programmes.add_design,
        name="add_design",
    ),
    path(
        "o/<slug:organisation>/programmes/<int:pk>/designs/ready-made/",
        programmes.ready_made,
        name="ready_made",
    ),
    path("o/<slug:organisation>/designs/<int:pk>/", programmes.design, name="design"),
    path(
        "o/<slug:organisation>/designs/<int:pk>/change/",
        programmes.change_design,
        name="change_design",
    ),
    path("o/<slug:organisation>/designs/<int:pk>/agenda/", include(agenda)),
    path("o/<slug:organisation>/designs/<int:pk>/ask/", reviews.ask, name="ask_group"),
    path("o/<slug:organisation>/reviews/", reviews.reviews, name="reviews"),
    path("o/<slug:organisation>/reviews/<int:pk>/", include(review)),
    path("review/<str:token>/", reviewing.answer, name="answer_review"),
    path("j/<str:code>/", joining.join, name="join"),
    path("j/<str:code>/book/", joining.book, name="book"),
    path("j/<str:code>/asked/", joining.asked, name="asked"),
    path("j/<str:code>/check-in/", joining.check_in, name="check_in"),
    path("j/<str:code>/walk-in/", joining.walk_in, name="join_walk_in"),
    path("j/<str:code>/here/", joining.here, name="here"),
    path("j/<str:code>/pledge/", pledges.find_pledge, name="find_pledge"),
    path("j/<str:code>/pledge/sent/", pledges.pledge_link_sent, name="pledge_link_sent"),
    path("place/<str:token>/", places.place, name="place"),
    path("place/<str:token>/pledge/", pledges.pledge, name="pledge"),
    path("place/<str:token>/pledge/answer/", pledges.answer_pledge, name="answer_pledge"),
    path("place/<str:token>/pledge/agree/", pledges.change_agreement, name="change_agreement"),
    path("place/<str:token>/needs/", places.change_needs, name="change_needs"),
    path("place/<str:token>/cancel/", places.cancel, name="cancel_place"),
    path("place/<str:token>/check-in/", places.check_in, name="place_check_in"),
    path("place/<str:token>/questions/", places.own_questions, name="own_questions"),
    path("place/<str:token>/certificate/", places.certificate, name="certificate"),
    path("place/<str:token>/session.ics", places.calendar, name="calendar"),
]
