"""Each kind of reminder: the time of day, and the ways."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reminders.labels.kinds import KINDS
from reminders.models import ReminderSetting
from reminders.planning.kinds import Kind

TIME_MISSING = _("Enter a time, like 18:00.")
# The times on the page until the person chooses.
USUAL = {
    Kind.TRAINING: time(8),
    Kind.MORNING: time(7, 30),
    Kind.MISSED: time(17),
    Kind.TESTS: time(10),
}


def _time_of_day() -> forms.TimeField:
    return forms.TimeField(
        label=_("Time of day"),
        required=False,
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": TIME_MISSING},
    )


def _by_mail() -> forms.BooleanField:
    return forms.BooleanField(label=_("By mail"), required=False)


def _by_push() -> forms.BooleanField:
    return forms.BooleanField(label=_("On my devices"), required=False)


@dataclass(frozen=True, kw_only=True)
class Part:
    """The fields of one kind, with its words; `mail` is None for a guest, and without a mail
    server."""

    kind: Kind
    title: str | Promise
    about: str | Promise
    at: BoundField
    mail: BoundField | None
    push: BoundField


class RemindersForm(forms.Form):
    """The reminders of a person, three fields for each kind."""

    training_at = _time_of_day()
    training_by_mail = _by_mail()
    training_by_push = _by_push()
    morning_at = _time_of_day()
    morning_by_mail = _by_mail()
    morning_by_push = _by_push()
    missed_at = _time_of_day()
    missed_by_mail = _by_mail()
    missed_by_push = _by_push()
    tests_at = _time_of_day()
    tests_by_mail = _by_mail()
    tests_by_push = _by_push()

    def __init__(
        self, data: QueryDict | None, *, chosen: Mapping[str, ReminderSetting], has_address: bool
    ) -> None:
        """Show what the person has `chosen` so far, by kind, and usual times for the rest."""
        initial: dict[str, Any] = {f"{kind}_at": at for kind, at in USUAL.items()}
        for kind, row in chosen.items():
            ways = {f"{kind}_by_mail": row.by_mail, f"{kind}_by_push": row.by_push}
            initial |= {f"{kind}_at": row.at, **ways}
        super().__init__(data, initial=initial)
        if not has_address:
            for kind in Kind:
                del self.fields[f"{kind}_by_mail"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for kind in Kind:
            is_on = cleaned.get(f"{kind}_by_mail") or cleaned.get(f"{kind}_by_push")
            if is_on and cleaned.get(f"{kind}_at", True) is None:
                self.add_error(f"{kind}_at", TIME_MISSING)
        return cleaned

    @property
    def parts(self) -> Iterator[Part]:
        for kind in Kind:
            words = KINDS[kind]
            yield Part(
                kind=kind,
                title=words.title,
                about=words.about,
                at=self[f"{kind}_at"],
                mail=self[f"{kind}_by_mail"] if f"{kind}_by_mail" in self.fields else None,
                push=self[f"{kind}_by_push"],
            )

    @property
    def choices(self) -> Iterator[dict[str, Any]]:
        """The choices, as `actions.choose_reminder` takes them. Mails stay as they were while there
        is no mail server."""
        for kind in Kind:
            by_mail = f"{kind}_by_mail"
            yield {
                "kind": kind,
                "at": self.cleaned_data[f"{kind}_at"] or USUAL[kind],
                "by_mail": self.cleaned_data.get(by_mail, self.initial.get(by_mail, False)),
                "by_push": self.cleaned_data[f"{kind}_by_push"],
            }
