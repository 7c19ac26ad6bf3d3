"""The periodic work: whose time has come, what there is to say, and handing it over."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from traceback import extract_tb
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.utils import translation

from reminders import actions
from reminders.channels import Channel
from reminders.facts.days import day_of
from reminders.facts.due import (
    Due,
    due_among,
    settings_to_look_at,
    settings_to_work_out_anew,
    window_of,
)
from reminders.labels.messages import message_for
from reminders.mails import Mails
from reminders.models import Reminder
from reminders.planning.kinds import Kind, Via
from reminders.planning.moments import local_date
from reminders.planning.occasions import Occasion, occasion
from reminders.push.channel import PushChannel
from reminders.push.push_services import Services

logger = logging.getLogger(__name__)
BATCH = 500
# A round ends after a while, so that the other jobs have their turn; the next one goes on.
LONGEST = timedelta(minutes=5)
T = TypeVar("T", Reminder, Due)
RENEWED_EVERY = timedelta(seconds=30)


@contextmanager
def open_channels(clock: Callable[[], datetime]) -> Iterator[Mapping[Via, Channel]]:
    """Yield how to send by each way."""
    with closing(Mails()) as mails, closing(Services()) as services:
        yield {Via.MAIL: mails.send, Via.PUSH: PushChannel(services, clock)}


def remind(*, clock: Callable[[], datetime], renew: Callable[[], None]) -> Counter[str]:
    """Send what is due, and return how many reminders got how far, and how many steps failed.

    `renew` is called between steps, and may raise to end this at any of them. Doing it again, or by
    two machines at once, sends nothing twice.
    """
    with open_channels(clock) as channels, translation.override(settings.LANGUAGE_CODE):
        work = _Round(clock, renew, channels)
        work.send_waiting()
        work.look_at_settings()
    return work.counts


def mend_moments(*, now: datetime, renew: Callable[[], None]) -> Counter[str]:
    """Work out anew when to look at the settings of people who are in another zone, and of all if
    the server's clock ran ahead; return how many there were.

    A day whose time was still to come, and is over where they are, has its reminder on arrival.
    """
    counts: Counter[str] = Counter()
    while found := settings_to_work_out_anew(now, BATCH):
        opened = [each for each in found if window_of(each, now)]
        actions.look_at_once(opened=opened, now=now)
        keys = {each.pk for each in opened}
        others = [each for each in found if each.pk not in keys]
        actions.look_again_later(looked_at=others, now=now)
        counts["moved"] += len(found)
        renew()
    return counts


class _Round:
    """One round of the work. What fails for one person keeps no other from a reminder, and is tried
    again by the next round, unless it was under way."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        renew: Callable[[], None],
        channels: Mapping[Via, Channel],
    ) -> None:
        self.clock, self._renew, self._channels = clock, renew, channels
        self._began = self._renewed_at = clock()
        self.counts: Counter[str] = Counter()

    def send_waiting(self) -> None:
        """Send the reminders that failed before and are due again, and those that a crash left, if
        there still is something to remind of."""
        if lost := actions.forget_those_under_way(now=self.clock()):
            self.counts["unknown"] += lost
        waiting = Reminder.objects.due(self.clock()).select_related("user").order_by("try_at")
        for each in waiting[:BATCH]:
            if self._is_over():
                return
            self._do(self._send_again, each)

    def _send_again(self, reminder: Reminder) -> None:
        now, user, kind = self.clock(), reminder.user, Kind(reminder.kind)
        if now >= reminder.ends_at or not user.is_active:
            self.counts[actions.give_up(reminder=reminder)] += 1
            return
        day = day_of(user, local_date(now, user.zone), kind)
        found = occasion(kind, day, last_on=None)
        if found is None or found.day != reminder.day:
            self.counts[actions.call_off(reminder=reminder)] += 1
            return
        self._send(reminder, found)

    def look_at_settings(self) -> None:
        """Look at each setting whose moment has come, and send what there is to send."""
        failed: set[UUID] = set()
        while not self._is_over() and (
            found := settings_to_look_at(self._began, BATCH, but=failed)
        ):
            # Also if the clock is set back meanwhile: they would be found again and again.
            now = max(self._began, self.clock())
            left = self._remind_of_all(due_among(found, now), failed)
            looked_at = [each for each in found if each.pk not in failed | left]
            actions.look_again_later(looked_at=looked_at, now=now)
            self._go_on()

    def _remind_of_all(self, due: list[Due], failed: set[UUID]) -> set[UUID]:
        """Add the settings that failed to `failed`, and return those for which no time is left."""
        for number, each in enumerate(due):
            if self._is_over():
                return {later.setting.pk for later in due[number:]}
            if not self._do(self._remind_of, each):
                failed.add(each.setting.pk)
        return set()

    def _remind_of(self, due: Due) -> None:
        setting, now = due.setting, self.clock()
        kind = Kind(setting.kind)
        if now >= due.window.ends_at:
            return
        day = day_of(setting.user, due.window.day, kind)
        found = occasion(kind, day, last_on=setting.last_on, told_on=setting.told_on)
        if found is None:
            return
        made = actions.make_reminders(setting=setting, occasion=found, window=due.window, now=now)
        for each in made:
            self._send(each, found)

    def _send(self, reminder: Reminder, found: Occasion) -> None:
        now, user = self.clock(), reminder.user
        if not actions.begin_to_send(reminder=reminder, now=now):
            return
        # Hundreds may have been sent since it was read.
        user.refresh_from_db(fields=["email"])
        message = message_for(found, local_date(now, user.zone), reminder.pk)
        outcome = self._channels[Via(reminder.via)](user, message)
        progress = actions.note_outcome(reminder=reminder, outcome=outcome, now=self.clock())
        self.counts[progress] += 1

    def _do(self, step: Callable[[T], None], of: T) -> bool:
        """Take a step, and return whether it didn't fail."""
        self._go_on()
        try:
            step(of)
        except Exception as fault:
            self.counts["failed"] += 1
            # Without its words: a database quotes in them what a person wrote.
            place = extract_tb(fault.__traceback__)[-1]
            logger.error(
                "a reminder failed: %s at %s:%s", type(fault).__name__, place.name, place.lineno
            )
            return False
        return True

    def _is_over(self) -> bool:
        return self.clock() >= self._began + LONGEST

    def _go_on(self) -> None:
        """Keep the right to go on, now and then."""
        now = self.clock()
        if not self._renewed_at <= now < self._renewed_at + RENEWED_EVERY:
            self._renew()
            self._renewed_at = now
