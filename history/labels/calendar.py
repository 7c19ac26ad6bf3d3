"""The marks of a calendar in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from history.planning.months import Mark

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CALENDAR_MARKS: Mapping[Mark, "StrOrPromise"] = {
    Mark.SESSION: _("session"),
    Mark.BESIDE: _("something beside the sessions"),
}
