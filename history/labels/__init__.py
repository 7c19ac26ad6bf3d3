"""The words of the pages of what was done, by code."""
