"""What may be sent to the pages of this package."""

from exchange.forms.archive import ArchiveForm, BringBackForm

__all__ = ["ArchiveForm", "BringBackForm"]
