"""The pages of exercises."""

from exercises.views.library import exercise, handout, library, picture

__all__ = ["exercise", "handout", "library", "picture"]
