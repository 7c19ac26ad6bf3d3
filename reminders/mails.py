"""Reminders by mail, each with a link that stops them without logging in."""

import logging
from contextlib import suppress
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse

from accounts.mails import can_send_mails, letter
from accounts.models import User
from backhealth.http import absolute
from backhealth.mail_server import NothingArrivedError
from reminders.channels import Message, Outcome
from reminders.facts.stop_links import stop_key
from reminders.planning.kinds import Kind

logger = logging.getLogger(__name__)
MOST_SILENCES = 3  # in a row
LEAST_REFUSAL = 400  # 4xx for now, 5xx for good (RFC 5321 4.2.1)


class Mails:
    """The mail server, over one connection, which is opened for the first mail and kept for the
    next ones. One that was silent three times in a row isn't asked again in this round: each
    silence takes seconds, in which nothing else is sent."""

    def __init__(self) -> None:
        self._connection = get_connection()
        self._silences = 0

    def send(self, user: User, message: Message) -> Outcome:
        """Send a mail. A refusal for good is tried again, too, like one for now: the tries are
        few. Without a mail server the address and the link that stops them would stand in the
        console."""
        if user.email is None or not can_send_mails():
            return Outcome.NOBODY
        if self._silences >= MOST_SILENCES:
            return Outcome.LATER
        mail = reminder_mail(user.email, user, message)
        mail.connection = self._connection
        return self._hand_over(mail)

    def _hand_over(self, mail: EmailMultiAlternatives) -> Outcome:
        was_open, silent = False, Outcome.LATER
        try:
            was_open = self._connection.open() is False
            silent = Outcome.UNKNOWN
            mail.send()
        except NothingArrivedError as fault:
            if was_open:
                # The server may have ended it while nothing was sent. A new one shows.
                self.close()
                return self._hand_over(mail)
            return self._note(fault, Outcome.LATER)
        except (SMTPException, OSError) as fault:
            return self._note(fault, silent)
        self._silences = 0
        return Outcome.HANDED_OVER

    def _note(self, fault: Exception, silent: Outcome) -> Outcome:
        """Return the outcome of a fault; `silent` if the server itself didn't say no."""
        logger.warning("a reminder could not be sent: %s", type(fault.__cause__ or fault).__name__)
        self.close()
        if is_refusal(fault):
            self._silences = 0
            return Outcome.LATER
        self._silences += 1
        return silent

    def close(self) -> None:
        with suppress(SMTPException, OSError):
            self._connection.close()


def is_refusal(fault: Exception) -> bool:
    """Return whether the mail server answered that it doesn't take the mail."""
    if isinstance(fault, SMTPRecipientsRefused):
        return True
    # smtplib raises the plain kind itself, for an answer that it can't read.
    if not isinstance(fault, SMTPResponseException) or type(fault) is SMTPResponseException:
        return False
    return fault.smtp_code >= LEAST_REFUSAL


def reminder_mail(to: str, user: User, message: Message) -> EmailMultiAlternatives:
    """Compose a reminder. What a mail program offers as “unsubscribe” stops all of them at once
    (RFC 8058); the links in the mail let the person choose."""
    stop_all = _stop(user, None)
    return letter(
        "reminders/mails/_reminder",
        subject=message.title,
        to=to,
        headers={
            "Message-ID": f"<{message.key}@{_domain()}>",
            "List-Unsubscribe": f"<{stop_all}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
        message=message,
        link=absolute(message.path),
        settings=absolute(reverse("reminders:reminders")),
        stop=_stop(user, message.kind),
        stop_all=stop_all,
    )


def _stop(user: User, kind: Kind | None) -> str:
    return absolute(reverse("reminders:stop_mails", args=[stop_key(user.pk, kind)]))


def _domain() -> str:
    return urlsplit(absolute("/")).hostname or "localhost"
