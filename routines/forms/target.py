"""The person's own target for an exercise."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from routines.forms.log import MOST, count_field, load_field
from routines.models import Prescription
from routines.planning.loads import Unit, in_kg, shown
from routines.planning.progression import Target

MOST_SETS = 10
ROUNDING_KG = Decimal("0.001")


class TargetActionForm(forms.Form):
    """OWN takes the figures beside it, OLD those of before, APP takes the choice back."""

    action = forms.ChoiceField(choices=[(each, each) for each in ("own", "old", "app")])


class TargetForm(forms.Form):
    """Sets, repetitions or seconds, and weight. `allowed` is the most there may be for now, its
    load in kg; None where nothing holds it."""

    sets = count_field(label=gettext_lazy("Sets"), min_value=1)
    lo = count_field(label=gettext_lazy("From"), min_value=1)
    hi = count_field(label=gettext_lazy("To"), min_value=1)
    load = load_field(label=gettext_lazy("Weight"))

    def __init__(
        self, *args: Any, each: Prescription, allowed: Target | None, **options: Any
    ) -> None:
        figures = {name: getattr(each, name) for name in ("sets", "lo", "hi")}
        figures["load"] = None if each.load is None else f"{each.load.normalize():f}"
        super().__init__(*args, **{"initial": figures, **options})
        self.limit = allowed
        self.unit = Unit(each.load_unit)
        self.most = {"sets": MOST_SETS, "lo": MOST[each.measure], "hi": MOST[each.measure]}
        if not each.takes_load:
            del self.fields["load"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        lo, hi = cleaned.get("lo"), cleaned.get("hi")
        if lo and hi and lo > hi:
            self.add_error("hi", _("This is less than where the range begins."))
        for name, most in self.most.items():
            held = most if self.limit is None else min(most, getattr(self.limit, name))
            if cleaned.get(name) and cleaned[name] > held:
                self.add_error(name, _("For now no more than %(most)d.") % {"most": held})
        load = cleaned.get("load")
        if load and self.limit and in_kg(load, self.unit) - self.limit.load > ROUNDING_KG:
            most_load = f"{shown(self.limit.load, self.unit):f} {self.unit}"
            self.add_error("load", _("For now no more than %(most)s.") % {"most": most_load})
        return cleaned
