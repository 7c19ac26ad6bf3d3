"""A routine as a TOML file, in the library's own words (docs/decisions/0039).

Pure: no Django, no database, no clock.
"""
