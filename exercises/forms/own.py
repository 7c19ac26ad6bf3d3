"""The form of an exercise of one's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from exercises.actions.own import STAYS
from exercises.decimals import without_zeros
from exercises.labels import ASKED_FOR, EQUIPMENT, MUSCLES, PATTERNS
from exercises.models import Exercise
from exercises.own import (
    LIMITS,
    MOST_CUES,
    MOST_HELP_KG,
    MOST_LETTERS,
    MOST_LINE,
    MOST_NOTE,
    MOST_STEPS,
    OWN_ENTRY,
    RESERVE,
    OwnEntry,
    is_web_address,
    weighing,
)
from exercises.vocabulary import KG_PER_LB, Equipment, LoadNeed, Measure, Muscle, Pattern, Sides

BOTH_AT_ONCE = "both"
MEASURES = [
    (Measure.REPS, _("Repetitions")),
    (Measure.SECONDS, _("Seconds")),
    (Measure.MINUTES, _("Minutes")),
]
SIDES = [
    (BOTH_AT_ONCE, _("Both at once")),
    (Sides.EACH, _("One side, then the other")),
    (Sides.ALTERNATING, _("Sides in turn, with each repetition")),
]
LOADS = [
    (LoadNeed.NONE, _("No: body weight, or a support")),
    (LoadNeed.OPTIONAL, _("It can, once it is easy")),
    (LoadNeed.REQUIRED, _("It needs one")),
    (LoadNeed.HELP, _("The other way round: a counterweight, a machine or a band helps me")),
]
TEMPO = r"\d(-\d){3}"


class LinesField(forms.CharField):
    """Lines of text, without empty ones."""

    widget = forms.Textarea

    def __init__(self, *, most: int, **options: Any) -> None:
        super().__init__(required=False, max_length=most * (MOST_LINE + 2), **options)
        self.most = most
        self.widget.attrs["rows"] = 4

    def clean(self, value: Any) -> list[str]:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        found = [line for line in lines if line]
        if len(found) > self.most:
            raise forms.ValidationError(
                _("At most %(most)s lines; these are %(count)s."),
                params={"most": self.most, "count": len(found)},
            )
        if any(len(line) > MOST_LINE for line in found):
            raise forms.ValidationError(
                _("A line has at most %(most)s letters."), params={"most": MOST_LINE}
            )
        return found


@dataclass(frozen=True)
class MuscleRow:
    """A muscle in the list: its word, its name, and whether it is chosen for the main work or as
    one that helps."""

    muscle: Muscle
    name: str | Promise
    is_main: bool
    helps: bool


def _figure(name: str, **options: Any) -> forms.IntegerField:
    limits = LIMITS[name]
    return forms.IntegerField(min_value=limits.lo, max_value=limits.hi, **options)


class OwnExerciseForm(forms.Form):
    """The fields of an `OwnEntry`.

    `changes` is the exercise that is changed; its fields in STAYS, on which the log relies, are
    kept. `in_pounds`: help is typed in lb, not in kg.
    """

    name = forms.CharField(label=_("Name"), max_length=MOST_LETTERS)
    pattern = forms.ChoiceField(
        label=_("Kind of movement"),
        choices=[("", _("Choose one")), *((each.value, PATTERNS[each]) for each in Pattern)],
        help_text=_("Swaps offer it beside the exercises of the same kind."),
    )
    primary = forms.MultipleChoiceField(
        label=_("Main work"),
        choices=[(each.value, MUSCLES[each]) for each in Muscle],
        error_messages={"required": _("Choose at least one muscle that does the main work.")},
    )
    secondary = forms.MultipleChoiceField(
        label=_("Helps"),
        choices=[(each.value, MUSCLES[each]) for each in Muscle],
        required=False,
    )
    kit = forms.MultipleChoiceField(
        label=_("What it is done with"),
        choices=[(each.value, EQUIPMENT[each]) for things in ASKED_FOR.values() for each in things],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    load = forms.ChoiceField(
        label=_("Does it take a weight?"),
        choices=LOADS,
        initial=LoadNeed.NONE,
        widget=forms.RadioSelect,
    )
    # Its label names the unit.
    help_at_first = forms.DecimalField(
        required=False,
        max_digits=5,
        decimal_places=2,
        min_value=Decimal("0.5"),
        help_text=_("Only with help: how much it takes off. From there it goes down in steps."),
    )
    measure = forms.ChoiceField(
        label=_("What does a set count?"),
        choices=MEASURES,
        initial=Measure.REPS,
        widget=forms.RadioSelect,
    )
    sides = forms.ChoiceField(
        label=_("Left and right"), choices=SIDES, initial=BOTH_AT_ONCE, widget=forms.RadioSelect
    )
    sets_lo = _figure("sets", label=_("Sets, at first"), initial=2)
    sets_hi = _figure("sets", label=_("Sets, at most"), initial=3)
    lo = forms.IntegerField(label=_("In a set, at first"), min_value=1, initial=8)
    hi = forms.IntegerField(label=_("In a set, at most"), min_value=1, initial=12)
    rest_s = _figure("rest_s", label=_("Rest between sets, in seconds"), initial=60)
    hold_s = _figure(
        "hold_s", label=_("Hold in each repetition, in seconds (optional)"), required=False
    )
    tempo = forms.RegexField(
        TEMPO,
        label=_("Tempo (optional)"),
        required=False,
        help_text=_("Seconds to lower, pause, lift and pause: 3-1-1-0."),
        error_messages={"invalid": _("Write four figures with hyphens between, like 3-1-1-0.")},
    )
    cues = LinesField(
        label=_("Cues (optional)"),
        most=MOST_CUES,
        help_text=_("What to think of, one a line, up to six."),
    )
    steps = LinesField(label=_("Steps (optional)"), most=MOST_STEPS, help_text=_("One a line."))
    note = forms.CharField(
        label=_("Note (optional)"),
        required=False,
        max_length=MOST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    link = forms.CharField(
        label=_("Link (optional)"),
        required=False,
        max_length=200,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("To a page or a video about it."),
    )
    figure = forms.ChoiceField(
        label=_("Figure (optional)"),
        required=False,
        help_text=_("Borrowed from an exercise that looks like it."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        library: Iterable[Exercise],
        changes: Exercise | None = None,
        in_pounds: bool = False,
    ) -> None:
        self.unit_kg = KG_PER_LB if in_pounds else Decimal(1)
        initial = _initial(changes.as_entry(), self.unit_kg) if changes else {}
        super().__init__(data, initial=initial)
        unit = "lb" if in_pounds else "kg"
        self.fields["help_at_first"].label = _now("Help to begin with, in %(unit)s") % {
            "unit": unit
        }
        figures = [(each.slug, each.name) for each in library]
        self.fields["figure"].choices = [("", _("No figure")), *figures]  # type: ignore[attr-defined]
        if changes:
            for name in STAYS:
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self._check_range("sets_lo", "sets_hi")
        self._check_range("lo", "hi")
        limits, most = LIMITS.get(cleaned.get("measure", "")), cleaned.get("hi")
        if limits and most and most > limits.hi:
            self.add_error(
                "hi", format_lazy(_("Ensure this value is less than or equal to {}."), limits.hi)
            )
        kit = [Equipment(word) for word in cleaned.get("kit", [])]
        if cleaned.get("load") == LoadNeed.REQUIRED and not list(weighing(kit)):
            self.add_error("kit", _("Tick the weight or the band that it needs."))
        if cleaned.get("load") == LoadNeed.HELP:
            self._check_help()
        if cleaned.get("tempo") and cleaned.get("measure") != Measure.REPS:
            self.add_error("tempo", _("A tempo goes with repetitions only."))
        if cleaned.get("hold_s") and cleaned.get("measure") != Measure.REPS:
            self.add_error("hold_s", _("A hold in each repetition goes with repetitions only."))
        return cleaned

    def _check_help(self) -> None:
        cleaned = self.cleaned_data
        if "help_at_first" in cleaned and cleaned["help_at_first"] is None:
            self.add_error("help_at_first", _("Write how much it helps at first."))
        elif cleaned.get("help_at_first", 0) * self.unit_kg > MOST_HELP_KG:
            most = int(MOST_HELP_KG / self.unit_kg)
            self.add_error(
                "help_at_first",
                format_lazy(_("Ensure this value is less than or equal to {}."), most),
            )
        if cleaned.get("measure") not in {None, Measure.REPS}:
            self.add_error("measure", _("Help goes with repetitions only."))

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not is_web_address(link):
            raise forms.ValidationError(_("Enter an address that begins with https://."))
        return link

    def _check_range(self, lo: str, hi: str) -> None:
        least, most = self.cleaned_data.get(lo), self.cleaned_data.get(hi)
        if least and most and least > most:
            self.add_error(hi, _("This is less than at first."))

    def entry(self) -> OwnEntry:
        """Return what a valid form describes."""
        asked = self.cleaned_data
        sides = None if asked["sides"] == BOTH_AT_ONCE else asked["sides"]
        dose = {
            "sets": (asked["sets_lo"], asked["sets_hi"]),
            asked["measure"]: (asked["lo"], asked["hi"]),
            "rest_s": asked["rest_s"],
            "per_side": sides is not None,
            "hold_s": asked["hold_s"] or None,
            "tempo": asked["tempo"] or None,
            "start_load_kg": self._start_load(),
            "rir": None if asked["measure"] == Measure.MINUTES else tuple(RESERVE),
        }
        return OWN_ENTRY.validate_python(
            {
                **{
                    name: asked[name] for name in ("name", "pattern", "kit", "load", "note", "link")
                },
                **{name: asked[name] for name in ("cues", "steps")},
                "primary": asked["primary"],
                "secondary": [each for each in asked["secondary"] if each not in asked["primary"]],
                "sides": sides,
                "dose": dose,
                "figure": asked["figure"] or None,
            }
        )

    def _start_load(self) -> tuple[Decimal, Decimal] | None:
        """Return the help to begin with, in kg, as the library's range of first weights."""
        if self.cleaned_data["load"] != LoadNeed.HELP:
            return None
        kg = (self.cleaned_data["help_at_first"] * self.unit_kg).quantize(Decimal("0.0001"))
        return without_zeros(kg), without_zeros(kg)

    def muscle_rows(self) -> list[MuscleRow]:
        """Return every muscle with its role as filled in."""
        main, helps = (self[name].value() or () for name in ("primary", "secondary"))
        return [MuscleRow(each, MUSCLES[each], each in main, each in helps) for each in Muscle]

    def kit_by_kind(self) -> list[tuple[Promise, list[forms.boundfield.BoundWidget]]]:
        """Return the boxes to tick under the heading of each kind."""
        boxes = {box.data["value"]: box for box in self["kit"]}
        return [
            (kind, [boxes[each.value] for each in things]) for kind, things in ASKED_FOR.items()
        ]


def _initial(entry: OwnEntry, unit_kg: Decimal) -> dict[str, Any]:
    """Return the fields of an exercise as it is; `unit_kg`: the kg of the unit of help."""
    dose, target = entry.dose, entry.dose.target
    start = dose.start_load_kg
    return {
        **{name: getattr(entry, name) for name in ("name", "pattern", "load", "note", "link")},
        "primary": list(entry.primary),
        "secondary": list(entry.secondary),
        "kit": list(entry.kit),
        "measure": entry.measure,
        "help_at_first": (
            without_zeros((start.hi / unit_kg).quantize(Decimal("0.01"))) if start else None
        ),
        "sides": entry.sides or BOTH_AT_ONCE,
        "sets_lo": dose.sets.lo,
        "sets_hi": dose.sets.hi,
        "lo": target.lo,
        "hi": target.hi,
        "rest_s": dose.rest_s,
        "hold_s": dose.hold_s,
        "tempo": dose.tempo,
        "cues": "\n".join(entry.cues),
        "steps": "\n".join(entry.steps),
        "figure": entry.figure or "",
    }
