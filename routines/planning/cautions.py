"""What a person's cautions limit in every exercise, also if it has no tag (brief.md E4)."""

from dataclasses import dataclass
from datetime import date, timedelta

from exercises.vocabulary import KEEPS_LOAD, UNSTEADY, Caution

# With these a step stays low.
LOW_STEPS = UNSTEADY | {Caution.KNEE_PAIN, Caution.HIP_PAIN, Caution.HIP_REPLACEMENT_RECENT}
# A step up that was earned shortly before isn't taken any more. [choice]
KEPT_BEFORE = timedelta(days=28)


@dataclass(frozen=True, kw_only=True)
class LoadKept:
    """The days on which no weight goes up, in any exercise; `to` is None while it still holds."""

    since: date
    to: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.to is None or day <= self.to)


def load_kept(
    before: LoadKept | None, cautions: frozenset[Caution], today: date
) -> LoadKept | None:
    """Return the days on which no weight goes up, once the person has these cautions.

    `before`: those of the last answers. When the caution ends, the days that it held stay, so that
    what was done on them never adds weight later.
    """
    keeps = bool(cautions & KEEPS_LOAD)
    holds = before is not None and before.to is None
    if keeps:
        return before if holds else LoadKept(since=today - KEPT_BEFORE)
    return LoadKept(since=before.since, to=today) if before and holds else before
