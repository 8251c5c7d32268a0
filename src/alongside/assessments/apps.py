from django.apps import AppConfig


class Assessments(AppConfig):
    name = "alongside.assessments"
