"""Filters that turn the codes of a file of everything into words."""

from django import template
from django.utils.dateparse import parse_date

from exchange.labels.archive import fault_sentence, part_name

register = template.Library()
for words in (fault_sentence, parse_date, part_name):
    register.filter(words)
