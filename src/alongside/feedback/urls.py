from django.urls import include, path

from .views import claims, log, public, routes

app_name = "feedback"

inside = [
    path("", log.log, name="log"),
    path("figures.csv", log.figures, name="figures"),
    path("add/", log.add, name="add"),
    path("take/", log.taking, name="taking"),
    path("take/<slug:kind>/<int:what>/", log.take, name="take"),
    path("entries/<int:entry>/", log.entry, name="entry"),
    path("entries/<int:entry>/agree/", log.agree, name="agree"),
    path("ways/", routes.routes, name="routes"),
    path("ways/add/", routes.add_route, name="add_route"),
    path("ways/<int:route>/", routes.route, name="route"),
    path("ways/<int:route>/asked/", routes.note_asked, name="note_asked"),
    path("ways/<int:route>/survey/", routes.note_wave, name="note_wave"),
    path("ways/<int:route>/end/", routes.end_route, name="end_route"),
    path("ways/<int:route>/poster/", routes.poster, name="poster"),
    path("claims/add/", claims.add_claim, name="add_claim"),
    path("claims/<int:claim>/", claims.claim, name="claim"),
    path("claims/<int:claim>/base.csv", claims.claim_file, name="claim_file"),
    path("claims/<int:claim>/publish/", claims.publish, name="publish"),
    path("claims/<int:claim>/take-down/", claims.take_down, name="take_down"),
]

urlpatterns = [
    path("tell-us/<str:code>/", public.tell, name="tell"),
    path("tell-us/<str:code>/thanks/", public.thanks, name="thanks"),
    path("answer-to/<str:key>/", public.own, name="own"),
    path("answer-to/<str:key>/take-back/", public.take_back, name="take_back"),
    path("heard/<str:code>/", public.heard, name="heard"),
    path("o/<slug:organisation>/feedback/", include(inside)),
]
