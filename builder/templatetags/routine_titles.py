"""The names of routines and of their days in templates."""

from django import template

from routines.labels.routines import day_title, routine_title

register = template.Library()
register.filter("routine_title", routine_title)
register.filter("day_title", day_title)
