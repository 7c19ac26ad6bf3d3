"""When to remind, and of what: values in, values out. No Django, no clock."""
