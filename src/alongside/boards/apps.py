from django.apps import AppConfig


class Boards(AppConfig):
    name = "alongside.boards"
