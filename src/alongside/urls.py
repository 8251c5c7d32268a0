"""All addresses. Each noun keeps its own; they are promises, printed on posters.

The order is only for speed: most requests are answers.
"""

from django.urls import include, path

urlpatterns = [
    path("", include("alongside.asks.urls")),
    path("", include("alongside.home.urls")),
    path("", include("alongside.reports.urls")),
    path("", include("alongside.assessments.urls")),
    path("", include("alongside.boards.urls")),
    path("", include("alongside.burden.urls")),
    path("", include("alongside.cards.urls")),
    path("", include("alongside.charters.urls")),
    path("", include("alongside.draws.urls")),
    path("", include("alongside.feedback.urls")),
    path("", include("alongside.journeys.urls")),
    path("", include("alongside.ladder.urls")),
    path("", include("alongside.representation.urls")),
    path("", include("alongside.learning.urls")),
    path("", include("alongside.influence.urls")),
    path("", include("alongside.passports.urls")),
    path("", include("alongside.involvement.urls")),
    path("", include("alongside.insight.urls")),
    path("", include("alongside.live.urls")),
    path("", include("alongside.gatherings.urls")),
    path("", include("alongside.visions.urls")),
    path("", include("alongside.walls.urls")),
    path("", include("alongside.projects.urls")),
    path("", include("alongside.people.urls")),
    path("", include("alongside.library.urls")),
    path("", include("alongside.files.urls")),
    path("", include("alongside.letters.urls")),
    path("account/", include("alongside.people.account_urls")),
]

handler400 = "alongside.web.views.wrong_request"
handler403 = "alongside.web.views.not_allowed"
handler404 = "alongside.web.views.not_found"
handler500 = "alongside.web.views.broken"
