"""Pages about the person: start, account, settings, how one logs in."""

from accounts.views.passkeys import new_passkey, passkey, passkey_log_in
from accounts.views.person import (
    address,
    claim,
    confirm_address,
    devices,
    emergency_number,
    prove_address,
    settings,
    start,
    time_zones,
)
from accounts.views.second_step import confirm, second_step
from accounts.views.security import (
    authenticator,
    recovery_codes,
    recovery_codes_file,
    security,
)

__all__ = [
    "address",
    "authenticator",
    "claim",
    "confirm",
    "confirm_address",
    "devices",
    "emergency_number",
    "new_passkey",
    "passkey",
    "passkey_log_in",
    "prove_address",
    "recovery_codes",
    "recovery_codes_file",
    "second_step",
    "security",
    "settings",
    "start",
    "time_zones",
]
