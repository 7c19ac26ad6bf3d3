"""The rules, pure: values in, values out. No Django, no clock, no chance."""
