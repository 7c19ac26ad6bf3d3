"""/safety/: the emergency first, three levels, stop signs, who asks first, what the app isn't."""

import html
import re

import pytest
from django.utils.html import strip_tags

from learn.signs import (
    EMERGENCY,
    SOON,
    STOP_EMERGENCY,
    STOP_IN_PREGNANCY,
    STOP_SESSION,
    STOP_URGENT,
    URGENT,
)
from routines.planning.questions import RED_FLAGS
from routines.planning.stop_signs import STOP_SIGNS


def told(markup):
    markup = re.sub(
        r'<span class="sources">.*?</span></a></span>|<span class="sources">.*', "", markup
    )
    return " ".join(html.unescape(strip_tags(markup)).split())


@pytest.fixture
def safety(client):
    return client.get("/safety/").content.decode()


def part(page, place):
    """From the heading with this id to the next one."""
    return page.partition(f'id="{place}">')[2].partition("<h2")[0]


def listed(page, place):
    items = re.findall(r"<li>(.*?)</li>", part(page, place), re.DOTALL)
    return [told(item) for item in items if '<a href="#' not in item]


def test_emergency_is_the_first_thing_on_the_page(safety):
    main = safety.partition("<main")[2]
    after_title = main.partition("</h1>")[2]

    assert after_title.strip().startswith('<section class="card alarm alarm--emergency"')
    assert told(part(safety, "emergency")).startswith(
        "Emergency: get help now Stop. Do not exercise, and do not drive yourself. Call your local "
        "emergency number (112 in the EU, 999 UK, 911 US, 000 Australia) if you have any of these, "
        "new or getting worse:"
    )
    assert re.findall(r'href="(tel:\d+)"', safety) == [
        *("tel:112", "tel:999", "tel:911", "tel:000"),
        *("tel:111", "tel:116117"),
    ]


# brief.md E1, one sign a line
SIGNS = {
    "emergency": [
        (
            "numbness or tingling round the genitals, the inner thighs or the buttocks, or no "
            "feeling when wiping"
        ),
        "you cannot start, feel or hold your urine",
        "you have lost control of your bowels, or no longer feel when they are full",
        "sexual function or feeling has newly gone",
        "pain, numbness or weakness in both legs, or legs that quickly get weaker",
        "back pain after a serious accident or fall",
        "pain or pressure in the chest",
        "severe breathlessness",
        "you collapsed",
        (
            "sudden severe pain in the back, belly or flank, or a pulsing belly, with faintness "
            "or cold sweat"
        ),
        "a sudden severe headache, loss of sight or speech, or a drooping face or arm",
        "fever with confusion, fast breathing or mottled skin",
    ],
    "today": [
        "fever, shivering, or feeling very unwell",
        "losing weight without trying, or night sweats",
        "cancer now; or cancer in the past, and this pain is new",
        "a lump on the back, or a changed shape",
        "pain that rest does not ease, or that is worse at night",
        (
            "sudden severe pain with osteoporosis, while taking steroids, or from 65 on after a "
            "small fall or lift"
        ),
        "severe new pain while taking blood thinners",
        "an infection, injection or operation of the spine in the last weeks",
        "a weakened immune system, or injecting drugs",
        "pain between the shoulder blades",
        "one leg newly weak, or a foot that drops",
        "unsteady walking, or clumsy hands",
        "a hot, swollen calf",
    ],
    "soon": [
        "pain that stops your daily life",
        "severe pain",
        "pain in a leg with tingling for more than 2 weeks",
        "your first back pain ever, after 55 or before 20",
        "pain that gets worse when you cough, sneeze or strain",
        (
            "back pain that began before 45, with more than 30 minutes of stiffness in the "
            "morning, for more than 3 months"
        ),
        "no better after 6 weeks, and no professional has looked at it yet",
    ],
}


@pytest.mark.parametrize("level", SIGNS)
def test_each_level_lists_its_signs(safety, level):
    assert listed(safety, level) == SIGNS[level]


def test_long_standing_pain_is_no_reason_to_wait(safety):
    told_soon = told(part(safety, "soon"))

    assert "Train gently until then." in told_soon
    assert "Pain that has lasted long and stays as it is" in told_soon


def test_stop_signs_are_listed(safety):
    assert listed(safety, "stop") == [
        "pain or pressure in the chest",
        "you collapsed",
        "severe breathlessness",
        "an irregular heartbeat with faintness",
        "a sudden severe headache, loss of sight or speech, or a drooping face or arm",
        "you have lost control of bladder or bowel",
        "numbness between the legs",
        "new numbness or weakness",
        "a hot, swollen calf",
        "in pregnancy: bleeding",
        "in pregnancy: loss of fluid",
        "in pregnancy: regular contractions",
        "in pregnancy: a swollen calf",
        "in pregnancy: headache",
        "faintness that passes",
        "back pain of 6 or more out of 10",
        "sharp pain shooting down a leg",
        "a joint that locks or gives way",
    ]


def test_words_are_there_for_every_sign_of_the_rules():
    asked = {each.code: {o.value for o in each.options} for each in RED_FLAGS}
    stops = STOP_EMERGENCY | STOP_URGENT | STOP_IN_PREGNANCY | STOP_SESSION

    assert asked == {
        "B1_emergency": set(EMERGENCY),
        "B1_urgent": set(URGENT),
        "B1_soon": set(SOON),
    }
    assert {*stops, "other"} == set(STOP_SIGNS)


def test_who_should_ask_first_and_who_changes_something_are_listed(safety):
    assert (len(listed(safety, "ask-first")), len(listed(safety, "change"))) == (10, 9)
    groups = re.findall(r"<dt>([^<]*)</dt>", part(safety, "groups"))
    assert groups == [
        "Pregnant",
        "Osteoporosis",
        "After back surgery",
        "An old injury, or sciatica",
        "Back pain and deadlifts",
        "Arthritis of knee or hip",
        "Raised blood pressure",
        "65 or older",
    ]


def test_disclaimer_has_its_seven_points(safety):
    assert listed(safety, "disclaimer") == [
        (
            "It gives general information for adults. It is not medical advice, diagnosis or "
            "treatment."
        ),
        (
            "It does not replace your doctor or physiotherapist. Never delay care because of "
            "something you read here."
        ),
        "Exercise carries a risk. Stop if you feel unwell.",
        "Ask a professional first if anything under “Ask a professional first” applies to you.",
        "It is not for emergencies.",
        "It is not a medical device, and nobody watches what you enter.",
        "Results vary from person to person.",
    ]
