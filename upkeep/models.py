"""The periodic work: who does it at the moment, and when each part was last done; and the digest
of the secret key."""

from django.db import models


class Lease(models.Model):
    """The right to do something alone, until `ends_at` (`upkeep.lease`)."""

    name = models.CharField(primary_key=True, max_length=32)
    holder = models.CharField(max_length=32)
    ends_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class JobRun(models.Model):
    """When a job was last tried and last done; `failures` counts since then. `seconds` is how long
    it took, `results` what it has done so far, in numbers."""

    name = models.CharField(primary_key=True, max_length=32)
    tried_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(null=True)
    results = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


class KeyDigest(models.Model):
    """The digest of the secret key that goes with this database, in its one row
    (`upkeep.secret_key`)."""

    only = models.BooleanField(primary_key=True, default=True)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.digest[:8]
