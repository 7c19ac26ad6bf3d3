"""Each sample of another app comes into the log once, however it was saved; each finding has its
sentence."""

from datetime import timedelta

import pytest

from backhealth.environment import ROOT
from exchange.facts.log_imports import Guessed
from exchange.labels.log_imports import (
    GUESSES,
    NAMES,
    WRONG,
    guess_sentence,
    refusal_sentence,
)
from exchange.logs.content import LeftOut
from exchange.logs.rows import App, Refusal, RefusedFile, Wrong
from exchange.logs.units import Why
from history.models import Activity
from routines.models import Session, SetLog
from tests.exchange.imported import imported

SAMPLES = ROOT / "tests" / "exchange" / "samples"
OF_OTHERS = sorted(path.stem for path in SAMPLES.glob("*.csv") if path.stem != "ours")
SAVED_AS = {
    "again": lambda text: text.encode(),
    "with a mark": lambda text: text.encode("utf-8-sig"),
    "with CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "in UTF-16": lambda text: text.encode("utf-16"),
    "without a last end": lambda text: text.rstrip("\n").encode(),
}


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("name", OF_OTHERS)
def test_sample_comes_once_however_it_was_saved(ana, noon, name):
    text, now = (SAMPLES / f"{name}.csv").read_text(), noon + timedelta(weeks=40)

    first = imported(ana, text.encode(), now)
    rows = [model.objects.count() for model in (Session, SetLog, Activity)]
    others = {how: imported(ana, saved(text), now) for how, saved in SAVED_AS.items()}

    assert first.writes_anything
    assert {how: each.writes_anything for how, each in others.items()} == dict.fromkeys(
        SAVED_AS, False
    )
    assert [model.objects.count() for model in (Session, SetLog, Activity)] == rows


@pytest.mark.usefixtures("library")
def test_shapes_of_one_app_tell_the_same_sessions(ana, noon):
    classic = (SAMPLES / "strong-classic.csv").read_text()
    heading, *rows = classic.splitlines()
    with_units = ["Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;Seconds"]
    with_units += [
        "2025-03-05 07:40:00;Morning Workout;Glute Bridge;1;0;kg;15;0",
        "2025-03-05 07:40:00;Morning Workout;Glute Bridge;2;0;kg;15;0",
    ]
    imported(ana, "\n".join([heading, *rows]).encode(), noon)

    later = imported(ana, "\n".join(with_units).encode(), noon)

    assert (later.writes_anything, later.count("there_sets")) == (False, 2)


def test_every_finding_has_its_sentence():
    assert set(WRONG) == {*Wrong, *LeftOut}
    assert set(NAMES) == set(App)
    assert set(GUESSES) == set(Why)
    refusals = [refusal_sentence(RefusedFile(why, app)) for why in Refusal for app in ("", "Hevy")]
    assert all("%" not in each and each for each in refusals)
    assert len(set(refusals)) > len(Refusal)
    assert all(guess_sentence(Guessed(None, why, ())) for why in Why)
