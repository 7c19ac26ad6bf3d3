"""The stop signs of a session, each a button."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.vocabulary import Caution
from learn.signs import STOP_EMERGENCY, STOP_IN_PREGNANCY, STOP_SESSION, STOP_URGENT
from routines.planning.questions import PREGNANCY
from routines.planning.stop_signs import STOP_SIGNS, StopLevel

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Signs = Mapping[str, "StrOrPromise"]


class StopForm(forms.Form):
    """The sign that was tapped. A sign that the page didn't show counts too."""

    sign = forms.ChoiceField(
        choices=[(sign, sign) for sign in STOP_SIGNS],
        error_messages={
            "required": _("Tap the sign that made you stop."),
            "invalid_choice": _("Tap the sign that made you stop."),
        },
    )

    def signs(self, cautions: Collection[Caution]) -> dict[StopLevel, list[tuple[str, Signs]]]:
        """Return the signs of each level, the gravest first, in groups with a heading or none.

        Those of pregnancy are for people with its cautions.
        """
        urgent: list[tuple[str, Signs]] = [("", STOP_URGENT)]
        if set(PREGNANCY) & set(cautions):
            urgent.append((str(_("In pregnancy")), STOP_IN_PREGNANCY))
        return {
            StopLevel.EMERGENCY: [("", STOP_EMERGENCY)],
            StopLevel.URGENT: urgent,
            StopLevel.SESSION: [("", STOP_SESSION)],
        }
