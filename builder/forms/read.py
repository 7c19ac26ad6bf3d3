"""The file of a routine that is read in."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from builder.routine_files.reading import MOST_BYTES

TOO_LARGE = _("This file is too large for a routine: 256 KB at most. It wasn’t read.")


class ReadForm(forms.Form):
    """A file that is small enough to be read."""

    file = forms.FileField(
        label=_("The file of a routine"),
        help_text=_("A file that ends with .toml, 256 KB at most."),
        widget=forms.FileInput(
            attrs={
                "accept": ".toml,application/toml,text/plain",
                "data-most-bytes": MOST_BYTES,
                "data-too-large": TOO_LARGE,
            }
        ),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty."),
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file
