"""The words that people meet on the pages (brief.md G), in plain English."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Term:
    """`id` is the anchor on the glossary page, `sources` are ids of `learn.sources`."""

    id: str
    name: Promise
    means: Promise
    sources: tuple[str, ...] = ()


TERMS: tuple[Term, ...] = (
    Term(
        "brace",
        _("Brace"),
        _(
            "To tighten the muscles all round the trunk a little before you lift, as if someone "
            "were about to poke you, while you go on breathing."
        ),
    ),
    Term(
        "break",
        _("Break"),
        _(
            "Days without training. After two weeks or more the app asks for less at first and "
            "builds up again."
        ),
        ("ours",),
    ),
    Term(
        "cool-down",
        _("Cool-down"),
        _("The calm minutes after the strength work: slow walking, gentle rolling, stretches."),
    ),
    Term(
        "cue",
        _("Cue"),
        _(
            "A short sentence to keep in mind while you move, such as “Push the floor away”. One "
            "at a time is enough."
        ),
        ("f53",),
    ),
    Term(
        "daily-habit",
        _("Daily habit"),
        _(
            "Something light that is welcome on any day, such as walking or calf raises with body "
            "weight. It never counts as a session."
        ),
        ("ours",),
    ),
    Term(
        "deload",
        _("Deload (lighter week)"),
        _(
            "A week with about half the sets and a little less weight on the usual days, so that "
            "the body can catch up. Strength athletes take one about every five or six weeks; "
            "beginners may not need it."
        ),
        ("f35",),
    ),
    Term(
        "dynamic-stretching",
        _("Dynamic stretching"),
        _("Easy movement through the whole range, without holding, as in the warm-up."),
    ),
    Term(
        "effort",
        _("Effort (RPE)"),
        _("How hard a set felt, from 0 to 10. It is 10 less the repetitions you had left."),
    ),
    Term(
        "flare-up",
        _("Flare-up"),
        _("A few days in which the back hurts clearly more than usual. Stay active, but lighter."),
        ("f57",),
    ),
    Term(
        "foam-rolling",
        _("Foam rolling"),
        _("Rolling a muscle slowly over a foam cylinder. Keep it light, at most 5 out of 10."),
        ("f46",),
    ),
    Term(
        "hard-set",
        _("Hard set"),
        _(
            "A set of strength work that ends with four or fewer good repetitions left. Warm-up "
            "and habits don't count."
        ),
        ("ours",),
    ),
    Term(
        "hip-hinge",
        _("Hip hinge"),
        _(
            "Bending by folding at the hips: the seat goes back, the spine keeps its shape, the "
            "knees bend only a little. It is the way to lift things off the floor."
        ),
    ),
    Term(
        "hold",
        _("Hold"),
        _("Staying in one position for some seconds without moving, as in a side plank."),
    ),
    Term(
        "ladder",
        _("Ladder"),
        _(
            "Exercises of one kind from easier to harder. You climb a rung when the one below has "
            "become easy."
        ),
    ),
    Term(
        "lowering",
        _("Lifting and lowering"),
        _(
            "In lifting, the working muscle shortens (concentric); in lowering, it lengthens under"
            " load (eccentric); in a hold, it keeps its length (isometric)."
        ),
    ),
    Term(
        "load",
        _("Load"),
        _(
            "The weight that you move besides your own. With dumbbells it is the weight in each "
            "hand."
        ),
    ),
    Term(
        "neutral-spine",
        _("Neutral spine"),
        _(
            "The natural, gentle curves of the back, neither rounded nor arched. Most lifts ask "
            "you to keep it."
        ),
    ),
    Term(
        "one-rm",
        _("One-repetition maximum (1RM)"),
        _("The most that one could lift once. You never need to find yours out."),
        ("ours",),
    ),
    Term(
        "progression",
        _("Progression"),
        _(
            "The next small step once two sessions in a row went well: a few more repetitions, "
            "another set, or a little more load. One thing at a time."
        ),
        (
            "ours",
            "f1",
        ),
    ),
    Term(
        "range",
        _("Range of motion"),
        _(
            "How far a joint moves in an exercise. Full is good, part of it is fine when more "
            "would hurt."
        ),
    ),
    Term(
        "red-flag",
        _("Red flag"),
        _("A sign that something needs a doctor before it needs exercise."),
        ("f39",),
    ),
    Term(
        "regression",
        _("Regression"),
        _("A step back to something easier or lighter. It is a tool, not a failure."),
    ),
    Term("rep", _("Rep (repetition)"), _("One full movement: down and up again.")),
    Term("rest", _("Rest"), _("The pause between two sets.")),
    Term(
        "rest-day",
        _("Rest day"),
        _(
            "A day without strength work. Walking, mobility, stretching and water exercise are "
            "welcome on it."
        ),
        ("ours",),
    ),
    Term(
        "rir",
        _("RIR (repetitions in reserve)"),
        _(
            "How many more good repetitions you could have done when you stopped. Stop with 3 to 5"
            " left in your first weeks. Everybody guesses, and guesses are poorer the more are "
            "left."
        ),
        (
            "ours",
            "f52",
        ),
    ),
    Term("session", _("Session"), _("One training: warm-up, strength work, cool-down.")),
    Term("set", _("Set"), _("Several repetitions in a row, or one hold; then a rest.")),
    Term(
        "settled",
        _("Settled"),
        _(
            "Your back is settled when, the next morning, it hurts no more than one point above "
            "usual."
        ),
        (
            "ours",
            "f16",
        ),
    ),
    Term(
        "soreness",
        _("Soreness"),
        _(
            "A dull ache in muscles on both sides, one to three days after new or harder work. It "
            "goes by itself and is not the pain the app asks about."
        ),
        ("general",),
    ),
    Term(
        "static-stretching",
        _("Static stretching"),
        _("Going gently to where a muscle pulls and staying there, here for 20 to 30 seconds."),
        ("f47",),
    ),
    Term(
        "tempo",
        _("Tempo"),
        _("How many seconds you take to lower, to pause, to lift and to pause again."),
    ),
    Term(
        "usual-pain",
        _("Usual pain"),
        _(
            "What is ordinary for your back lately, from 0 to 10. The app compares with this and "
            "not with zero."
        ),
        ("ours",),
    ),
    Term(
        "warm-up",
        _("Warm-up"),
        _("Seven to ten minutes of easy movement before the strength work."),
        ("article",),
    ),
)
