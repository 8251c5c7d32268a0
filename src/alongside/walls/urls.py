from django.urls import include, path

from .views import files, kept, making, receipts, running, taking_part

app_name = "walls"

staff = [
    path("", making.walls, name="walls"),
    path("make/", making.make, name="make"),
    path("kept/", kept.all_kept, name="all_kept"),
    path("kept/<int:pk>/withdraw/", kept.withdraw, name="withdraw"),
    path("kept/<int:pk>/bring-back/", kept.bring_back, name="bring_back"),
    path("<int:pk>/", running.run, name="run"),
    path("<int:pk>/do/", running.do, name="lead"),
    path("<int:pk>/notes/<int:number>/", running.note, name="lead_note"),
    path("<int:pk>/keep/", kept.keep, name="keep"),
    path("<int:pk>/close/", running.close, name="close"),
    path("<int:pk>/sheet/", files.sheet, name="sheet"),
    path("<int:pk>/wall.csv", files.csv_file, name="csv"),
    path("<int:pk>/wall.json", files.json_file, name="json"),
    path("<int:pk>/wall.pdf", files.pdf_file, name="pdf"),
]

urlpatterns = [
    path("wall/<str:code>/", taking_part.wall, name="wall"),
    path("wall/<str:code>/do/", taking_part.do, name="do"),
    path("wall/<str:code>/notes/<int:number>/", taking_part.note, name="note"),
    path("wall/<str:code>/codes/", receipts.codes, name="codes"),
    path("wall/<str:code>/leave/", taking_part.leave, name="leave"),
    path("kept/<str:code>/", kept.read, name="kept"),
    path("o/<slug:organisation>/walls/", include(staff)),
]
