"""A file that is small enough to be read."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from backhealth.file_field import SmallFileField


@pytest.fixture
def field():
    return SmallFileField(accept=".csv", most_bytes=4, too_large="Too large.")


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (None, "Choose a file first."),
        (SimpleUploadedFile("a.csv", b""), "This file is empty."),
        (SimpleUploadedFile("a.csv", b"12345"), "Too large."),
    ],
    ids=["none", "empty", "large"],
)
def test_file_that_cannot_be_read_is_refused_in_words(field, file, told):
    with pytest.raises(ValidationError, match=told):
        field.clean(file)


def test_small_file_is_taken_and_the_page_knows_the_limit(field):
    file = SimpleUploadedFile("a.csv", b"1234")

    assert field.clean(file) is file
    assert field.widget.attrs["data-most-bytes"] == 4
    assert field.widget.attrs["accept"] == ".csv"
