from django.apps import AppConfig


class Involvement(AppConfig):
    name = "alongside.involvement"
