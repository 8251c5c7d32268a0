from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "alongside.live"
