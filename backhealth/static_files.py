"""Static files under names with the hash of what is in them; our scripts go out minified."""

from typing import Any

import minify
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from backhealth.environment import ROOT

SCRIPTS = ROOT / "static" / "js"
# Hexadecimal digits: it tells the few versions of one file apart.
HASH_LENGTH = 8


def minified(text: str) -> str:
    """Return a script without what only people read. Names at its top level stay.

    Raises minify.MinifyError for what is no JavaScript.
    """
    return minify.string("text/javascript", text)


class Storage(CompressedManifestStaticFilesStorage):
    """Collects files under hashed names, and puts those names into the imports of our modules.

    A module would be loaded twice if a page named it with its hash and another module without, so
    the files under plain names are not kept. Django's own switch for imports
    (`support_js_module_import_aggregation`) reads every script and stops at one of django-htmx;
    these patterns read ours alone.
    """

    # Each pass gives a hash to the files whose imports have theirs; ours import six deep.
    max_post_process_passes = 8

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (
            "js/*.js",
            (
                (r'(?P<matched>from "(?P<url>\.{1,2}/[^"]+)";)', 'from "%(url)s";'),
                (r'(?P<matched>import\("(?P<url>\.{1,2}/[^"]+)"\))', 'import("%(url)s")'),
            ),
        ),
    )

    def file_hash(self, name: str, content: Any = None) -> str | None:
        """Return a shorter hash than Django's, because a page names forty files."""
        found: str | None = super().file_hash(name, content)
        return found and found[:HASH_LENGTH]

    def _save(self, name: str, content: Any) -> str:
        if name.startswith("js/") and name.endswith(".js"):
            text = b"".join(content.chunks()).decode()
            content = ContentFile(minified(text).encode())
        return super()._save(name, content)
