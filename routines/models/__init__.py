"""Rows of the plan and of the log. Every row of a person carries the person's key."""

from routines.models.calendar_feed import CalendarFeed
from routines.models.day_mark import DayMark, Mark, PlanChange
from routines.models.plan import Plan, PlannedSession, Prescription
from routines.models.prescribed import LoadUnit
from routines.models.session import Session, SessionItem, SetLog, Side, Skip, Status, other_side
from routines.models.target_override import TargetOverride

__all__ = [
    "CalendarFeed",
    "DayMark",
    "LoadUnit",
    "Mark",
    "Plan",
    "PlanChange",
    "PlannedSession",
    "Prescription",
    "Session",
    "SessionItem",
    "SetLog",
    "Side",
    "Skip",
    "Status",
    "TargetOverride",
    "other_side",
]
