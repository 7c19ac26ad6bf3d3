"""Filters that turn the codes of `history` into the words of `history.labels`."""

from django import template

from history.labels.activities import activity_words
from history.labels.charts import (
    band_words,
    chart_title,
    course_words,
    courses_words,
    muscle_words,
    period_words,
    points_words,
    series_name,
    week_words,
)

register = template.Library()
for words in (
    activity_words,
    band_words,
    chart_title,
    course_words,
    courses_words,
    muscle_words,
    period_words,
    points_words,
    series_name,
    week_words,
):
    register.filter(words)
