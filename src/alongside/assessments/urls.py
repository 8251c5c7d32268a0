from django.urls import include, path

from .views import alone, beginning, reading, together

app_name = "assessments"

one = [
    path("", reading.assessment, name="assessment"),
    path("people/", beginning.people, name="people"),
    path("people/<int:place>/take-out/", beginning.take_out, name="take_out"),
    path("links/", beginning.links, name="links"),
    path("last-day/", beginning.last_day, name="last_day"),
    path("close/", beginning.close, name="close"),
    path("take-over/", beginning.take_over, name="take_over"),
    path("my-part/", beginning.my_part, name="my_part"),
    path("results.csv", reading.results_file, {"kind": "csv"}, name="results_csv"),
    path("results.json", reading.results_file, {"kind": "json"}, name="results_json"),
    path("together/", together.together, name="together"),
    path("items/<slug:item>/", together.item, name="item"),
    path("items/<slug:item>/evidence/", together.shows, name="shows"),
    path("items/<slug:item>/step/", together.step, name="step"),
    path("steps/<int:step>/done/", together.done, name="done"),
    path("evidence/<int:shown>/file/", reading.evidence_file, name="evidence_file"),
]
own = [
    path("", alone.alone, name="alone"),
    path("<int:screen>/", alone.screen, name="screen"),
    path("check/", alone.check, name="check"),
    path("together/", alone.together, name="own_together"),
]
instruments = [
    path("", reading.instruments, name="instruments"),
    path("bring/", beginning.bring, name="bring"),
    path("<slug:key>/<int:version>/", reading.instrument, name="instrument"),
    path(
        "<slug:key>/<int:version>/instrument.json", reading.instrument_file, name="instrument_file"
    ),
    path("<slug:key>/over-time/", reading.over_time, name="over_time"),
    path(
        "<slug:key>/over-time/over-time.csv",
        reading.over_time_file,
        {"kind": "csv"},
        name="over_time_csv",
    ),
    path(
        "<slug:key>/over-time/over-time.json",
        reading.over_time_file,
        {"kind": "json"},
        name="over_time_json",
    ),
]
urlpatterns = [
    path("assessment/<str:token>/", include(own)),
    path("o/<slug:organisation>/assessments/", reading.assessments, name="assessments"),
    path("o/<slug:organisation>/assessments/begin/", beginning.begin, name="begin"),
    path("o/<slug:organisation>/assessments/instruments/", include(instruments)),
    path("o/<slug:organisation>/assessments/<int:assessment>/", include(one)),
]
