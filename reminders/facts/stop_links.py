"""The links that stop reminders by mail without logging in."""

from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from reminders.planning.kinds import Kind

SALT = "reminders.stop"
EVERY_KIND = "all"


def stop_key(user_id: UUID, kind: Kind | None) -> str:
    """Return what a link contains: whose mails of which kind, None for all, and a mark that nobody
    else can make. It works as long as the account and the server's secret key."""
    words = f"{user_id.hex}-{kind or EVERY_KIND}"
    return f"{words}-{_mark(words)}"


def stopped_by(key: str) -> tuple[UUID, Kind | None] | None:
    """Return whose mails of which kind a link stops; None if it isn't one of ours."""
    words, _hyphen, mark = key.rpartition("-")
    if not constant_time_compare(mark, _mark(words)):
        return None
    person, _hyphen, kind = words.partition("-")
    return UUID(person), None if kind == EVERY_KIND else Kind(kind)


def _mark(words: str) -> str:
    return salted_hmac(SALT, words, algorithm="sha256").hexdigest()
