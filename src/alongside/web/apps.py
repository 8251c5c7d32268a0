from django.apps import AppConfig


class Web(AppConfig):
    name = "alongside.web"

    def ready(self) -> None:
        from . import words

        words.speak()
