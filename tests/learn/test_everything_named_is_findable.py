"""Everything that the source article names (brief.md A) stands on a page: a table of its ids, the
page, and the words there, or the links, that prove it.
"""

import html
import re
from itertools import groupby

import pytest
from django.utils.html import strip_tags

from exercises.models import Exercise
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

BRIDGE, SQUAT, CALF = "glute-bridge", "bodyweight-squat", "calf-raise"
WARM_UP, COOL_DOWN, ANATOMY = "/learn/warm-up/", "/learn/cool-down/", "/learn/anatomy/"
LEARN, OFTEN, QUESTIONS = "/learn/", "/learn/how-often/", "/learn/questions/"
SAFETY, WATER, EVERYDAY = "/safety/", "/learn/water/", "/learn/everyday/"


def lift(slug):
    return f"/exercises/{slug}/"


# id → (page, proof …); a proof that begins with a slash is the address of a link.
STRENGTH = {
    "S1": [
        (lift(BRIDGE), "Lie on your back, feet hip-width", "elbows bent, palms up"),
        (lift(BRIDGE), "weight even on both feet", "Hold two to five seconds", "Glutes (buttocks)"),
    ],
    "S2": [
        (lift(BRIDGE), "More repetitions, then holds up to 10 s", "light ankle weights"),
        (lift(BRIDGE), "It may ease tense muscles in the low back"),
        (lift(BRIDGE), lift("marching-bridge")),
        (lift("marching-bridge"), lift("hip-thrust")),
        (lift("hip-thrust"), lift("single-leg-glute-bridge")),
    ],
    "S3": [
        (lift(SQUAT), "feet about shoulder-width, toes ahead", "arms straight out in front or"),
        (lift(SQUAT), "Send the hips back first", "the small natural hollow in the low back"),
        (lift(SQUAT), "thighs are about level with the floor", "Knees follow the shoelaces"),
        (
            lift(SQUAT),
            "Whole foot on the floor, heels heavy",
            "squeeze the buttocks",
            "3 sets of 10–15 repetitions",
        ),
        (lift(SQUAT), "then hold weight", lift("goblet-squat"), lift("box-squat")),
    ],
    "S4": [
        (lift("stationary-lunge"), "about 60 cm (2 ft) ahead", "the front thigh is about level"),
        (lift("stationary-lunge"), "rear knee is just above the floor", "change sides"),
        (lift("stationary-lunge"), "Dumbbells at the sides"),
    ],
    "S5": [
        (lift("walking-lunge"), "sink as the foot lands", "keep the trunk quiet"),
        (lift("walking-lunge"), "Dumbbell · Barbell", "barbell only with a professional's check"),
    ],
    "S6": [
        (lift("step-up"), "stable stair, block or plyo box of 8-15 cm (3-6 in)", "in its centre"),
        (lift("step-up"), "Spine stays neutral", "Reverse the path and lower"),
        (lift("step-up"), "squats or lunges may follow"),
        (QUESTIONS, "may also help stability, balance and coordination, and spare the joints"),
        (lift("step-up"), "2–4 sets of 8–12 repetitions on each side", lift("step-up-assisted")),
        (lift("step-up"), "Quadriceps (front of thigh) · Glutes (buttocks)", "Hamstrings"),
    ],
    "S7": [
        (lift("single-leg-deadlift"), "that knee slightly bent", "Trunk and free leg tip together"),
        (lift("single-leg-deadlift"), "a clear hamstring stretch", "rise to full hip extension"),
        (lift("single-leg-deadlift"), "Do not arch", "Each side works alone", "in each hand"),
        (lift("single-leg-deadlift"), lift("supported-single-leg-deadlift")),
    ],
    "S8": [
        (lift(CALF), "feet parallel, hip- to shoulder-width", "as high as you can"),
        (lift(CALF), "not locked back", "2–3 sets of 15–20 repetitions", "Fine on rest days"),
        (OFTEN, "can be a daily habit: two or three sets of 15 to 20", lift(CALF)),
        (OFTEN, "may help balance", "hips, knees, ankles and feet to move well and hold steady"),
    ],
    "S9": [
        (lift(CALF), "dumbbells at the sides or a barbell across the shoulders", "then one leg"),
        (lift(CALF), lift("single-leg-calf-raise")),
        (lift("single-leg-calf-raise"), "Body weight to start with, then up to 4 kg"),
    ],
    "S10": [(lift("leg-press"), "Press the plate away"), (QUESTIONS, lift("leg-press"))],
    "S11": [
        (QUESTIONS, lift("barbell-deadlift")),
        (lift("barbell-deadlift"), lift("kettlebell-deadlift")),
        (lift("kettlebell-deadlift"), lift("romanian-deadlift")),
    ],
    "S12": [
        (QUESTIONS, "weights or a resistance band make squats and lunges harder"),
        (lift(SQUAT), "Resistance band", "stand on a band and hold it at the shoulders"),
        (lift("stationary-lunge"), "Resistance band", "a band from the front foot to the hands"),
        (lift("banded-lateral-walk"), "What you need Resistance band"),
        (lift("clamshell"), "Resistance band"),
    ],
    "S13": [
        (WATER, lift("water-walking"), lift("water-aerobics")),
        (WATER, "With arthritis of the knee or hip it is a kind way to keep moving"),
        (WATER, "aerobic exercise with little impact"),
    ],
}
WARMING_UP = {
    "W1": [(WARM_UP, "Always before the legs work")],
    "W2": [
        (WARM_UP, "7 to 10 minutes", "every joint through its full range", "dynamic stretching"),
        (WARM_UP, "A warm-up may ease back pain"),
    ],
    "W2, every joint": [
        (WARM_UP, lift("arm-circles"), lift("hip-circles"), lift("butt-kicks")),
        (WARM_UP, lift("ankle-circles"), lift("cat-camel")),
    ],
    "W3": [(WARM_UP, lift("arm-circles"))],
    "W4": [(WARM_UP, lift("hip-circles"))],
    "W5": [(WARM_UP, lift("warm-up-forward-lunge"))],
    "W6": [(WARM_UP, lift("warm-up-side-lunge"))],
    "W7": [(WARM_UP, lift("arm-swings"))],
    "W8": [(WARM_UP, lift("leg-swings"))],
    "W9": [(WARM_UP, lift("butt-kicks"))],
}
COOLING_DOWN = {
    "D1": [(COOL_DOWN, "Two minutes at an easy pace", lift("slow-walk"))],
    "D2": [
        (COOL_DOWN, "Two easy leg swings or heel curls on each side", "move on gradually"),
        (COOL_DOWN, "the front and the back of the thighs, the calves and the buttocks"),
    ],
    "D3": [
        (COOL_DOWN, "what feels tight, sore or stiff", "Gentle, not deep"),
        (COOL_DOWN, lift("foam-roll-quads"), lift("foam-roll-hamstrings")),
        (COOL_DOWN, lift("foam-roll-calves"), lift("foam-roll-glutes")),
    ],
    "D4": [
        (COOL_DOWN, "20 to 30 seconds for each muscle group"),
        (COOL_DOWN, lift("quad-stretch"), lift("hamstring-stretch")),
        (COOL_DOWN, lift("calf-stretch"), lift("glute-stretch")),
    ],
    "D5": [
        (COOL_DOWN, "yoga poses", "the muscles that hold you upright"),
        (COOL_DOWN, lift("cobra-pose"), lift("bridge-pose"), lift("downward-facing-dog")),
    ],
}
BODY = {
    "glutes": [(ANATOMY, "Glutes (buttocks) The most important of them all", "walk, run")],
    "hamstrings": [(ANATOMY, "Hamstrings (back of thigh)")],
    "quadriceps": [(ANATOMY, "Quadriceps (front of thigh)")],
    "calves": [(ANATOMY, "Calves They push you off the ground")],
    "smaller hip muscles": [(ANATOMY, "The smaller hip muscles", "when you squat, lunge or step")],
    "core muscles": [(ANATOMY, "Low back and core", "keep the spine from arching under a load")],
    "low-back muscles": [(ANATOMY, "Lower back They run beside the spine")],
    "postural muscles": [(ANATOMY, "muscles of posture")],
    "hip joint": [(ANATOMY, "Hip (iliofemoral joint)")],
    "knee joint": [(ANATOMY, "Knee (tibiofemoral joint)")],
    "ankle joint": [(ANATOMY, "Ankle (talocrural joint)")],
    "toe joints": [(ANATOMY, "Toes (metatarsophalangeal joints)")],
    "pelvic girdle": [
        (ANATOMY, "Four bones make a ring: two hip bones (the innominates), the sacrum behind"),
        (ANATOMY, "the coccyx (tailbone)", "ilium, ischium and pubis"),
        (ANATOMY, "The hip bones meet the sacrum", "protects the bladder and the intestines"),
    ],
    "glutes reach the spine": [(ANATOMY, "through the sacrum and a strong sheet of tissue")],
    "tendons": [(ANATOMY, "Tendons are the cords that tie muscle to bone")],
}
BENEFITS = {
    "strength": [(LEARN, "Strength for stairs, chairs and shopping bags")],
    "balance": [(LEARN, "Balance and coordination")],
    "less pain": [(LEARN, "It may ease pain")],
    "lower injury risk": [(LEARN, "It may lower the risk of injury")],
    "mobility, agility, flexibility": [(LEARN, "Mobility, agility and flexibility")],
    "steadier joints, less wear": [(LEARN, "Steadier joints, which may mean less wear")],
    "less joint pain": [(LEARN, "It may ease joint pain")],
    "absorbs load": [(LEARN, "take up the load of running and jumping")],
    "resists fatigue, avoids imbalance": [(LEARN, "fatigue and imbalance have less of a chance")],
    "posture": [(LEARN, "better posture")],
    "athletic performance": [(LEARN, "Better athletic performance")],
    "coordination": [(LEARN, "coordination, for a sure step")],
    "confidence": [(LEARN, "Confidence in your body")],
    "active life": [(LEARN, "a more active life")],
    "stability of the spine": [(LEARN, "It may make the spine steadier")],
    "athletes and others": [(LEARN, "It is just as much for those who don't")],
    "each is a may": [(LEARN, "What training may do for you", "Each point is a “may”")],
}
SAFE = {
    "correct technique": [(SAFETY, "Correct technique comes before more weight")],
    "supervision": [(SAFETY, "Supervision brings the most and risks the least")],
    "professional before any programme": [(SAFETY, "A medical check before any new programme")],
    "old injury": [
        (SAFETY, "in the last 12 weeks you hurt your back or a problem of the spine was found"),
        (SAFETY, "an older back injury", "if nobody has looked at it, have it looked at once"),
        (QUESTIONS, "They can say which exercises suit you, and how to do them"),
    ],
    "safe when form is right": [(SAFETY, "With good form this training is generally safe")],
    "neutral spine, no arching": [
        (SAFETY, "Keep the spine in its natural curve: don't arch"),
        ("/learn/glossary/", "Neutral spine The natural, gentle curves"),
    ],
    "listen to your body": [(SAFETY, "Listen to your body. Overtraining helps nobody")],
    "gentle rolling": [(SAFETY, "Roll gently, never deep")],
    "light weights first": [(SAFETY, "Start with light weights")],
    "warm up before stretching": [(SAFETY, "Warm up first. Stretch afterwards")],
}
ANSWERS = {
    "FAQ 1": [(QUESTIONS, "Strong legs and hips steady the trunk and share the load")],
    "FAQ 2": [
        (QUESTIONS, lift(SQUAT), lift("stationary-lunge"), lift("barbell-deadlift")),
        (QUESTIONS, lift("leg-press"), lift("step-up")),
    ],
    "FAQ 3": [(QUESTIONS, "Usually not, with good form and a load that grows slowly")],
    "FAQ 4": [(QUESTIONS, "Two or three times a week", "Rest counts"), (QUESTIONS, OFTEN)],
    "FAQ 5": [(QUESTIONS, "Ask your doctor or physiotherapist first")],
    "FAQ 6": [
        (QUESTIONS, "Keep a healthy weight", "Vary and mind your posture"),
        (QUESTIONS, "Sleep and recover enough", "Stretches and a foam roller can loosen you up"),
    ],
}
# What people with a sore back ask besides: each in a section of its own, with its source.
DAILY = {
    "lifting": [
        (EVERYDAY, "those who were taught how to lift had as much back pain as the others")
    ],
    "sitting": [(EVERYDAY, "No chair and no posture is right for hours")],
    "imaging": [
        (EVERYDAY, "Most back pain needs no picture", "Pictures show much that does not hurt"),
    ],
    "fear of movement": [(EVERYDAY, "More pain does not mean more damage")],
    "heat": [(EVERYDAY, "Warmth may ease a sore back for a while", "Warm, not hot")],
    "medicine": [(EVERYDAY, "Medicine: ask a pharmacist", "gives no advice on medicine")],
}
NAMED = STRENGTH | WARMING_UP | COOLING_DOWN | BODY | BENEFITS | SAFE | ANSWERS | DAILY


@pytest.fixture
def stands(client):
    """Whether these words, or a link to this address, stand in the main part of a page."""
    pages = {}

    def look(path, proof):
        if path not in pages:
            pages[path] = client.get(path).content.decode().partition("<main")[2]
        if proof.startswith("/"):
            return re.search(rf'<a\b[^>]*href="{re.escape(proof)}"', pages[path]) is not None
        words = re.sub(r'<span class="sources">.*?</span>\n?(?=[^<]*<)', " ", pages[path])
        return proof in " ".join(html.unescape(strip_tags(words)).split())

    return look


def test_table_has_every_id():
    assert list(STRENGTH) == [f"S{number}" for number in range(1, 14)]
    assert [id_ for id_ in WARMING_UP if "," not in id_] == [f"W{n}" for n in range(1, 10)]
    assert list(COOLING_DOWN) == [f"D{number}" for number in range(1, 6)]
    assert list(ANSWERS) == [f"FAQ {number}" for number in range(1, 7)]
    assert (len(BODY), len(BENEFITS), len(SAFE)) == (15, 17, 10)
    assert len(NAMED) == 13 + 10 + 5 + 15 + 17 + 10 + 6 + 6


def test_every_section_about_everyday_life_names_its_source(client):
    page = client.get(EVERYDAY).content.decode()

    sections = re.findall(r'<section id="(\w+)".*?</section>', page, re.DOTALL)
    with_source = re.findall(r'<section id="(\w+)"(?:(?!</section>).)*?evidence/#', page, re.DOTALL)
    assert sections == ["lifting", "sitting", "scans", "fear", "warmth", "medicine"]
    assert with_source == sections


@pytest.mark.parametrize("path", [COOL_DOWN, f"{COOL_DOWN}handout/"])
def test_cool_down_is_in_the_source_s_order(client, path):
    page = client.get(path).content.decode().partition("<main")[2]

    steps = ["Walk slowly", "Loosen before you hold", "Roll lightly", "Stretch and hold"]
    places = [page.index(words) for words in (*steps, "Three yoga poses")]
    assert places == sorted(places)


def test_cool_down_of_a_session_is_in_the_source_s_order():
    slugs = Exercise.objects.filter(phase="cool-down").order_by("position")

    kinds = [kind for kind, _slugs in groupby(slugs.values_list("slug", flat=True), key=_kind)]
    assert kinds == ["walk", "roll", "hold", "yoga"]


def test_cool_down_of_a_session_tells_of_the_dynamic_part_between_walk_and_roll(ana, as_ana, noon):
    builders.plan(ana, noon, equipment=[*builders.HOME, "foam_roller"])
    session = builders.session(ana, noon)

    pages = {
        "session": as_ana.get(f"/sessions/{session.pk}/"),
        "print": as_ana.get("/plan/handout/"),
    }

    told = {
        name: " ".join(html.unescape(strip_tags(page.content.decode())).split())
        for name, page in pages.items()
    }
    cool_down = told["session"].partition("Cool-down")[2]
    order = [
        *("After the walk: two easy leg swings or heel curls on each side", "Slow walk"),
        *("Foam roll, front of thighs", "Front-of-thigh stretch", "Low cobra"),
    ]
    places = [cool_down.find(words) for words in order]
    assert places == sorted(places)
    assert -1 not in places
    assert (
        "Cool-down last: Slow walk · two easy leg swings or heel curls on each side · Foam roll, "
        "front of thighs · Foam roll, back of thighs"
    ) in told["print"]


def _kind(slug: str) -> str:
    if slug == "slow-walk":
        return "walk"
    if slug.startswith("foam-roll"):
        return "roll"
    return "hold" if slug.endswith("-stretch") else "yoga"


@pytest.mark.parametrize("named", NAMED)
def test_everything_named_is_findable(stands, named):
    missing = [
        (path, proof)
        for path, *proofs in NAMED[named]
        for proof in proofs
        if not stands(path, proof)
    ]

    assert missing == []
