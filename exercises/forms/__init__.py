"""What may be typed on the pages of exercises."""

from exercises.forms.library import LibraryForm
from exercises.forms.own import OwnExerciseForm

__all__ = ["LibraryForm", "OwnExerciseForm"]
