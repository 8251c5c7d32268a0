from django.apps import AppConfig


class Gatherings(AppConfig):
    name = "alongside.gatherings"
