"""Everything that is stored about a person, for the download."""

from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from accounts.models import User
from exercises.models import Exercise
from routines.models import ItemSums
from routines.models.owned import HealthData, Owned

OF_THE_PERSON = (
    *(
        "email",
        "is_guest",
        "time_zone",
        "country",
        "units",
        "own_units",
        "week_start",
        "habits",
        "usual_pain",
        "joined_at",
    ),
    *("rest_tone", "rest_vibration", "keep_awake", "deload_every", "last_login"),
)
# Worked out of other rows, which the download has.
DERIVED = {ItemSums}
WHOSE = {"user_id", "owner_id"}  # the columns that name the person


def personal_data(user: User) -> dict[str, Any]:
    """Return every row that is stored about a person, unchanged, except those worked out of others.

    `person`, and by the name of its model a list of {column: value}, oldest first. One query for
    each model, and one for the exercises that the person made.
    """
    found: dict[str, Any] = {"person": {name: getattr(user, name) for name in OF_THE_PERSON}}
    for model in owned_models():
        if model in DERIVED:
            continue
        found[model.__name__] = _columns(model._default_manager.filter(user=user))
    found["Exercise"] = _columns(Exercise.objects.of(user))
    return found


def owned_models() -> list[type[Owned]]:
    """Return the model of every row that belongs to a person, of this app and of those above it."""
    return [model for model in apps.get_models() if issubclass(model, Owned)]


def health_models() -> list[type[HealthData]]:
    """Return the models whose rows say something about health, of this app and of those above
    it."""
    return [model for model in owned_models() if issubclass(model, HealthData)]


def _columns(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    return [
        {name: value for name, value in row.items() if name not in WHOSE}
        for row in rows.order_by("pk").values()
    ]
