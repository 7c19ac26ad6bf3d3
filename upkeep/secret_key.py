"""The secret key goes with the database: every machine that uses one has the same.

With another key no log-in is known any more, and a guest has no other way in. Two machines with two
keys would log everybody out by turns, so the second one doesn't start.
"""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.crypto import constant_time_compare, salted_hmac

from upkeep.models import KeyDigest

SALT = "backhealth.upkeep.secret_key"
ANOTHER = (
    "The database goes with another secret key than the one in {where}. Machines that share a "
    "database have the same BACKHEALTH_SECRET_KEY. If the key was lost or changed on purpose: "
    "./bh manage secret_key --accept. Then everybody has to log in again, guests can't, and "
    "authenticator codes and reminders to browsers have to be set up anew."
)


def refuse_another() -> None:
    """Keep the key's digest at the first start. Raises ImproperlyConfigured if the database goes
    with another key."""
    KeyDigest.objects.get_or_create(only=True, defaults={"digest": _digest()})
    if not goes_with_database():
        raise ImproperlyConfigured(ANOTHER.format(where=place()))


def goes_with_database() -> bool:
    """Return whether the database goes with this machine's key, which is true of a new one."""
    known = KeyDigest.objects.values_list("digest", flat=True).first()
    return known is None or constant_time_compare(known, _digest())


def accept() -> None:
    """Let the database go with this machine's key from now on."""
    KeyDigest.objects.update_or_create(only=True, defaults={"digest": _digest()})


def place() -> str:
    """Return where this machine's key comes from."""
    if settings.ENVIRONMENT.BACKHEALTH_SECRET_KEY:
        return "BACKHEALTH_SECRET_KEY"
    return str(settings.DATA / "secret-key")


def _digest() -> str:
    return salted_hmac(SALT, "", algorithm="sha256").hexdigest()
