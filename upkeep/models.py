"""Who does the periodic work at the moment, and when each part of it was last done."""

from django.db import models


class Lease(models.Model):
    """The right to do something alone, until `ends_at` (`upkeep.lease`)."""

    name = models.CharField(primary_key=True, max_length=32)
    holder = models.CharField(max_length=32)
    ends_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class JobRun(models.Model):
    """When a job was last tried and last done; `failures` counts since then."""

    name = models.CharField(primary_key=True, max_length=32)
    tried_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.name
