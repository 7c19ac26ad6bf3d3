"""The file of a routine that is read in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from backhealth.file_field import SmallFileField
from builder.routine_files.reading import MOST_BYTES


class ReadForm(forms.Form):
    """A file that is small enough to be read."""

    file = SmallFileField(
        label=_("The file of a routine"),
        help_text=_("A file that ends with .toml, 256 KB at most."),
        accept=".toml,application/toml,text/plain",
        most_bytes=MOST_BYTES,
        too_large=_("This file is too large for a routine: 256 KB at most. It wasn’t read."),
    )
