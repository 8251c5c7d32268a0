from django.urls import URLPattern, URLResolver, include, path

from .views import analysing, hiding, reading, themes

app_name = "insight"

comment = [
    path("", hiding.comment, name="comment"),
    path("put/", reading.put, name="put"),
    path("take-out/", reading.take_out, name="take_out"),
    path("move/", reading.move, name="move"),
    path("no-theme/", reading.no_theme, name="no_theme"),
    path("quote/", reading.quote, name="quote"),
]

theme = [
    path("", themes.theme, name="theme"),
    path("up/", themes.move_up, name="move_up"),
    path("down/", themes.move_down, name="move_down"),
    path("merge/", themes.merge, name="merge"),
    path("remove/", themes.remove, name="remove"),
    path("still-fits/", themes.still_fits, name="still_fits"),
]

analysis: list[URLPattern | URLResolver] = [
    path("", analysing.analysis, name="analysis"),
    path("questions/", analysing.questions, name="questions"),
    path("hiding/", hiding.hiding, name="hiding"),
    path("hiding/confirm/", hiding.confirm_unflagged, name="confirm_unflagged"),
    path("reading/", reading.reading, name="reading"),
    path("share/", analysing.share, name="share"),
    path("reopen/", analysing.reopen, name="reopen"),
    path("add/", themes.add_theme, name="add_theme"),
    path("codebook/", themes.codebook, name="codebook"),
    path("codebook.csv", themes.codebook_file, name="codebook_file"),
    path("comments/<int:comment>/", include(comment)),
    path("<int:theme>/", include(theme)),
]

urlpatterns = [
    path("o/<slug:organisation>/themes/", analysing.analyses, name="analyses"),
    path("o/<slug:organisation>/themes/start/", analysing.start, name="start"),
    path("o/<slug:organisation>/themes/names/", analysing.names, name="names"),
    path("o/<slug:organisation>/themes/<int:pk>/", include(analysis)),
]
