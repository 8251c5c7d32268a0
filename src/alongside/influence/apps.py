from django.apps import AppConfig


class Influence(AppConfig):
    name = "alongside.influence"
