"""The sentences of the pages of routines, by code."""
