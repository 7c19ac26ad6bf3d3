"""Read the forms of a page, to send what a browser would send.

A request made from the page itself can't name a field that the page no longer has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

# Buttons that weren't pressed, and choices that aren't made, are not sent.
NOT_SENT = {"submit", "button", "reset", "image", "file"}
CHOICES = {"radio", "checkbox"}

Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True, kw_only=True)
class PageForm:
    """One form of a page: its attributes, and the fields that it sends when nothing is typed.

    `buttons` are the names and values of its buttons that have a name.
    """

    attributes: Mapping[str, str]
    fields: Mapping[str, str]
    buttons: Sequence[tuple[str, str]] = field(default_factory=list)

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

    def pressed(self, name: str, value: str) -> "PageForm":
        """Return the form as one of its buttons sends it. Raises KeyError for other buttons."""
        if (name, value) not in self.buttons:
            raise KeyError(f"{self.action} has no button {name}={value}")
        return replace(self, fields={**self.fields, name: value})


def read_forms(html: str) -> list[PageForm]:
    """Return the forms of a page in their order. Raises NotImplementedError for `<select>`,
    which no form that the bench sends has."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[PageForm] = []
        self._fields: dict[str, str] | None = None  # of the form that is open
        self._buttons: list[tuple[str, str]] = []  # of the same form
        self._text = ""  # the name of the text area that is open

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._fields, self._buttons = {}, []
            self.forms.append(
                PageForm(attributes=given, fields=self._fields, buttons=self._buttons)
            )
        elif self._fields is None:
            return
        elif tag == "select":
            raise NotImplementedError(f"<{tag}> in {self.forms[-1].action}")
        elif tag == "textarea":
            self._text = given["name"]
            self._fields[self._text] = ""
        elif tag == "button" and "name" in given:
            self._buttons.append((given["name"], given.get("value", "")))
        elif tag == "input" and _is_sent(given):
            untouched = "on" if given.get("type") in CHOICES else ""
            self._fields[given["name"]] = given.get("value", untouched)

    def handle_data(self, data: str) -> None:
        if self._text and self._fields is not None:
            # A line break right after the tag isn't part of the text (HTML, 13.2.6.4.7).
            self._fields[self._text] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None
        elif tag == "textarea":
            self._text = ""


def _is_sent(given: Mapping[str, str]) -> bool:
    kind = given.get("type", "text")
    chosen = kind not in CHOICES or "checked" in given
    return "name" in given and "disabled" not in given and kind not in NOT_SENT and chosen
