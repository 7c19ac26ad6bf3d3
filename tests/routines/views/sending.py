"""What the tests of late words send, and read."""

from routines.models import SetLog


def a_set(amount="9"):
    return {"number": "1", "side": "both", "amount": amount}


def figures():
    return list(SetLog.objects.standing().values_list("amount", flat=True))
