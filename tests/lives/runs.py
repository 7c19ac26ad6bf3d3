"""The runs of ./bh lives: the table of all lives, one life line by line, or many people."""

import argparse
import gc
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests import prepared
from tests.lives.case import Case
from tests.lives.every_life import LIVES
from tests.lives.people.drawn import drawn
from tests.lives.player import live
from tests.lives.table import lines, shown, summary


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for, and return 1 if a life leaves its envelopes."""
    given = _parser().parse_args(arguments)
    if given.many:
        return _in_parallel(given, [("person", number) for number in range(given.many)])
    if given.life or given.person is not None:
        asked = ("life", given.life) if given.life else ("person", given.person)
        prepared.begin_in_memory()
        print(*_line_by_line(given, asked), sep="\n", flush=True)
        return 0
    return _in_parallel(given, [("life", name) for name in LIVES])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./bh lives", description=__doc__)
    parser.add_argument("--life", choices=[*LIVES], metavar="NAME", help="its weeks line by line")
    parser.add_argument("--many", type=int, help="draw so many people, and report every breach")
    parser.add_argument("--person", type=int, metavar="N", help="the weeks of one of those")
    parser.add_argument("--weeks", type=int, help="how many; 26 unless the life has its own")
    parser.add_argument("--seed", type=int, default=1, help="another back from day to day")
    return parser


def _in_parallel(given: argparse.Namespace, asked: Sequence[tuple[str, str | int]]) -> int:
    """Play each life in one of a few processes, each with a database of its own, and print it."""
    failed = 0
    cores = os.cpu_count() or 1
    with ProcessPoolExecutor(cores, get_context("fork"), initializer=_begin) as pool:
        for text, breaches in pool.map(_played, asked, [given] * len(asked)):
            print(text, flush=True)
            failed += bool(breaches)
    print(f"{failed} of {len(asked)} lives leave their envelopes.")
    return 1 if failed else 0


def _begin() -> None:
    prepared.begin_in_memory()
    gc.freeze()
    gc.set_threshold(100_000)


def _played(asked: tuple[str, str | int], given: argparse.Namespace) -> tuple[str, int]:
    case = _case(asked)
    life = live(case.person, weeks=given.weeks or case.weeks, seed=given.seed)
    breaches = case.breaches(life)
    if asked[0] == "life" or breaches:
        return summary(life, breaches), len(breaches)
    return f"{case.person.name}: {len(life.sessions)} sessions", 0


def _line_by_line(given: argparse.Namespace, asked: tuple[str, str | int]) -> list[str]:
    case = _case(asked)
    life = live(case.person, weeks=given.weeks or case.weeks, seed=given.seed)
    breaches = case.breaches(life)
    return [*lines(life), summary(life, breaches), *shown(breaches, most=len(breaches))]


def _case(asked: tuple[str, str | int]) -> Case:
    kind, which = asked
    return LIVES[str(which)] if kind == "life" else Case(person=drawn(int(which)))
