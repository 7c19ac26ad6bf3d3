"""Static files under names with the hash of what is in them; our scripts go out minified."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

import minify
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from backhealth.environment import ROOT

SCRIPTS = ROOT / "static" / "js"
# The outbox goes out as one file under this name, as it compresses far better so: its modules in
# the order in which they import each other. A worker runs the first ones.
PACK = "js/outbox/all.js"
ANYWHERE = ("store", "send", "drain")
ON_PAGES = ("page", "forms", "answer", "line")
ON_ITS_PAGE = ("list",)
# What others import of it.
GIVEN = ("drain", "who", "isTyped", "keep", "known", "state", "revise")
PACKED = (*ANYWHERE, *ON_PAGES, *ON_ITS_PAGE)
IMPORT = re.compile(r'^import (\{[^}]*\}) from "[./a-z]*?([\w-]+)\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=const )", re.MULTILINE)


def minified(text: str) -> str:
    """Raises minify.MinifyError for what is no JavaScript. Keeps the names at the top."""
    return minify.string("text/javascript", text)


def pack() -> str:
    """The outbox's modules as one, with what others import of them. They share their names: one
    given twice at the top of two modules is a minify.MinifyError."""
    return f"""export const {{ {", ".join(GIVEN)} }} = (() => {{
{_together(ANYWHERE)}
if (!self.document) return {{ drain, who }};
{_together(ON_PAGES)}
if (document.getElementById("outbox")) {{
{_together(ON_ITS_PAGE)}
}}
return {{ {", ".join(GIVEN)} }};
}})();
"""


def _together(modules: tuple[str, ...]) -> str:
    texts = [(SCRIPTS / "outbox" / f"{module}.js").read_text() for module in modules]
    return "".join(EXPORT.sub("", IMPORT.sub("", text)) for text in texts)


class Storage(CompressedManifestStaticFilesStorage):
    """Our modules import each other by their hashed names, too: the plain ones aren't kept.

    Django's own switch for that reads every script, and stops at one of django-htmx. Whoever names
    a module of the pack, in a template or an import, gets the pack.
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

    def post_process(
        self, paths: dict[str, Any], *args: Any, **options: Any
    ) -> Iterator[tuple[str, str, Any]]:
        memory = InMemoryStorage()
        memory.save(PACK, ContentFile(pack()))
        alone = {name: path for name, path in paths.items() if _packed(name) == name}
        yield from super().post_process(alone | {PACK: (memory, PACK)}, *args, **options)
        self.delete_files(paths.keys() - alone.keys())

    def stored_name(self, name: str) -> str:
        return super().stored_name(_packed(name))

    def _stored_name(self, name: str, hashed_files: dict[str, str]) -> str:
        return super()._stored_name(_packed(name), hashed_files)

    def _save(self, name: str, content: Any) -> str:
        if name.startswith("js/") and name.endswith(".js"):
            text = b"".join(content.chunks()).decode()
            content = ContentFile(minified(text).encode())
        return super()._save(name, content)


def _packed(name: str) -> str:
    folder, _, module = posixpath.normpath(name).rpartition("/")
    return PACK if folder == "js/outbox" and module.removesuffix(".js") in PACKED else name
