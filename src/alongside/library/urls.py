from django.urls import URLPattern, URLResolver, include, path

from .views import entries, reading, versions, writing

app_name = "library"

entry = [
    path("", entries.change_entry, name="change_entry"),
    path("up/", entries.up, name="entry_up"),
    path("down/", entries.down, name="entry_down"),
    path("remove/", entries.remove, name="remove_entry"),
]

page: list[URLPattern | URLResolver] = [
    path("", writing.page, name="page"),
    path("words/", writing.words, name="words"),
    path("preview/", writing.preview, name="preview"),
    path("publish/", writing.publish, name="publish"),
    path("put-away/", writing.put_away, name="put_away"),
    path("bring-back/", writing.bring_back, name="bring_back"),
    path("entries/add/", entries.add_entry, name="add_entry"),
    path("entries/put-back/", entries.put_back, name="put_back_entry"),
    path("entries/<slug:key>/", include(entry)),
    path("versions/<int:number>/", versions.version, name="version"),
    path("versions/<int:number>/changes/", versions.changes, name="changes"),
    path("versions/<int:number>/put-back/", versions.put_back, name="put_back"),
]

urlpatterns = [
    path("o/<slug:organisation>/library/", writing.pages, name="pages"),
    path("o/<slug:organisation>/library/add/", writing.add, name="add"),
    path("o/<slug:organisation>/library/begin/", writing.begin, name="begin"),
    path("o/<slug:organisation>/library/<int:pk>/", include(page)),
    path("l/<slug:whose>/<slug:page>/", reading.read, name="read"),
]
