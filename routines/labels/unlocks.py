"""What a locked exercise still asks for, in words."""

from django.utils.translation import gettext_lazy as _

from routines.planning.unlocks import Missing, UnlockState

# %(weeks)d of %(needed)d calm weeks are there.
MISSING = {
    Missing.CALM_WEEKS: _("%(weeks)d of %(needed)d calm weeks of the easier exercise"),
    Missing.USUAL_PAIN: _("a lower usual pain"),
    Missing.CHECKED: _("a professional’s look at your form"),
    Missing.FLARE: _("the end of the flare-up"),
}


def missing_words(lock: UnlockState) -> list[str]:
    """Return what is missing for an exercise to open, each in a few words."""
    figures = {"weeks": lock.weeks, "needed": lock.needed}
    return [MISSING[missing] % figures for missing in lock.missing]
