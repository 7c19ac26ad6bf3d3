"""A field for a file that is small enough to be read."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class SmallFileField(forms.FileField):
    """A file of at most `most_bytes`; `too_large` says so, by a script before it is sent.

    `accept`: the types that a browser offers, as in HTML.
    """

    def __init__(
        self, *, accept: str, most_bytes: int, too_large: "StrOrPromise", **options: Any
    ) -> None:
        self.most_bytes, self.too_large = most_bytes, too_large
        widget = forms.FileInput(
            attrs={"accept": accept, "data-most-bytes": most_bytes, "data-too-large": too_large}
        )
        messages = {"required": _("Choose a file first."), "empty": _("This file is empty.")}
        super().__init__(widget=widget, error_messages=messages, **options)

    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        file: UploadedFile = super().clean(data, initial)
        if (file.size or 0) > self.most_bytes:
            raise forms.ValidationError(self.too_large)
        return file
