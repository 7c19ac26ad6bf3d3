"""Static files under names with the hash of what is in them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Our modules import each other by their hashed names, too: the plain ones aren't kept.

    Django's own switch for that reads every script, and stops at one of django-htmx.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", ((r'(?P<matched>from "(?P<url>\.{1,2}/[^"]+)";)', 'from "%(url)s";'),)),
    )
