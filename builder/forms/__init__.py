"""What may be sent to the pages of routines."""

from builder.forms.share import ShareAction, ShareForm

__all__ = [
    "ShareAction",
    "ShareForm",
]
