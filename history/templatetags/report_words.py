"""The sheet for an appointment in words."""

from django import template

from history.labels.report import (
    changed_words,
    check_sentences,
    measured_words,
    reached_words,
    test_words,
)

register = template.Library()
register.filter(changed_words)
register.filter(check_sentences)
register.filter(measured_words)
register.filter(reached_words)
register.filter(test_words)
