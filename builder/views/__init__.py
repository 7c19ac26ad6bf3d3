"""The pages of routines, one file per screen."""

from builder.views.add_exercise import add_exercise
from builder.views.begin import begin
from builder.views.by_link import shared_routine, shared_sheet, use_shared
from builder.views.editor import arrange, change_routine_day, routine
from builder.views.files import file, read
from builder.views.prescription import prescription
from builder.views.routines import (
    archive_routine,
    bring_back_routine,
    copy_routine,
    copy_starter,
    rename_routine,
    routines,
    use_routine,
    use_starter,
)
from builder.views.share import share
from builder.views.weekdays import weekdays

__all__ = [
    "add_exercise",
    "archive_routine",
    "arrange",
    "begin",
    "bring_back_routine",
    "change_routine_day",
    "copy_routine",
    "copy_starter",
    "file",
    "prescription",
    "read",
    "rename_routine",
    "routine",
    "routines",
    "share",
    "shared_routine",
    "shared_sheet",
    "use_routine",
    "use_shared",
    "use_starter",
    "weekdays",
]
