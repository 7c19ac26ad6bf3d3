"""What may be sent to the pages of this package."""

from exchange.forms.archive import ArchiveForm, BringBackForm
from exchange.forms.log_imports import ActionForm, Do, NamesForm, UnitForm, UploadForm
from exchange.forms.tokens import TokenForm

__all__ = [
    "ActionForm",
    "ArchiveForm",
    "BringBackForm",
    "Do",
    "NamesForm",
    "TokenForm",
    "UnitForm",
    "UploadForm",
]
