"""What every row of a person has: a key of its own, and the person's."""

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models

from accounts.keys import new_key
from backhealth.prepared import Given
from routines.models.merging import Merging

if TYPE_CHECKING:
    from accounts.models import User

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)

# The values of prepared queries: whose rows, and the first and the last day of a period.
PERSON = Given("user", models.UUIDField())
FIRST, LAST = Given("first", models.DateField()), Given("last", models.DateField())


class OwnedQuerySet(models.QuerySet[Row_co]):
    """Rows of people. Every query for one person's rows begins with `of`."""

    def of(self, user: "User | Given") -> Self:
        """Filter the rows of one person: a user, or PERSON in a prepared query."""
        return self.filter(user=user)


class Owned(models.Model):
    """A row that belongs to one person, and is deleted with the account.

    `merging`: what becomes of a guest's rows in the account of the same person. Every model says
    it of its own.
    """

    merging: ClassVar[Merging]

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True


class HealthData(Owned):
    """A row that may say something about the person's health.

    Such rows are written only with consent (`facts.consent`), and deleted when the consent is
    withdrawn, in this app and in those above it.
    """

    # Once more, without a type: the type checker takes a manager that is inherited twice for that
    # of the class between.
    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def about_health(cls, user: "User") -> models.QuerySet[Any, Any]:
        """Select the rows of a person that say something about health: all, unless the model
        knows better."""
        return cls._default_manager.filter(user=user)
