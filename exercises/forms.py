"""What a person may ask of the library. Everything comes from the address bar."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exercises.labels import EQUIPMENT, MUSCLES, PATTERNS, PHASES
from exercises.models import Exercise
from exercises.search import folded, has_all_words
from exercises.vocabulary import Knee, Muscle

NOTHING = "none"
ANY = ("", _("Any"))


def _choices(labels: Mapping[Any, Promise]) -> list[tuple[str, Promise]]:
    return [(str(word), label) for word, label in labels.items()]


@dataclass(frozen=True)
class Asked:
    """One filter in use: its field, the choices in words, and the query string without it."""

    field: str
    words: tuple[str, ...]
    without: str


class LibraryForm(forms.Form):
    """Search and filters. Every field is optional, and an empty one asks for nothing."""

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

    def wants(self, exercise: Exercise) -> bool:
        """Whether a valid form asks for `exercise`."""
        asked = self.cleaned_data
        return (
            asked["pattern"] in {"", exercise.pattern}
            and asked["phase"] in {"", exercise.phase}
            and (not asked["muscle"] or asked["muscle"] in exercise.muscles)
            and (not asked["equipment"] or set(exercise.equipment) <= set(asked["equipment"]))
            and asked["knee"] in {"", exercise.knee}
            and (not asked["rest_day"] or exercise.daily_ok)
            and (not asked["q"] or has_all_words(_searched(exercise), folded(asked["q"])))
        )

    @property
    def asked(self) -> list[Asked]:
        """The filters of a valid form that are in use."""
        used = {name: value for name, value in self.cleaned_data.items() if value}
        return [
            Asked(
                field=name,
                words=self._words(name, value),
                without=urlencode({k: v for k, v in used.items() if k != name}, doseq=True),
            )
            for name, value in used.items()
        ]

    @property
    def query(self) -> str:
        """The shortest query string that asks for the same. For a valid form."""
        used = {name: value for name, value in self.cleaned_data.items() if value}
        return urlencode(used, doseq=True)

    def _words(self, name: str, value: str | list[str]) -> tuple[str, ...]:
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            return (f"“{value}”",)
        chosen = [value] if isinstance(value, str) else value
        return tuple(str(words) for choice, words in field.widget.choices if choice in chosen)


def _searched(exercise: Exercise) -> str:
    muscles = [str(MUSCLES[Muscle(word)]) for word in exercise.muscles]
    return folded(" ".join([exercise.name, *exercise.cues, *exercise.muscles, *muscles]))
