from django.apps import AppConfig


class Draws(AppConfig):
    name = "alongside.draws"
