"""The file of everything that is stored about a person: its shape, read and written. Pure: no
Django, no clock."""
