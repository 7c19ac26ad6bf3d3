"""Static files under names with the hash of what is in them."""

import re
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Only what fills whole lines, as the comments of our modules do.
COMMENT = re.compile(r"^[ \t]*(/\*.*?\*/|//[^\n]*)\n", re.DOTALL | re.MULTILINE)


class Storage(CompressedManifestStaticFilesStorage):
    """Our modules import each other by their hashed names, too: the plain ones aren't kept.

    Django's own switch for that reads every script, and stops at one of django-htmx. Comments stay
    behind: they are a third of what our scripts weigh.
    """

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

    def _save(self, name: str, content: Any) -> str:
        if name.startswith("js/") and name.endswith(".js"):
            text = b"".join(content.chunks()).decode()
            content = ContentFile(COMMENT.sub("", text).encode())
        return super()._save(name, content)
