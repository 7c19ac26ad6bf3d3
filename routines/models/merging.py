"""What becomes of a guest's rows when the guest logs in to an account: each model says it of its
own."""

from dataclasses import dataclass, field
from enum import Enum, auto

from django.db.models import Q


class Rule(Enum):
    """MOVES: every row becomes the account's. GOES: the rows are deleted, because they are worked
    out of others.

    Where a person may have only one current row, `actions.merge` has ended one of two, or made
    both one, before they move.
    """

    MOVES = auto()
    GOES = auto()


@dataclass(frozen=True, kw_only=True)
class OneEach:
    """A person has one row for each value of these columns, or one at all without columns.

    The account's row stays and the guest's goes, except where the account's `gives_way`, because
    it is empty or the less careful of the two. What is true of `either` row is true of the one that
    stays. All rows are meant, or only those `among` them.
    """

    by: tuple[str, ...] = ()
    among: Q = field(default_factory=Q)
    gives_way: Q = field(default_factory=lambda: Q(pk__in=[]))
    either: tuple[str, ...] = ()


Merging = Rule | OneEach
