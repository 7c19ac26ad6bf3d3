"""The verbs of exercises: the library is loaded, and people make their own."""

from exercises.actions.library import Loaded, load_library

__all__ = ["Loaded", "load_library"]
