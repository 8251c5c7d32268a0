from django.apps import AppConfig


class Asks(AppConfig):
    name = "alongside.asks"
