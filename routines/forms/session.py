"""What a person reports about a session or an exercise in it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exercises.vocabulary import Phase
from routines.facts.kept_changes import SessionChanges
from routines.forms.log import effort_field
from routines.models import SessionItem, Skip

PAINS = [str(number) for number in range(11)]
PAIN = [(number, number) for number in PAINS]
REASONS = [
    (Skip.BUSY.value, pgettext_lazy("why an exercise is skipped", "It is in use")),
    (Skip.KIT.value, pgettext_lazy("why an exercise is skipped", "I don’t have what it needs")),
    (Skip.TIRED.value, pgettext_lazy("why an exercise is skipped", "Tired")),
    (Skip.HURTS.value, pgettext_lazy("why an exercise is skipped", "It hurts")),
]

YES, NO = "yes", "no"
KEPT = [("", _("Not said")), (YES, _("Right")), (NO, _("It slipped"))]
KEPT_OF = {None: "", True: YES, False: NO}


class SessionView(StrEnum):
    """How a session is shown: the whole list, or ONE exercise at a time."""

    LIST = ""
    ONE = "one"


ALL_ROWS = "all"


class ViewForm(forms.Form):
    """How the session is shown: `one` exercise at a time, at a position, or as the whole list.

    `undo` is the key of a set that was just taken back. `rows`: whether each row of a set has its
    fields; otherwise only the current ones have them. Invalid values are ignored.
    """

    view = forms.ChoiceField(choices=[(SessionView.ONE.value, "")], required=False)
    at = forms.IntegerField(required=False, min_value=0, max_value=999)
    undo = forms.UUIDField(required=False)
    rows = forms.ChoiceField(choices=[(ALL_ROWS, "")], required=False)


END_REST = "skip"


class RestForm(forms.Form):
    """Seconds more or less for the running rest, or its end."""

    change = forms.ChoiceField(choices=[(each, each) for each in ("-15", "15", END_REST)])


def pain_field(**options: Any) -> forms.TypedChoiceField:
    """Return a field for pain from 0 to 10; None if not reported."""
    return forms.TypedChoiceField(
        choices=[("", _("Not said")), *PAIN],
        coerce=int,
        empty_value=None,
        required=False,
        **{"widget": forms.RadioSelect, **options},
    )


class TroubleForm(forms.Form):
    """How much an exercise hurts; empty means not any more. `slip`: the earlier report was a
    mistake."""

    pain = pain_field()
    slip = forms.BooleanField(required=False)


class SkipForm(forms.Form):
    """Why an exercise is left out; without a reason it is brought back.

    "other" comes from a device that no longer knows the reason.
    """

    reason = forms.ChoiceField(choices=[*REASONS, (Skip.OTHER.value, "")], required=False)


class Step(StrEnum):
    """How an exercise changes its place: earlier, later, in turn with the next one, or alone."""

    EARLIER = "earlier"
    LATER = "later"
    JOIN = "join"
    LEAVE = "leave"


def _read_order(text: str) -> list[tuple[UUID, int]]:
    """Return the items of an order with the numbers of their supersets. Raises ValidationError."""
    try:
        pairs = [word.split(".") for word in text.split()]
        return [(UUID(key), min(int(group), MOST_GROUPS)) for key, group in pairs]
    except ValueError:
        raise forms.ValidationError(_("This order can’t be read.")) from None


class OrderField(forms.CharField):
    """An order of items: "key.superset", with spaces between them; None if empty."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return _read_order(text) if text else None


MOST_GROUPS = 99


class PlaceForm(forms.Form):
    """Another place for an exercise of a session. `order`: how all of them then stand, as the
    device that sends it shows them."""

    step = forms.ChoiceField(choices=[(each.value, "") for each in Step])
    order = OrderField(required=False, max_length=4000)


class RemoveForm(forms.Form):
    """Whether an exercise is taken out of the session, or brought back."""

    removed = forms.BooleanField(required=False)


class AddForm(forms.Form):
    """An exercise for the running session, under a key of its own, behind another item."""

    key = forms.UUIDField()
    exercise = forms.SlugField(max_length=60)
    after = forms.UUIDField(required=False)


TICKED_PHASES = [(each.value, each.value) for each in (Phase.WARM_UP, Phase.COOL_DOWN)]


class PhaseForm(forms.Form):
    """A whole warm-up or cool-down that is left out or brought back."""

    phase = forms.ChoiceField(choices=TICKED_PHASES)
    skipped = forms.BooleanField(required=False)


class SwapSearchForm(forms.Form):
    """Search words for an exercise that may replace another."""

    q = forms.CharField(
        label=_("Search all exercises"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class SwapForm(forms.Form):
    """The exercise that replaces another: one of those that were offered."""

    exercise = forms.ChoiceField()

    def __init__(self, *args: Any, offered: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["exercise"] = forms.ChoiceField(choices=[(slug, slug) for slug in offered])


class RungForm(SwapForm):
    """The harder or the easier exercise that replaces one of the plan."""


KEEP_ORDER = "keep_order"


def _to_keep(changes: SessionChanges) -> dict[str, forms.Field]:
    """Return a box for each change of a session that may be kept."""
    words = {
        f"keep_added_{each.exercise_id}": _("Add %(name)s") % {"name": each.exercise_name}
        for each in changes.added
    } | {
        f"keep_removed_{row.exercise_id}": _("Leave out %(name)s") % {"name": row.exercise.name}
        for row in changes.removed
    }
    if changes.order:
        words[KEEP_ORDER] = str(_("Today’s order, with what was done in turn"))
    return {name: forms.BooleanField(label=label, required=False) for name, label in words.items()}


class FinishForm(forms.Form):
    """The end of a session; every field may stay empty.

    `to_check` are the items whose form is asked about: each has a field `kept_<item>`, whether the
    form was right. `form_good` answers for all of them at once; an answer for a single item counts
    more.
    """

    pain = pain_field(label=_("Highest pain, 0 to 10"))
    form_good = forms.BooleanField(label=_("My form was right in all of them"), required=False)
    rir = effort_field()
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    keep = forms.ChoiceField(
        label=_("Keep today’s changes in the plan?"),
        choices=[(NO, _("No, they were for today")), (YES, _("Yes, from now on"))],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,
        to_check: Iterable[SessionItem] = (),
        changes: SessionChanges | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.to_keep = _to_keep(changes) if changes else {}
        self.fields |= self.to_keep
        self.to_check = {f"kept_{item.pk}": item for item in to_check}
        for name, item in self.to_check.items():
            self.fields[name] = forms.ChoiceField(
                label=item.exercise_name,
                choices=KEPT,
                required=False,
                initial=KEPT_OF[item.form_kept],
                widget=forms.RadioSelect,
            )

    @property
    def checks(self) -> list[tuple[forms.BoundField, SessionItem]]:
        return [(self[name], item) for name, item in self.to_check.items()]

    @property
    def changes(self) -> list[forms.BoundField]:
        """The changes of the session that may be kept in the routine."""
        return [self[name] for name in self.to_keep]

    def kept(self, kind: str) -> list[str]:
        """Return the exercises of which a change of this kind, "added" or "removed", is kept."""
        start = f"keep_{kind}_"
        ticked = [name for name in self.to_keep if self.cleaned_data[name]]
        return [name.removeprefix(start) for name in ticked if name.startswith(start)]

    @property
    def says_of_one(self) -> bool:
        """Whether something was reported for a single exercise, so that its line is shown."""
        return any(self[name].value() for name in self.to_check)

    def form_kept(self) -> dict[UUID, bool | None]:
        """Return by item whether the form was right, None if not reported."""
        answers = {KEPT_OF[answer]: answer for answer in KEPT_OF}
        otherwise = True if self.cleaned_data["form_good"] else None
        said = {item.pk: answers[self.cleaned_data[name]] for name, item in self.to_check.items()}
        return {key: otherwise if kept is None else kept for key, kept in said.items()}
