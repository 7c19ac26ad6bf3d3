"""Filters that turn what tests found into words."""

from django import template
from django.utils.functional import Promise

from exercises.labels import CAUTIONS
from exercises.vocabulary import Caution
from history.labels.self_tests import AGES, SEXES, SIDES, WORDS, Words, amount_words
from history.models import NormGroup, SelfTestResult
from history.planning.norms import AgeBand, Sex
from history.planning.self_tests import Figure, SelfTest

register = template.Library()


@register.filter
def self_test_words(test: str) -> Words:
    """Return the name, the steps and the rest of a test."""
    return WORDS[SelfTest(test)]


@register.filter
def figure_said(figure: Figure) -> str:
    """Format a figure with its unit and side: "31 s, left", "12 stands", "7.5 of 10"."""
    side = str(SIDES[figure.side])
    said = amount_words(figure.amount, figure.unit)
    return f"{said}, {side}" if side else said


@register.filter
def figures_said(result: SelfTestResult) -> str:
    """Format all figures of a result: "22 s, left · 25 s, right"."""
    return " · ".join(figure_said(each) for each in result.figures)


@register.filter
def norm_group_said(group: NormGroup) -> str:
    """Format an age band and a sex: "60 to 64, woman"."""
    parts: list[Promise] = []
    if group.age:
        parts.append(AGES[AgeBand(group.age)])
    if group.sex:
        parts.append(SEXES[Sex(group.sex)])
    return ", ".join(str(part) for part in parts)


@register.filter
def cautions_said(cautions: frozenset[Caution]) -> str:
    """Format cautions, in their own order."""
    return ", ".join(str(CAUTIONS[each]) for each in Caution if each in cautions)
