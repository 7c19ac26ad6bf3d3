"""Filters that turn the codes of `history` into the words of `history.labels`."""

from django import template

from history.labels.activities import activity_words

register = template.Library()
register.filter(activity_words)
