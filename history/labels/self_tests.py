"""The words of each test: what it is for, how it is done, when to stop."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exercises.decimals import decimal_text
from history.planning.norms import AgeBand, Sex
from history.planning.self_tests import SelfTest, Side, ThenAndNow, Unit


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the page of a test says.

    `figure`: the exercise whose figure shows it, "" for none. `claim`: its claim on the evidence
    page, "" for none. `minutes`: how long it takes.
    """

    name: Promise
    about: Promise
    steps: tuple[Promise, ...]
    stop: tuple[Promise, ...] = ()
    figure: str = ""
    claim: str = ""
    minutes: int = 2


_PAIN = _("it hurts more than usual, or pain, tingling or numbness runs down a leg")
_UNWELL = _("you feel dizzy, faint or short of breath, or your chest feels tight")
_HOLD_BREATH = _("you can only go on by holding your breath")

WORDS: Mapping[SelfTest, Words] = {
    SelfTest.ACTIVITIES: Words(
        name=_("My three activities"),
        about=_("How well you can do what matters to you in everyday life."),
        steps=(
            _("Once: name up to three things that your back makes harder, in your own words."),
            _("Every four weeks: give each of them a number from 0 to 10, as it was this week."),
            _("0: I can’t do it. 10: as well as ever."),
        ),
        claim="activities",
    ),
    SelfTest.CHAIR_STAND: Words(
        name=_("Chair stands in 30 seconds"),
        about=_("The strength of your legs, in a movement that you need every day."),
        steps=(
            _("Put a firm chair without arms against a wall; the seat 43 cm (17 in) high."),
            _("Sit in the middle of it, feet flat and hip-wide, arms crossed on the chest."),
            _("Try it once or twice: the second time is a little better, from practice alone."),
            _("Start the timer. Stand up all the way and sit down again, as often as you can."),
            _("Count each full stand. If you are more than half-way up at the end, it counts."),
            _("If you need your arms to get up, write 0."),
        ),
        stop=(_PAIN, _UNWELL, _("a knee gives way")),
        figure="sit-to-stand",
        claim="chair-stand",
    ),
    SelfTest.ONE_LEG: Words(
        name=_("One-leg stand"),
        about=_("Your balance, which stairs, kerbs and dressing ask for."),
        steps=(
            _("Stand beside a worktop or in a corner, barefoot or in flat shoes, eyes open."),
            _("Look at a spot ahead. Cross your arms, or keep a hand just above the worktop."),
            _("Lift one foot to the other ankle, without touching it. The time runs now."),
            _(
                "It ends when the foot comes down, touches the other leg, the standing foot moves, "
                "a hand holds on, or at 45 seconds."
            ),
            _("Three tries on each leg, with a short rest between. The best one counts."),
            _("A side is the leg that you stand on."),
        ),
        stop=(_("you begin to fall: hold on at once"), _PAIN, _UNWELL),
        figure="single-leg-stance",
        claim="one-leg",
        minutes=5,
    ),
    SelfTest.SIDE_PLANK: Words(
        name=_("Side plank"),
        about=_("How long the side of your trunk keeps you straight."),
        steps=(
            _(
                "Lie on your side, legs straight, the top foot in front, the elbow under the "
                "shoulder."
            ),
            _("Lift the hips until ankles, hips and shoulders are in one line. The time runs now."),
            _("Breathe on. It ends when the hips sink and don’t come back up, or at 120 seconds."),
            _("Rest a minute, then the other side. A side is the one that is below."),
        ),
        stop=(_PAIN, _("the shoulder hurts"), _HOLD_BREATH, _UNWELL),
        figure="side-plank",
        minutes=5,
    ),
    SelfTest.BACK_EXTENSION: Words(
        name=_("Back extension hold"),
        about=_("How long the long muscles of your back hold your trunk."),
        steps=(
            _("Lie on your front, a flat cushion under the belly, arms along the body."),
            _(
                "Lift the breastbone a hand’s breadth, eyes on the floor, toes down. The time runs "
                "now."
            ),
            _("Stay long rather than high, and breathe on."),
            _(
                "It ends when the breastbone sinks and doesn’t come back up, or at 120 seconds. "
                "Once is enough."
            ),
        ),
        stop=(_PAIN, _("the neck hurts"), _HOLD_BREATH, _UNWELL),
        figure="prone-back-extension",
        minutes=3,
    ),
    SelfTest.FINGERTIP: Words(
        name=_("Fingertips to the floor"),
        about=_("How far you bend, in the hips and the back together."),
        steps=(
            _("Not in the first hour after getting up: the back is stiffer then."),
            _("Stand barefoot, feet together, knees straight but not pressed back."),
            _("Bend forward slowly, arms hanging, and stop at the first firm pull. No bouncing."),
            _(
                "Measure from the tip of the longest finger to the floor. Fingertips on the floor: "
                "0."
            ),
            _("Come up slowly, a hand on the thigh if you like."),
        ),
        stop=(_PAIN, _UNWELL),
    ),
    SelfTest.CONFIDENCE: Words(
        name=_("Confidence to move"),
        about=_("People who trust their back keep moving, and moving helps the trust."),
        steps=(
            _("Think of bending, lifting and getting about this week."),
            _("How sure are you that you can do it without harm? Give it a number, 0 to 10."),
            _("0: not sure at all. 10: completely sure."),
        ),
        minutes=1,
    ),
}

UNITS: Mapping[Unit, Promise] = {
    Unit.STANDS: _("stands"),
    Unit.SECONDS: _("s"),
    Unit.CM: _("cm"),
    Unit.IN: _("in"),
    Unit.POINTS: _("of 10"),
}
SIDES: Mapping[Side, Promise | str] = {
    Side.BOTH: "",
    Side.LEFT: _("left"),
    Side.RIGHT: _("right"),
}
AGES: Mapping[AgeBand, Promise] = {
    AgeBand.TO_29: _("18 to 29"),
    AgeBand.TO_39: _("30 to 39"),
    AgeBand.TO_49: _("40 to 49"),
    AgeBand.TO_59: _("50 to 59"),
    AgeBand.TO_64: _("60 to 64"),
    AgeBand.TO_69: _("65 to 69"),
    AgeBand.TO_74: _("70 to 74"),
    AgeBand.TO_79: _("75 to 79"),
    AgeBand.TO_84: _("80 to 84"),
    AgeBand.TO_89: _("85 to 89"),
    AgeBand.FROM_90: _("90 or older"),
}
SEXES: Mapping[Sex, Promise] = {Sex.WOMAN: _("woman"), Sex.MAN: _("man")}


def amount_words(amount: Decimal, unit: str) -> str:
    """Format an amount with its unit: "31 s"."""
    return f"{decimal_text(amount)} {UNITS[Unit(unit)]}"


def tested_words(compared: ThenAndNow) -> str:
    """Return the name of a test, with its side: "One-leg stand, left"."""
    side, name = SIDES[compared.now.side], str(WORDS[compared.test].name)
    return f"{name}, {side}" if side else name


def difference_words(compared: ThenAndNow) -> str:
    """Return two figures of a test: "22 → 31 s"."""
    return (
        f"{decimal_text(compared.before)} → {amount_words(compared.now.amount, compared.now.unit)}"
    )
