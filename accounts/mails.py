"""Mails about the account, as text and as HTML. None says anything about health."""

import logging
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from accounts.labels import SUBJECTS

logger = logging.getLogger(__name__)


def send(name: str, *, to: str, **context: Any) -> None:
    """Send the mail of this name (`templates/accounts/mails/`) to an address."""
    text = render_to_string(f"accounts/mails/_{name}.txt", context)
    letter = EmailMultiAlternatives(f"[backhealth] {SUBJECTS[name]}", text, to=[to])
    html = render_to_string(f"accounts/mails/_{name}.html", context)
    letter.attach_alternative(html, "text/html")
    letter.send()


def tell(name: str, *, to: str, **context: Any) -> bool:
    """Send a mail, and return whether the mail server took it. What the mail is about goes on if
    it didn't."""
    try:
        send(name, to=to, **context)
    except (SMTPException, OSError):
        logger.warning("a mail could not be sent: %s", name)
        return False
    return True
