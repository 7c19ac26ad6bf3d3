"""A caution shows only its own words: people with a sore knee read about knees."""

import html
import re

import pytest
from django.template import engines

from exercises.catalogue import read_library
from exercises.labels import CAUTIONS
from exercises.models import Exercise
from exercises.vocabulary import Caution

# What a text names when it is about this caution; no other caution's sentence may.
SPEAKS_OF = {
    Caution.BALANCE_POOR: r"unsteady|falls?\b|fallen|balance",
    Caution.DIZZINESS: r"dizz|light-headed|head (is clear|swims)",
    Caution.KNEE_PAIN: r"(sore|painful|quiet|crossed) knees?|knee (pain|arthritis)|kneecap",
    Caution.HIP_PAIN: r"hip (pain|arthritis)|sore hip|groin",
    Caution.HIP_REPLACEMENT_RECENT: r"hip replacement|new hip|surgeon",
    Caution.FLEXION_PAIN: r"bending-sensitive|pain on bending",
    Caution.EXTENSION_PAIN: r"arching|back arches",
    Caution.LEG_SYMPTOMS: r"tingl|sciatica|numb|nerve",
    Caution.OSTEOPOROSIS_SPINE: r"osteoporosis|fracture|checked your form",
    Caution.HIGH_BP_UNCONTROLLED: r"blood pressure|hold your breath",
    Caution.RECENT_SURGERY: r"operation|surgery",
    Caution.PREGNANCY_SUPINE: r"pregnan",
    Caution.PREGNANCY_PRONE: r"pregnan",
    Caution.PREGNANCY_BALANCE: r"pregnan",
    Caution.PREGNANCY_LOAD: r"pregnan",
    Caution.SHOULDER_WRIST: r"shoulder pain|wrist",
    Caution.NECK_PAIN: r"neck",
    Caution.ACHILLES_FOOT_PAIN: r"achilles|heel bone",
    Caution.TOE_FOOT_PAIN: r"toe pain|rear toes|forefoot|rear foot",
    Caution.CLOT_VARICOSE_SKIN: r"clot|blood thinner|varicose|skin|rolling out",
    Caution.GLAUCOMA_REFLUX: r"glaucoma|reflux",
    Caution.POOL_SAFETY: r"swimmer|wounds",
}


def shown_to(exercise: Exercise, cautions: set[Caution]) -> list[tuple[str, str]]:
    """The changes that a plan and a session show beside an exercise, with their reasons."""
    part = engines["django"].from_string('{% include "routines/_modification.html" %}')
    page = part.render({"exercise": exercise, "cautions": cautions})
    pairs = re.findall(r"<span>(.*?)</span> <span class=\"muted\">Because of: (.*?)</span>", page)
    return [(html.unescape(what), html.unescape(why)) for what, why in pairs]


def test_every_caution_has_a_pattern_and_a_label():
    assert set(SPEAKS_OF) == set(Caution) == set(CAUTIONS)


def test_no_sentence_speaks_of_another_caution():
    strayed = [
        (entry.slug, word, other)
        for entry in read_library()
        for word, change in entry.changes.items()
        for other, pattern in SPEAKS_OF.items()
        if pattern != SPEAKS_OF[word] and re.search(pattern, change, re.IGNORECASE)
    ]

    assert strayed == []


def test_what_no_caution_covers_speaks_of_no_caution_that_the_exercise_has():
    repeated = [
        (entry.slug, word)
        for entry in read_library()
        for word in entry.caution
        if word != Caution.POOL_SAFETY
        and re.search(SPEAKS_OF[word], entry.who_modify or "", re.IGNORECASE)
    ]

    assert repeated == []


@pytest.mark.parametrize("caution", Caution)
def test_a_person_with_one_caution_reads_its_sentence_and_its_name_alone(library, caution):
    for exercise in Exercise.objects.all():
        found = shown_to(exercise, {caution})

        is_named = caution in exercise.caution
        own = (exercise.changes.get(caution), str(CAUTIONS[caution]))
        assert found == ([own] if is_named else [])


def test_a_person_with_two_cautions_reads_each_with_its_own_reason(library):
    exercise = Exercise.objects.get(pk="assisted-split-squat")

    found = shown_to(exercise, {Caution.KNEE_PAIN, Caution.TOE_FOOT_PAIN})

    assert found == [
        (
            "Go down a quarter of the way, only as far as the front knee stays quiet.",
            "knee pain or knee arthritis",
        ),
        (
            "Put the rear foot on a folded towel, or choose the step-up.",
            "a painful big toe or forefoot",
        ),
    ]


def test_exercise_page_names_each_caution_beside_its_own_change(library, client):
    for slug in ("assisted-split-squat", "warm-up-side-lunge", "water-walking"):
        exercise = Exercise.objects.get(pk=slug)

        page = html.unescape(client.get(f"/exercises/{slug}/").content.decode())

        care = page.partition('id="care"')[2].partition("</section>")[0]
        pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", care)
        assert [(name.lower(), change) for name, change in pairs] == [
            (str(CAUTIONS[Caution(word)]).lower(), exercise.changes[word])
            for word in exercise.caution
        ]
