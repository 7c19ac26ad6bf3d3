"""Read texts as files, and write what was read as plain values."""

import io
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal

from backhealth.environment import ROOT
from exchange.logs.read import read
from exercises.decimals import decimal_text

TODAY = date(2026, 11, 30)
SAMPLES = ROOT / "tests" / "exchange" / "samples"
STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,"
    "Workout Notes,RPE\n"
)
GOOD = '2025-03-03 18:05:00,Legs,45m,"Squat (Barbell)",1,82.5,8,0,0,,,\n'


def rows_of(data):
    """Return all rows and faults of a file, a text or bytes."""
    content = data.encode() if isinstance(data, str) else data
    return list(read(io.BytesIO(content), today=TODAY).rows)


def as_values(each):
    """Return a row or a fault as JSON would have it, without what it lacks."""
    return {
        name: _value(value)
        for name, value in asdict(each).items()
        if value is not None and value != ""
    }


def _value(value):
    if isinstance(value, Decimal):
        return decimal_text(value)
    return value.isoformat() if isinstance(value, datetime) else value
