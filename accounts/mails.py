"""Mails about the account, as text and as HTML. None says anything about health."""

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from accounts.labels import FACTOR_NEWS, SUBJECTS

logger = logging.getLogger(__name__)


class NotSentError(Exception):
    """The mail server didn't take a mail."""


def can_send_mails() -> bool:
    """Return whether there is a mail server. Without one, mails are printed to the console."""
    return bool(settings.ENVIRONMENT.BACKHEALTH_SMTP_HOST)


def send(name: str, *, to: str, **context: Any) -> None:
    """Send the mail of this name (`templates/accounts/mails/`) to an address. All in
    FACTOR_NEWS have one form."""
    form = "factor_news" if name in FACTOR_NEWS else name
    context = {"title": SUBJECTS[name], "news": FACTOR_NEWS.get(name), **context}
    subject = f"[backhealth] {SUBJECTS[name]}"
    letter(f"accounts/mails/_{form}", subject=subject, to=to, **context).send()


def letter(
    template: str, *, subject: str, to: str, headers: dict[str, str] | None = None, **context: Any
) -> EmailMultiAlternatives:
    """Compose a mail of a template's two forms, `.txt` and `.html`."""
    text = render_to_string(f"{template}.txt", context)
    composed = EmailMultiAlternatives(subject, text, to=[to], headers=headers)
    composed.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return composed


def tell(name: str, *, to: str, **context: Any) -> bool:
    """Send a mail, and return whether the mail server took it. What the mail is about goes on if
    it didn't."""
    try:
        send(name, to=to, **context)
    except (SMTPException, OSError):
        logger.warning("a mail could not be sent: %s", name)
        return False
    return True
