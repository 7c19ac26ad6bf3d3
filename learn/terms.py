"""The terms that people meet on the pages (brief.md G), in plain English."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Term:
    """One term. `id` is its anchor on the glossary page, `sources` are ids of `learn.sources`."""

    id: str
    name: Promise
    means: Promise
    sources: tuple[str, ...] = ()


TERMS: tuple[Term, ...] = (
    Term(
        id="brace",
        name=_("Brace"),
        means=_(
            "To tighten the muscles all round the trunk a little before you lift, as if someone "
            "were about to poke you, while you go on breathing."
        ),
    ),
    Term(
        id="break",
        name=_("Break"),
        means=_(
            "Days without training. After two weeks or more the app asks for less at first and "
            "builds up again."
        ),
        sources=("ours",),
    ),
    Term(
        id="cool-down",
        name=_("Cool-down"),
        means=_(
            "The calm minutes after the strength work: slow walking, gentle rolling, stretches."
        ),
    ),
    Term(
        id="cue",
        name=_("Cue"),
        means=_(
            "A short sentence to keep in mind while you move, such as “Push the floor away”. One "
            "at a time is enough."
        ),
        sources=("f53",),
    ),
    Term(
        id="daily-habit",
        name=_("Daily habit"),
        means=_(
            "Something light that is welcome on any day, such as walking or calf raises with body "
            "weight. It never counts as a session."
        ),
        sources=("ours",),
    ),
    Term(
        id="deload",
        name=_("Deload (lighter week)"),
        means=_(
            "A week with about half the sets and a little less weight on the usual days, so that "
            "the body can catch up. Strength athletes take one about every five or six weeks; "
            "beginners may not need it."
        ),
        sources=("f35",),
    ),
    Term(
        id="dynamic-stretching",
        name=_("Dynamic stretching"),
        means=_("Easy movement through the whole range, without holding, as in the warm-up."),
    ),
    Term(
        id="effort",
        name=_("Effort (RPE)"),
        means=_("How hard a set felt, from 0 to 10. It is 10 less the repetitions you had left."),
    ),
    Term(
        id="flare-up",
        name=_("Flare-up"),
        means=_(
            "A few days in which the back hurts clearly more than usual. Stay active, but lighter."
        ),
        sources=("f57",),
    ),
    Term(
        id="foam-rolling",
        name=_("Foam rolling"),
        means=_(
            "Rolling a muscle slowly over a foam cylinder. Keep it light, at most 5 out of 10."
        ),
        sources=("f46",),
    ),
    Term(
        id="hard-set",
        name=_("Hard set"),
        means=_(
            "A set of strength work that ends with four or fewer good repetitions left. Warm-up "
            "and habits don't count."
        ),
        sources=("ours",),
    ),
    Term(
        id="hip-hinge",
        name=_("Hip hinge"),
        means=_(
            "Bending by folding at the hips: the seat goes back, the spine keeps its shape, the "
            "knees bend only a little. It is the way to lift things off the floor."
        ),
    ),
    Term(
        id="hold",
        name=_("Hold"),
        means=_("Staying in one position for some seconds without moving, as in a side plank."),
    ),
    Term(
        id="ladder",
        name=_("Ladder"),
        means=_(
            "Exercises of one kind from easier to harder. You climb a rung when the one below has "
            "become easy."
        ),
    ),
    Term(
        id="lowering",
        name=_("Lifting and lowering"),
        means=_(
            "In lifting, the working muscle shortens (concentric); in lowering, it lengthens under"
            " load (eccentric); in a hold, it keeps its length (isometric)."
        ),
    ),
    Term(
        id="load",
        name=_("Load"),
        means=_(
            "The weight that you move besides your own. With dumbbells it is the weight in each "
            "hand."
        ),
    ),
    Term(
        id="neutral-spine",
        name=_("Neutral spine"),
        means=_(
            "The natural, gentle curves of the back, neither rounded nor arched. Most lifts ask "
            "you to keep it."
        ),
    ),
    Term(
        id="one-rm",
        name=_("One-repetition maximum (1RM)"),
        means=_("The most that one could lift once. You never need to find yours out."),
        sources=("ours",),
    ),
    Term(
        id="progression",
        name=_("Progression"),
        means=_(
            "The next small step once two sessions in a row went well: a few more repetitions, "
            "another set, or a little more load. One thing at a time."
        ),
        sources=(
            "ours",
            "f1",
        ),
    ),
    Term(
        id="range",
        name=_("Range of motion"),
        means=_(
            "How far a joint moves in an exercise. Full is good, part of it is fine when more "
            "would hurt."
        ),
    ),
    Term(
        id="red-flag",
        name=_("Red flag"),
        means=_("A sign that something needs a doctor before it needs exercise."),
        sources=("f39",),
    ),
    Term(
        id="regression",
        name=_("Regression"),
        means=_("A step back to something easier or lighter. It is a tool, not a failure."),
    ),
    Term(
        id="rep",
        name=_("Rep (repetition)"),
        means=_("One full movement: down and up again."),
    ),
    Term(
        id="rest",
        name=_("Rest"),
        means=_("The pause between two sets."),
    ),
    Term(
        id="rest-day",
        name=_("Rest day"),
        means=_(
            "A day without strength work. Walking, mobility, stretching and water exercise are "
            "welcome on it."
        ),
        sources=("ours",),
    ),
    Term(
        id="rir",
        name=_("RIR (repetitions in reserve)"),
        means=_(
            "How many more good repetitions you could have done when you stopped. Stop with 3 to 5"
            " left in your first weeks. Everybody guesses, and guesses are poorer the more are "
            "left."
        ),
        sources=(
            "ours",
            "f52",
        ),
    ),
    Term(
        id="session",
        name=_("Session"),
        means=_("One training: warm-up, strength work, cool-down."),
    ),
    Term(
        id="set",
        name=_("Set"),
        means=_("Several repetitions in a row, or one hold; then a rest."),
    ),
    Term(
        id="settled",
        name=_("Settled"),
        means=_(
            "Your back is settled when, the next morning, it hurts no more than one point above "
            "usual."
        ),
        sources=(
            "ours",
            "f16",
        ),
    ),
    Term(
        id="soreness",
        name=_("Soreness"),
        means=_(
            "A dull ache in muscles on both sides, one to three days after new or harder work. It "
            "goes by itself and is not the pain the app asks about."
        ),
        sources=("general",),
    ),
    Term(
        id="static-stretching",
        name=_("Static stretching"),
        means=_(
            "Going gently to where a muscle pulls and staying there, here for 20 to 30 seconds."
        ),
        sources=("f47",),
    ),
    Term(
        id="tempo",
        name=_("Tempo"),
        means=_("How many seconds you take to lower, to pause, to lift and to pause again."),
    ),
    Term(
        id="usual-pain",
        name=_("Usual pain"),
        means=_(
            "What is ordinary for your back lately, from 0 to 10. The app compares with this and "
            "not with zero."
        ),
        sources=("ours",),
    ),
    Term(
        id="warm-up",
        name=_("Warm-up"),
        means=_("Seven to ten minutes of easy movement before the strength work."),
        sources=("article",),
    ),
)
