from django.apps import AppConfig


class Walls(AppConfig):
    name = "alongside.walls"
