"""A device that sends a change, perhaps later; and somebody new."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders


@pytest.fixture
def send(as_ana, ana, noon):
    """Send a change that a device with a correct clock made this many seconds after noon."""

    def post(name, *args, said=0, entry="e1", owner=None, client=as_ana, sent=None, **fields):
        at = int(1000 * (noon + timedelta(seconds=said)).timestamp())
        headers = {
            "HX-Request": "true",
            "X-Outbox": entry,
            "X-Outbox-Owner": str(owner or ana.pk),
            "X-Outbox-At": str(at),
            "X-Outbox-Now": str(at if sent is None else at + 1000 * sent),
        }
        return client.post(reverse(f"routines:{name}", args=args), fields, headers=headers)

    return post


@pytest.fixture
def cleo(library, noon):
    """Somebody who has not answered the questions before training."""
    return builders.person("cleo", checked=False)


@pytest.fixture
def as_cleo(cleo):
    client = Client()
    client.force_login(cleo)
    return client
