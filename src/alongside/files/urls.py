from django.urls import path

from . import views

app_name = "files"
urlpatterns = [
    path("picture/<str:code>/", views.picture, {"size": "large"}, name="picture"),
    path("picture/<str:code>/small/", views.picture, {"size": "small"}, name="small"),
    path("document/<str:code>/", views.document, name="document"),
    path("symbol/<str:code>/", views.symbol, name="symbol"),
    path("o/<slug:organisation>/pictures/", views.pictures, name="pictures"),
    path("o/<slug:organisation>/pictures/add/", views.add, name="add"),
    path("o/<slug:organisation>/pictures/<int:pk>/", views.change, name="change"),
    path("o/<slug:organisation>/pictures/<int:pk>/remove/", views.remove, name="remove"),
]
