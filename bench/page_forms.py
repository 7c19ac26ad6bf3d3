"""Read the forms of a page, to send what a browser would send.

A request made from the page itself can't name a field that the page no longer has.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser

# Buttons that weren't pressed, and choices that aren't made, are not sent.
NOT_SENT = {"submit", "button", "reset", "image", "file"}
CHOICES = {"radio", "checkbox"}

Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True, kw_only=True)
class PageForm:
    """One form of a page: its attributes, and the fields that it sends when nothing is typed."""

    attributes: Mapping[str, str]
    fields: Mapping[str, str]

    @property
    def action(self) -> str:
        return self.attributes["action"]

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def filled(self, values: Mapping[str, object]) -> "PageForm":
        """Return the form with values typed into its fields. Raises KeyError for other fields."""
        if unknown := set(values) - set(self.fields):
            raise KeyError(f"{self.action} has no field {', '.join(sorted(unknown))}")
        typed = {name: str(value) for name, value in values.items()}
        return replace(self, fields={**self.fields, **typed})


def read_forms(html: str) -> list[PageForm]:
    """Return the forms of a page in their order. Raises NotImplementedError for fields other
    than `<input>`, which no form of a set has."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[PageForm] = []
        self._fields: dict[str, str] | None = None  # of the form that is open

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._fields = {}
            self.forms.append(PageForm(attributes=given, fields=self._fields))
        elif tag in {"select", "textarea"} and self._fields is not None:
            raise NotImplementedError(f"<{tag}> in {self.forms[-1].action}")
        elif tag == "input" and self._fields is not None and _is_sent(given):
            untouched = "on" if given.get("type") in CHOICES else ""
            self._fields[given["name"]] = given.get("value", untouched)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None


def _is_sent(given: Mapping[str, str]) -> bool:
    kind = given.get("type", "text")
    chosen = kind not in CHOICES or "checked" in given
    return "name" in given and "disabled" not in given and kind not in NOT_SENT and chosen
