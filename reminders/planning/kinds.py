"""What people can be reminded of, and by which way."""

from enum import StrEnum


class Kind(StrEnum):
    """What a reminder is about, in the order of the settings.

    TRAINING: a session is planned today. MORNING: the question of the morning. MISSED: a session
    was missed, and another day fits. TESTS: a test of one's own is due.
    """

    TRAINING = "training"
    MORNING = "morning"
    MISSED = "missed"
    TESTS = "tests"


class Via(StrEnum):
    """MAIL: to the address of the account. PUSH: to the devices that the person chose."""

    MAIL = "mail"
    PUSH = "push"
