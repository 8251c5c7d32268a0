from django.apps import AppConfig


class Cards(AppConfig):
    name = "alongside.cards"
