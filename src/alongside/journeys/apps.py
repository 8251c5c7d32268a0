from django.apps import AppConfig


class Journeys(AppConfig):
    name = "alongside.journeys"
