"""The forms of a log that is brought along from another app."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backhealth.file_field import SmallFileField
from exchange.actions import Chosen
from exchange.facts.log_imports import Asked
from exchange.facts.own_from_name import pattern_told
from exchange.logs.content import name_of
from exchange.logs.rows import Unit
from exchange.logs.text import MOST_BYTES
from exchange.models import Means
from exercises.labels import PATTERNS
from exercises.models import Exercise
from exercises.vocabulary import Pattern

ANOTHER, OWN = "another", "own"


class UploadForm(forms.Form):
    file = SmallFileField(
        label=_("The file of another app"),
        help_text=_("A file that ends with .csv, 20 MB at most."),
        accept=".csv,.txt,text/csv,text/plain",
        most_bytes=MOST_BYTES,
        too_large=_("This file is too large: 20 MB at most. It wasn’t read."),
    )


class Do(StrEnum):
    """What can be asked for on the page of an import."""

    GO_ON = "go_on"
    UNIT = "unit"
    NAMES = "names"
    AGAIN = "again"
    WRITE = "write"
    TAKE_BACK = "take_back"
    LEAVE = "leave"


class ActionForm(forms.Form):
    action = forms.ChoiceField(choices=[(each.value, each.name) for each in Do])


class UnitForm(forms.Form):
    unit = forms.ChoiceField(
        label=_("The weights of this file are"),
        choices=[(Unit.KG.value, _("Kilograms")), (Unit.LB.value, _("Pounds"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one: the file doesn’t say.")},
    )


@dataclass(frozen=True)
class NameFields:
    """The fields about one name: what it stands for, the name of another exercise, and the kind of
    movement of an own one."""

    asked: Asked
    means: forms.BoundField
    another: forms.BoundField
    pattern: forms.BoundField

    @property
    def has_errors(self) -> bool:
        return bool(self.means.errors or self.another.errors or self.pattern.errors)

    @property
    def is_known(self) -> bool:
        """Whether the app knew what it stands for, or the person said it before."""
        return self.asked.means != Means.NOTHING

    @property
    def choices(self) -> Sequence[Any]:
        return list(self.means)


class NamesForm(forms.Form):
    """What each name of a file stands for; the names are numbered in the order of `asked`."""

    def __init__(self, data: Any, *, asked: Sequence[Asked], known: Sequence[Exercise]) -> None:
        super().__init__(data)
        self._asked = asked
        self._by_name: dict[str, list[Exercise]] = {}
        for each in known:
            self._by_name.setdefault(name_of(each.name), []).append(each)
        self._by_slug = {each.slug: each for each in known}
        for number, name in enumerate(asked):
            self._add_fields(number, name)

    def _add_fields(self, number: int, each: Asked) -> None:
        choices: list[tuple[str, Any]] = [(like.slug, like.name) for like in each.likely]
        choices += [(ANOTHER, _("Another exercise")), (OWN, _("Make it an exercise of my own"))]
        if each.named.may_be_activity:
            choices.append((Means.ACTIVITY.value, _("Write it down as an activity")))
        choices.append((Means.NOTHING.value, _("Leave it out")))
        self.fields[f"means-{number}"] = forms.ChoiceField(
            label=each.named.name,
            choices=choices,
            initial=each.exercise or each.means,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one.")},
        )
        self.fields[f"another-{number}"] = forms.CharField(
            label=_("Which one?"),
            required=False,
            max_length=100,
            widget=forms.TextInput(attrs={"list": "known-exercises", "autocomplete": "off"}),
        )
        told = pattern_told(each.named.name)
        self.fields[f"pattern-{number}"] = forms.ChoiceField(
            label=_("Kind of movement"),
            choices=[("", _("Choose one")), *((one.value, PATTERNS[one]) for one in Pattern)],
            initial=told.value if told else "",
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for number in range(len(self._asked)):
            means = cleaned.get(f"means-{number}")
            if means == ANOTHER and not self._another(number):
                self.add_error(
                    f"another-{number}",
                    _("Choose an exercise from the list: there is none of exactly this name."),
                )
            if means == OWN and not cleaned.get(f"pattern-{number}"):
                self.add_error(f"pattern-{number}", _("Choose the kind of movement."))
        return cleaned

    def _another(self, number: int) -> Exercise | None:
        typed = self.cleaned_data.get(f"another-{number}") or ""
        found = self._by_name.get(name_of(typed), []) if typed else []
        return found[0] if found else None

    def chosen(self) -> dict[str, Chosen]:
        """Return what each name of a valid form stands for, by the folded name."""
        return {each.key: self._chosen(number) for number, each in enumerate(self._asked)}

    def _chosen(self, number: int) -> Chosen:
        means = self.cleaned_data[f"means-{number}"]
        if means in {Means.ACTIVITY, Means.NOTHING}:
            return Chosen(means=means)
        if means == OWN:
            pattern = Pattern(self.cleaned_data[f"pattern-{number}"])
            return Chosen(means=Means.EXERCISE, pattern=pattern)
        exercise = self._another(number) if means == ANOTHER else self._by_slug[means]
        return Chosen(means=Means.EXERCISE, exercise=exercise)

    def rows(self) -> list[NameFields]:
        return [
            NameFields(
                each, *(self[f"{name}-{number}"] for name in ("means", "another", "pattern"))
            )
            for number, each in enumerate(self._asked)
        ]

    def unknown(self) -> list[NameFields]:
        """Return the names that nobody knew, and those with an error."""
        return [each for each in self.rows() if each.has_errors or not each.is_known]

    def known(self) -> list[NameFields]:
        return [each for each in self.rows() if each.is_known and not each.has_errors]
