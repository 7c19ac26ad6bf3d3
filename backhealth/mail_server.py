"""The mail server, over connections that know whether it can have a mail.

A server asks for the words of a mail (354, RFC 5321 4.1.1.4) once it knows from whom it comes and
where it goes. Until then it has none of them; from then on only its answer shows what it has.
"""

from collections.abc import Sequence
from smtplib import SMTP, SMTP_SSL, SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import smtp

ASKS_FOR_MAIL = 354
ENDS_CONNECTION = 421


class NothingArrivedError(SMTPException):
    """A connection ended before the server asked for the mail."""


class Line(SMTP):
    """A connection to the mail server. `has_asked`: for the mail that is being sent."""

    has_asked = False

    def sendmail(self, *given: Any, **named: Any) -> Any:
        self.has_asked = False
        return super().sendmail(*given, **named)

    def getreply(self) -> tuple[int, bytes]:
        code, text = super().getreply()
        self.has_asked = self.has_asked or code == ASKS_FOR_MAIL
        if code == ENDS_CONNECTION:
            self.close()
        return code, text


class EncryptedLine(Line, SMTP_SSL):
    """A connection that is encrypted from its first byte on."""


class EmailBackend(smtp.EmailBackend):
    """Send mails as Django's own does, and report a mail that certainly didn't arrive.

    Only over a connection that the caller opened.
    """

    connection: Line | None

    @property
    def connection_class(self) -> type[Line]:
        return EncryptedLine if self.use_ssl else Line

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send mails, and return how many were sent.

        Raises NothingArrivedError if the connection ended before the server asked for a mail, and
        what smtplib raises for any other fault.
        """
        try:
            return super().send_messages(email_messages)
        except SMTPException as fault:
            line = self.connection
            if line is not None and line.sock is None and not line.has_asked:
                raise NothingArrivedError from fault
            raise
