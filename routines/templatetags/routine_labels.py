"""Filters that turn the codes of `routines` into the sentences of `routines.labels`."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.urls import reverse

from routines.labels import SENTENCES
from routines.labels.back import sign_sentences
from routines.labels.day_notes import note_words
from routines.labels.days import change_question, refusal
from routines.labels.levels import towards_next_level
from routines.labels.routines import (
    planned_title,
    planned_words,
    routine_title,
    session_title,
    session_words,
    turns_sentence,
)
from routines.labels.sessions import eased_sentence, pain_sentence
from routines.labels.targets import why_sentences
from routines.labels.unlocks import missing_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

register = template.Library()

for sentences in (
    change_question,
    session_words,
    session_title,
    eased_sentence,
    missing_words,
    note_words,
    planned_title,
    planned_words,
    pain_sentence,
    refusal,
    routine_title,
    sign_sentences,
    towards_next_level,
    turns_sentence,
    why_sentences,
):
    register.filter(sentences)


@register.filter
@lru_cache(maxsize=1024)
def day_address(day: date) -> str:
    """Return the address of a day's page."""
    return reverse("routines:day", args=[day.year, day.month, day.day])


@register.filter
def notes_address(day: date) -> str:
    """Return the address of the notes about a day."""
    return f"{reverse('routines:day_notes')}?day={day}"


@register.filter
def week_address(last: date) -> str:
    """Return the address of the log with the week that ends on this day open."""
    return f"{reverse('history:history')}?until={last}"


@register.filter
def sentence(code: str, kind: str) -> "StrOrPromise":
    """Return what people read for `code`, a member of the enum that `kind` names."""
    return SENTENCES[kind][code]
