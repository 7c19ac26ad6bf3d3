"""What may be typed on the pages of exercises."""

from exercises.forms.library import LibraryForm

__all__ = ["LibraryForm"]
