from django.urls import include, path

from .views import asking, naming, reading, saying

app_name = "ladder"

organisation = [
    path("ladder/", reading.organisation, name="organisation"),
    path("ladder.csv", reading.organisation_file, {"kind": "csv"}, name="organisation_csv"),
    path("ladder.json", reading.organisation_file, {"kind": "json"}, name="organisation_json"),
    path("ladder/what-is-it/", asking.what_is_it, name="what_is_it"),
    path("ladder/words/", naming.words, name="words"),
    path("ladder/words/choose/", naming.choose, name="choose"),
    path("ladder/words/write/", naming.write, name="write"),
    path("ladder/words/<int:wording>/", naming.version, name="version"),
]
project = [
    path("ladder/", reading.project, name="project"),
    path("ladder.csv", reading.project_file, {"kind": "csv"}, name="project_csv"),
    path("ladder.json", reading.project_file, {"kind": "json"}, name="project_json"),
    path("ladder/say/", saying.say, name="say"),
    path("ladder/say/<slug:kind>/<int:activity>/", saying.say_of_activity, name="say_of_activity"),
    path("ladder/had-to-come/", saying.had_to_come, name="had_to_come"),
    path("ladder/files/", saying.put_beside, name="put_beside"),
    path("ladder/files/<int:shown>/take-away/", saying.take_away, name="take_away"),
    path("ladder/ask/", asking.ask, name="ask"),
]

urlpatterns = [
    path("o/<slug:organisation>/", include(organisation)),
    path("o/<slug:organisation>/projects/<int:project>/", include(project)),
]
