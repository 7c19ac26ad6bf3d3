"""What may be asked of History."""

from history.forms.history import HistoryForm

__all__ = ["HistoryForm"]
