"""Files that other apps write, read into one kind of row. Pure: no Django, no clock."""
