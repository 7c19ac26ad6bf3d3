"""What a week of the log was, in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from history.planning.weeks import Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WEEKS: Mapping[Kind, "StrOrPromise"] = {
    Kind.IN_RANGE: _("two or three sessions"),
    Kind.ONE: _("one session: kept your gains"),
    Kind.NONE: _("no session"),
    Kind.AWAY: _("away or ill"),
    Kind.FLARE: _("flare-up"),
    Kind.RUNNING: _("still running"),
}
