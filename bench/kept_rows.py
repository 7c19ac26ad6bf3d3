"""Put people's rows back as they were, so that a verb finds the same work to do each time."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet

from accounts.models import User
from routines.models import ItemSums, Session, SessionItem, SetLog
from routines.models.owned import Owned

# A log of ten years is too long to be compared row by row after each measurement.
DAY_OF_LOG = {
    Session: "local_date__gte",
    SessionItem: "session__local_date__gte",
    ItemSums: "local_date__gte",
    SetLog: "item__session__local_date__gte",
}


class KeptRows:
    """All rows of some people, in every table except `untouched`; of the log only the days from
    `since` on."""

    def __init__(
        self, people: Iterable[User], *, since: date, untouched: Collection[type[Model]] = ()
    ) -> None:
        self._people = list(people)
        self._since = since
        models = [model for model in apps.get_models() if issubclass(model, Owned)]
        self._kept = {model: self._rows(model) for model in models if model not in untouched}

    @transaction.atomic
    def restore(self) -> None:
        """Delete the rows that were added, and write changed and deleted ones again."""
        for model, kept in self._kept.items():
            rows = self._rows(model)
            # By keys alone: without statistics PostgreSQL takes minutes to delete by a join.
            model._base_manager.filter(pk__in=rows.keys() - kept.keys()).delete()
            for key, row in kept.items():
                if rows.get(key) != row:
                    model(**row).save(force_update=key in rows, force_insert=key not in rows)

    def _rows(self, model: type[Model]) -> dict[UUID | int, dict[str, Any]]:
        return {row[model._meta.pk.attname]: row for row in self._query(model).values()}

    def _query(self, model: type[Model]) -> QuerySet:
        mine = model._base_manager.filter(user__in=self._people)
        return mine.filter(**{DAY_OF_LOG[model]: self._since}) if model in DAY_OF_LOG else mine
