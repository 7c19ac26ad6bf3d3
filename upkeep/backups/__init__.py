"""A backup is one file with the database, the secret key and a list of what is in it.

What reads a backup knows no Django, so that a restore needs neither a database nor a key.
"""
