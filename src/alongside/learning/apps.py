from django.apps import AppConfig


class Learning(AppConfig):
    name = "alongside.learning"
