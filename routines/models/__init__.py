"""Rows of the plan and of the log. Every row of a person carries the person's key."""

from routines.models.calendar_feed import CalendarFeed
from routines.models.day_mark import PINS, DayAction, DayMark, DayState, Mark, PlanChange
from routines.models.day_note import DayNote
from routines.models.item_sums import ItemSums
from routines.models.morning_check import FlareMark, MorningCheck, ProfessionalCheck, Said
from routines.models.plan import Plan, PlannedSession
from routines.models.prescribed import LengthUnit, LoadUnit
from routines.models.routine import Prescription, Routine
from routines.models.screening import VERSIONS, Agreement, Screening, Subject
from routines.models.session import Session, SessionItem, Skip, Status
from routines.models.set_log import SetLog, Side, other_side
from routines.models.stored_checkpoint import StoredCheckpoint
from routines.models.target_override import TargetOverride
from routines.planning.performance import GoesOn
from routines.planning.questions import Outcome
from routines.planning.screening import Lock

__all__ = [
    "PINS",
    "VERSIONS",
    "Agreement",
    "CalendarFeed",
    "DayAction",
    "DayMark",
    "DayNote",
    "DayState",
    "FlareMark",
    "GoesOn",
    "ItemSums",
    "LengthUnit",
    "LoadUnit",
    "Lock",
    "Mark",
    "MorningCheck",
    "Outcome",
    "Plan",
    "PlanChange",
    "PlannedSession",
    "Prescription",
    "ProfessionalCheck",
    "Routine",
    "Said",
    "Screening",
    "Session",
    "SessionItem",
    "SetLog",
    "Side",
    "Skip",
    "Status",
    "StoredCheckpoint",
    "Subject",
    "TargetOverride",
    "other_side",
]
