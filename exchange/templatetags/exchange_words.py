"""Words about files, for templates."""

from django import template

from exchange.labels.log_imports import app_name, reason_sentence

register = template.Library()
register.filter("app_name", app_name)
register.filter("reason_sentence", reason_sentence)
