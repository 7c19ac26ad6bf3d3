"""What must hold of people with routines of their own: each envelope returns its breaches."""

from tests.lives.anybody import Envelope
from tests.lives.reading import pairs_of_lifts, risen, said
from tests.lives.record import Life


def every_change_has_its_reason(life: Life) -> list[str]:
    """Where other figures are asked for than last time, the page gives a rule."""
    return [
        said(now, lift, f"another target than {was.work}, without a reason")
        for before, was, now, lift in pairs_of_lifts(life)
        if lift.asked != was.asked and not (lift.rule or now.eased or lift.out_of_time)
    ]


def switches_keep_all(life: Life) -> list[str]:
    """Using another routine leaves the log as it is, and the target of every common exercise."""
    log = [
        f"day {each.day}: the log changed with {each.to}"
        for each in life.switches
        if not each.kept_log
    ]
    return log + [
        f"day {each.day}: {slug} stands elsewhere in {each.to}: {targets}"
        for each in life.switches
        for slug, targets in each.moved.items()
    ]


def rises_only_by_hand(*slugs: str) -> Envelope:
    """The target of these goes up only after the person set it anew, and on the way back from a
    flare-up."""

    def holds(life: Life) -> list[str]:
        set_on = {(each.detail, each.day) for each in life.of_kind("own figures")}
        return [
            said(now, lift, f"{', '.join(up)} up by itself from {was.work}")
            for before, was, now, lift in pairs_of_lifts(life)
            if lift.slug in slugs
            and not before.eased
            and lift.rule != "way_back"
            and (up := risen(was, lift))
            and not any(slug == lift.slug and before.day < day <= now.day for slug, day in set_on)
        ]

    return holds
