"""The search and the filters of the library. All input comes from the address bar."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exercises.filters import NOTHING, Found, find
from exercises.labels import EQUIPMENT, MUSCLES, PATTERNS, PHASES
from exercises.models import Exercise
from exercises.vocabulary import Knee

ANY = ("", _("Any"))


def _choices(labels: Mapping[Any, Promise]) -> list[tuple[str, Promise]]:
    return [(str(word), label) for word, label in labels.items()]


@dataclass(frozen=True)
class Asked:
    """One filter in use: its field, its choices in words, the query string without it, and the
    number of exercises that this would find."""

    field: str
    words: tuple[str, ...]
    without: str
    count: int


@dataclass(frozen=True)
class Choice:
    """One choice of a filter: its words, and how many exercises it would find (`Found.choices`).

    `key` is the id of the element that shows the number.
    """

    key: str
    value: str
    words: str | Promise
    count: int
    is_picked: bool


@dataclass(frozen=True)
class Filter:
    """A field with its choices: a select if one of them is empty, otherwise boxes to tick."""

    field: forms.BoundField
    choices: list[Choice]

    @property
    def is_select(self) -> bool:
        return self.choices[0].value == ""


class LibraryForm(forms.Form):
    """Search and filters. Every field is optional; an empty one filters nothing."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "placeholder": _("Name or muscle"),
                "autocomplete": "off",
                "enterkeyhint": "search",
            }
        ),
    )
    pattern = forms.ChoiceField(
        label=_("Movement"), required=False, choices=[ANY, *_choices(PATTERNS)]
    )
    phase = forms.ChoiceField(
        label=_("Part of a session"), required=False, choices=[ANY, *_choices(PHASES)]
    )
    muscle = forms.ChoiceField(
        label=_("Working muscle"), required=False, choices=[ANY, *_choices(MUSCLES)]
    )
    equipment = forms.MultipleChoiceField(
        label=_("What you have"),
        required=False,
        choices=[(NOTHING, _("Nothing at all")), *_choices(EQUIPMENT)],
    )
    knee = forms.ChoiceField(
        label=_("Knees"), required=False, choices=[(Knee.GOOD.value, _("Kind to knees"))]
    )
    rest_day = forms.ChoiceField(
        label=_("Rest days"), required=False, choices=[("1", _("Fine on rest days"))]
    )

    def find(self, exercises: Iterable[Exercise]) -> Found:
        """Return what a valid form finds; a refused form filters nothing."""
        return find(exercises, self.cleaned_data if self.is_valid() else {})

    def filters(self, found: Found) -> dict[str, Filter]:
        """Return the filters as filled in, with the number that each choice would find."""
        return {name: Filter(self[name], self._choices(name, found)) for name in found.choices}

    def asked(self, found: Found) -> list[Asked]:
        """Return the filters in use; empty for a refused form."""
        used = self._used
        return [
            Asked(
                field=name,
                words=self._words(name, value),
                without=urlencode({k: v for k, v in used.items() if k != name}, doseq=True),
                count=found.without[name],
            )
            for name, value in used.items()
        ]

    @property
    def query(self) -> str:
        """The shortest query string with the same result. For a valid form."""
        return urlencode(self._used, doseq=True)

    @property
    def _used(self) -> dict[str, Any]:
        if not self.is_valid():
            return {}
        return {name: value for name, value in self.cleaned_data.items() if value}

    def _choices(self, name: str, found: Found) -> list[Choice]:
        field, value = cast(Any, self.fields[name]), self[name].value()
        picked = value if isinstance(value, list) else [value or ""]
        counts = found.choices[name]
        return [
            Choice(
                key=f"count-{name}-{word or 'any'}",
                value=word,
                words=words,
                count=counts[word] if word else found.without[name],
                is_picked=word in picked,
            )
            for word, words in field.choices
        ]

    def _words(self, name: str, value: str | list[str]) -> tuple[str, ...]:
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            return (str(value),)
        chosen = [value] if isinstance(value, str) else value
        return tuple(str(words) for choice, words in field.widget.choices if choice in chosen)
