"""A session of the log in few words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from routines.planning.easing import Reason

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Why a session was eased; the whole sentence stands in the session (routines.labels.sessions).
EASED: Mapping[Reason, "StrOrPromise"] = {
    Reason.DELOAD: _("lighter week"),
    Reason.ILLNESS: _("eased after being ill"),
    Reason.EASE_BACK: _("eased after a break"),
    Reason.REBUILD: _("eased after a longer break"),
    Reason.RESTART: _("eased after a long break"),
    Reason.RAMP1: _("eased after a flare-up"),
    Reason.RAMP2: _("eased after a flare-up"),
    Reason.REDUCED: _("eased for the back"),
}
