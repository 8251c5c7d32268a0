from django.apps import AppConfig


class Representation(AppConfig):
    name = "alongside.representation"
