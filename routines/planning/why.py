"""The explanation of a target, as an item of the log stores it and a page shows it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from decimal import Decimal
from typing import Any, Self

from exercises.decimals import decimal_text
from routines.planning.find_weight import Finds
from routines.planning.loads import Unit, shown
from routines.planning.next_target import Change, most_allowed
from routines.planning.performance import Target
from routines.planning.progression import Lack
from routines.planning.steps_up import Code


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The figures of a target as they are shown.

    `load` is a text in the unit of its `Why`, "" for none and "-20" for 20 kg of help; `height_cm`
    is a text. None: not stored, in rows from before 2026-11.
    """

    sets: int
    lo: int
    hi: int
    load: str = ""
    hold_s: int | None = None
    pause_s: int | None = None
    height_cm: str | None = None
    band: int | None = None
    part_range: bool = False

    @classmethod
    def of(cls, target: Target, unit: str) -> Self:
        """Return the figures of a target, its load in `unit`."""
        return cls(
            sets=target.sets,
            lo=target.lo,
            hi=target.hi,
            load=decimal_text(shown(target.load, Unit(unit))) if target.load else "",
            hold_s=target.hold_s,
            pause_s=target.pause_s,
            height_cm=decimal_text(target.height_cm),
            band=target.band,
            part_range=target.part_range,
        )

    def risen_since(self, before: "Figures") -> list[str]:
        """Return the names of the figures that are higher than before."""
        pairs: dict[str, tuple[Decimal | int, Decimal | int]] = {
            "load": (Decimal(before.load or 0), Decimal(self.load or 0)),
            "height_cm": (before.height or Decimal(0), self.height or Decimal(0)),
        }
        for name in ("sets", "lo", "hi", "hold_s", "pause_s", "band"):
            pairs[name] = (getattr(before, name) or 0, getattr(self, name) or 0)
        return [name for name, (was, now) in pairs.items() if now > was]

    @property
    def load_figure(self) -> str:
        """The figure that a person reads for its weight or its help; "" for none."""
        return self.load.removeprefix("-")

    @property
    def height(self) -> Decimal | None:
        """The height of the step in cm."""
        return None if self.height_cm is None else Decimal(self.height_cm)


@dataclass(frozen=True, kw_only=True)
class Why:
    """The reason of a target: the change (`code`, None for none), the rule that decided, and its
    figures.

    `before` and `after` are the targets before and after the change, their loads in `unit`. `held`:
    pain allows no more than `after`. `hard`: it was also too hard twice. `chosen`: the person's own
    target replaces it; `carried`: that is the one from another routine. `converted` is the load,
    with its unit, that was rounded down from the other unit. `locked` names the locked exercise
    that this one substitutes, `left_out` the one in whose place it stands for now; `hurt_much`:
    because that hurt much twice. `finds`: the session looks for the weight. `harder` names the
    harder exercise, if that is the change. `helps`: the loads are help. The other fields are those
    of `next_target.Change` and `progression.Decision`.
    """

    code: Code | None = None
    rule: str = ""
    beside: str = ""
    lack: Lack | None = None
    unsaid: bool = False
    trim: bool = False
    hard: bool = False
    advise: bool = False
    remove: bool = False
    pain: int | None = None
    of_session: bool = False
    morning: int | None = None
    next_before: int | None = None
    usual: str = ""
    aim: int | None = None
    easier: bool = False
    stand_in: bool = False
    after_flare: bool = False
    held: bool = False
    unit: str = ""
    before: Figures | None = None
    after: Figures | None = None
    chosen: bool = False
    carried: bool = False
    converted: str = ""
    locked: str = ""
    left_out: str = ""
    hurt_much: bool = False
    finds: Finds | None = None
    harder: str = ""
    helps: bool = False

    @classmethod
    def of(cls, change: Change, unit: str) -> Self:
        """Return the explanation of a change, its loads in `unit`."""
        return cls(
            code=change.code,
            rule=change.decision.rule,
            beside=change.beside,
            lack=change.decision.lack,
            unsaid=change.decision.unsaid,
            trim=change.decision.trim,
            hard=change.decision.ease and change.decision.rule != "R6" and change.beside != "R6",
            advise=change.decision.advise,
            remove=change.decision.remove,
            pain=change.pain,
            of_session=change.of_session,
            morning=change.morning_pain,
            next_before=change.next_before,
            usual="" if change.baseline is None else decimal_text(change.baseline),
            aim=change.aim,
            easier=change.easier,
            stand_in=change.stand_in,
            after_flare=change.after_flare,
            held=most_allowed(change) is not None,
            unit=unit,
            before=Figures.of(change.before, unit),
            after=Figures.of(change.after, unit),
        )

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Read what `as_json` wrote; an older row may lack some of it."""
        names = {each.name for each in fields(cls)}
        known = {name: value for name, value in kept.items() if name in names}
        for name, kind in (("code", Code), ("lack", Lack), ("finds", Finds)):
            known[name] = kind(known[name]) if known.get(name) else None
        for name in ("before", "after"):
            known[name] = Figures(**known[name]) if known.get(name) else None
        return cls(**known)

    def as_json(self) -> dict[str, Any]:
        """Return what a row stores: {} for a target without an explanation."""
        if self == NOTHING_SAID:
            return {}
        said = {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if getattr(self, each.name) != each.default or (self.code and each.name in OF_A_CHANGE)
        }
        figures = {name: asdict(said[name]) for name in ("before", "after") if said.get(name)}
        return said | figures

    @property
    def leaves_out(self) -> bool:
        """Whether the exercise is left out for now, as it hurt much twice or nothing is left to
        lower; never with a target of the person's own."""
        return (self.remove or self.stand_in) and not self.chosen

    @property
    def is_step_up(self) -> bool:
        """Whether a figure went up, and not by the person's own choice."""
        if self.before is None or self.after is None or self.chosen:
            return False
        return bool(self.after.risen_since(self.before))

    def in_the_place_of(self, other: "Why") -> "Why":
        """Return this explanation of a target with what `other` says about the exercise in whose
        place it stands."""
        return replace(
            self, locked=other.locked, left_out=other.left_out, hurt_much=other.hurt_much
        )

    @property
    def is_told(self) -> bool:
        """Whether there is a sentence to show."""
        told = (self.code, self.chosen, self.converted, self.left_out, self.finds)
        return any(told)


NOTHING_SAID = Why()
# The fields that are stored for every change, even if they are empty.
OF_A_CHANGE = frozenset(each.name for each in fields(Why)) - {
    *(
        "chosen",
        "carried",
        "converted",
        "locked",
        "left_out",
        "hurt_much",
        "finds",
        "harder",
        "helps",
    )
}
