from django.apps import AppConfig
from django.core.checks import register

from exercises.checks import library_files


class ExercisesConfig(AppConfig):
    name = "exercises"

    def ready(self) -> None:
        register(library_files, "exercises")
