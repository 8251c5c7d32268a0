from django.apps import AppConfig


class Projects(AppConfig):
    name = "alongside.projects"
