from django.apps import AppConfig


class Visions(AppConfig):
    name = "alongside.visions"
