from django.urls import URLPattern, URLResolver, include, path

from .views import answering, building, previewing

app_name = "asks"

question = [
    path("", building.question, name="change_question"),
    path("up/", building.up, name="question_up"),
    path("down/", building.down, name="question_down"),
    path("duplicate/", building.copy, name="duplicate_question"),
    path("remove/", building.remove, name="remove_question"),
]

form: list[URLPattern | URLResolver] = [
    path("", building.form, name="form"),
    path("change/", building.change_heading, name="change_heading"),
    path("duplicate/", building.duplicate, name="duplicate_form"),
    path("publish/", building.publish, name="publish"),
    path("add/", building.add, name="add"),
    path("add/<slug:kind>/", building.add_question, name="add_question"),
    path("q/<str:name>/", include(question)),
    path("put-back/", building.put_back, name="put_back"),
    path("preview/", previewing.preview, name="preview"),
    path("preview/<str:name>/", previewing.preview_question, name="preview_question"),
    path("versions/<int:number>/", previewing.version, name="version"),
    path("versions/<int:number>/form.json", previewing.export, name="export_version"),
    path("form.json", previewing.export, name="export"),
]

urlpatterns = [
    path("o/<slug:organisation>/ask/", building.forms, name="forms"),
    path("o/<slug:organisation>/ask/begin/", building.begin_form, name="begin_form"),
    path("o/<slug:organisation>/ask/starter/", previewing.preview_starter, name="preview_starter"),
    path("o/<slug:organisation>/ask/<int:pk>/", include(form)),
    path("a/<str:code>/", answering.begin, name="begin"),
    path("a/<str:code>/q/<str:name>/", answering.question, name="question"),
    path("a/<str:code>/all/", answering.everything, name="everything"),
    path("a/<str:code>/keep/", answering.keep, name="keep"),
    path("a/<str:code>/check/", answering.check, name="check"),
    path("a/<str:code>/thanks/", answering.thanks, name="thanks"),
    path("a/<str:code>/somebody-else/", answering.somebody_else, name="somebody_else"),
    path("a/<str:code>/i/<str:key>/", answering.private, name="private"),
]
