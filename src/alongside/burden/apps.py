from django.apps import AppConfig


class Burden(AppConfig):
    name = "alongside.burden"
