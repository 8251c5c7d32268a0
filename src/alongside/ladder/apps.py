from django.apps import AppConfig


class Ladder(AppConfig):
    name = "alongside.ladder"
