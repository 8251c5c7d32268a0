from django.apps import AppConfig


class Charters(AppConfig):
    name = "alongside.charters"
