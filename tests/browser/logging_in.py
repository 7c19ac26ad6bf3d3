"""Logging in with passkeys and codes in a browser, whose authenticator its DevTools play."""

import re
from datetime import UTC, datetime

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page

from tests import builders

LOGGED_IN = re.compile(r"/(today|plan/setup|start-check)/")


class Keeper:
    """The authenticator of a browser: says yes to everything, until it has to refuse."""

    def __init__(self, page: Page) -> None:
        self.protocol = page.context.new_cdp_session(page)
        self.protocol.send("WebAuthn.enable", {"enableUI": False})
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        made = self.protocol.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.key = {"authenticatorId": made["authenticatorId"]}

    def says_no(self) -> None:
        """Refuse to know who is there, as if the finger were a stranger's."""
        self.protocol.send("WebAuthn.setUserVerified", {**self.key, "isUserVerified": False})

    def says_yes(self) -> None:
        self.protocol.send("WebAuthn.setUserVerified", {**self.key, "isUserVerified": True})

    def passkeys(self) -> int:
        return len(self.protocol.send("WebAuthn.getCredentials", self.key)["credentials"])

    def forgets(self) -> None:
        self.protocol.send("WebAuthn.clearCredentials", self.key)


def code_of(secret: str) -> str:
    counter = int(datetime.now(UTC).timestamp()) // 30
    return format_hotp_value(hotp_value(secret, counter))


def type_password(page: Page, address: str, path: str = "/accounts/login/") -> None:
    page.goto(f"{address}{path}")
    page.get_by_label("E-mail address").fill("ana@example.org")
    page.get_by_label("Password", exact=True).fill(builders.PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def log_in(page: Page, address: str) -> None:
    type_password(page, address)
    page.wait_for_url(LOGGED_IN)


def log_out(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/logout/")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(f"{address}/")


def add_passkey(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/settings/security/passkeys/new/")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Add a passkey").click()


def no_autofill(page: Page) -> None:
    """Be a browser that offers no passkey beside a field. This one would take it at once."""
    page.add_init_script("PublicKeyCredential.isConditionalMediationAvailable = async () => false")


def by_passkey(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/login/")
    page.get_by_role("button", name="Log in with a passkey").click()
