from django.urls import URLPattern, URLResolver, include, path

from .views import (
    answering,
    arranging,
    asking,
    building,
    earlier,
    going_on,
    interchange,
    inviting,
    knowing,
    marking,
    paper,
    picturing,
    previewing,
    questions,
    rating,
    sending,
    typing_in,
)

app_name = "asks"

question = [
    path("", questions.question, name="change_question"),
    path("up/", questions.up, name="question_up"),
    path("down/", questions.down, name="question_down"),
    path("move/", questions.move, name="move_question"),
    path("duplicate/", questions.copy, name="duplicate_question"),
    path("remove/", questions.remove, name="remove_question"),
    path("choices/<str:choice>/", picturing.choice_picture, name="choice_picture"),
]

form: list[URLPattern | URLResolver] = [
    path("", building.form, name="form"),
    path("change/", building.change_heading, name="change_heading"),
    path("duplicate/", building.duplicate, name="duplicate_form"),
    path("publish/", building.publish, name="publish"),
    path("put-away/", building.put_away, name="put_away"),
    path("bring-back/", building.bring_back, name="bring_back"),
    path("ask-people/", asking.open_wave, name="open_wave"),
    path("languages/add/", building.add_language, name="add_language"),
    path("languages/remove/", building.remove_language, name="remove_language"),
    path("add/", questions.add, name="add"),
    path("add/where-people-work/", questions.add_where_people_work, name="where_people_work"),
    path("add/<slug:kind>/", questions.add_question, name="add_question"),
    path("q/<str:name>/", include(question)),
    path("put-back/", questions.put_back, name="put_back"),
    path("preview/", previewing.preview, name="preview"),
    path("preview/<str:name>/", previewing.preview_question, name="preview_question"),
    path("versions/<int:number>/", previewing.version, name="version"),
    path("versions/<int:number>/form.json", previewing.export, name="export_version"),
    path("versions/<int:number>/for/<slug:product>/", interchange.export_for, name="export_for"),
    path("form.json", previewing.export, name="export"),
]

marks = [
    path("", marking.marks, name="marks"),
    path("keep/", marking.keep, name="keep_marks"),
    path("<int:mark>/decide/", marking.decide, name="decide_mark"),
    path("<int:mark>/undo/", marking.undo, name="undo_mark"),
    path("<int:mark>/next-time/", marking.next_time, name="next_time"),
]

sheets = [
    path("", paper.paper, name="paper"),
    path("sheets.pdf", paper.sheets, name="sheets"),
    path("came-back/", paper.came_back, name="came_back"),
    path("begin/", typing_in.begin_batch, name="begin_batch"),
    path("<int:batch>/", typing_in.batch, name="batch"),
    path("<int:batch>/add/", typing_in.add_sheet, name="add_sheet"),
    path("<int:batch>/count/", typing_in.count_batch, name="count_batch"),
    path("<int:batch>/take-away/", typing_in.take_batch_away, name="take_batch_away"),
    path("<int:batch>/<int:number>/", typing_in.sheet, name="sheet"),
    path("<int:batch>/<int:number>/check/", typing_in.check_sheet, name="check_sheet"),
    path("<int:batch>/<int:number>/take-out/", typing_in.take_sheet_out, name="take_sheet_out"),
]

wave: list[URLPattern | URLResolver] = [
    path("", asking.wave, name="wave"),
    path("times/", asking.times, name="times"),
    path("close/", asking.close, name="close"),
    path("poster/", asking.poster, name="poster"),
    path("invitations/", inviting.invitations, name="invitations"),
    path("rates/", rating.rates, name="rates"),
    path("paper/", include(sheets)),
    path("invite/", inviting.invite, name="invite"),
    path("remind/", inviting.remind, name="remind"),
    path("links/", inviting.links, name="links"),
    path("marks/<str:question>/", include(marks)),
    path("answers/", knowing.responses, name="responses"),
    path("files/<str:file>", knowing.download, name="download_responses"),
    path("answers/<int:response>/", knowing.response, name="response"),
    path("answers/<int:response>/files/<str:file>/", knowing.sent_file, name="sent_file"),
    path("answers/<int:response>/remove/", knowing.remove, name="remove_response"),
]

urlpatterns = [
    path("a/<str:code>/", answering.begin, name="begin"),
    path("a/<str:code>/q/<str:name>/", answering.question, name="question"),
    path("a/<str:code>/file/<str:file>/", sending.own_file, name="own_file"),
    path("a/<str:code>/q/<str:name>/arrange/", arranging.arrange, name="arrange"),
    path("a/<str:code>/all/", answering.everything, name="everything"),
    path("a/<str:code>/keep/", answering.keep, name="keep"),
    path("a/<str:code>/check/", answering.check, name="check"),
    path("a/<str:code>/thanks/", answering.thanks, name="thanks"),
    path("a/<str:code>/somebody-else/", answering.somebody_else, name="somebody_else"),
    path("a/<str:code>/later/", going_on.later, name="later"),
    path("a/<str:code>/on/", going_on.type_key, name="type_key"),
    path("a/<str:code>/on/<str:key>/", going_on.go_on, name="go_on"),
    path("a/<str:code>/i/<str:key>/", answering.private, name="private"),
    path("o/<slug:organisation>/ask/", building.forms, name="forms"),
    path("o/<slug:organisation>/ask/begin/", building.begin_form, name="begin_form"),
    path("o/<slug:organisation>/ask/bring-in/", interchange.bring_in, name="bring_in"),
    path("o/<slug:organisation>/ask/earlier/", earlier.upload_earlier, name="upload_earlier"),
    path("o/<slug:organisation>/ask/earlier/<int:pk>/", earlier.earlier, name="earlier"),
    path("o/<slug:organisation>/ask/starter/", previewing.preview_starter, name="preview_starter"),
    path("o/<slug:organisation>/ask/<int:pk>/", include(form)),
    path("o/<slug:organisation>/ask/waves/", asking.waves, name="waves"),
    path("o/<slug:organisation>/ask/waves/<int:wave>/", include(wave)),
]
