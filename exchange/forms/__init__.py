"""What may be sent to the pages of this package."""

from exchange.forms.archive import ArchiveForm, BringBackForm
from exchange.forms.tokens import TokenForm

__all__ = ["ArchiveForm", "BringBackForm", "TokenForm"]
