"""The sheet for an appointment in words."""

from django import template

from history.labels.report import changed_words, check_sentences, reached_words

register = template.Library()
register.filter(changed_words)
register.filter(check_sentences)
register.filter(reached_words)
