from django.apps import AppConfig


class Passports(AppConfig):
    name = "alongside.passports"
