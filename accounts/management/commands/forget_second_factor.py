"""Take a person's passkeys, authenticator and recovery codes away, who has lost all of them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import mails
from accounts.factors import actions
from accounts.models import User


class Command(BaseCommand):
    help = (
        "Take the second step of the log-in away from the account with this address, and log it "
        "out everywhere. Be sure that whoever asks for it is its owner, who gets a mail."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["address"]).first()
        if user is None:
            raise CommandError("There is no account with this address.")
        if not actions.forget_factors(user=user):
            raise CommandError("This account has no second step.")
        told = mails.tell("factors_forgotten", to=str(user.email), by_others=True)
        self.stdout.write("The password alone logs in now.")
        if told:
            self.stdout.write("A mail says so to the owner.")
        else:
            self.stderr.write("The mail to the owner could not be sent: tell them yourself.")
