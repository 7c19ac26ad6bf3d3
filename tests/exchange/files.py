"""Files of everything for tests: written, brought back, and what is compared then."""

import io
import json
import re
from datetime import datetime
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from exchange import actions
from exchange.facts.archive_shape import LEFT_OUT, LINKS, WHOSE
from exchange.facts.beside import Beside
from exchange.facts.brought import read_file
from exchange.facts.everything import everything
from exchange.facts.settled import Choice
from exercises.models import Exercise
from routines.facts.personal_data import owned_models
from routines.models import ItemSums, Routine, SessionItem

ALL = Choice(takes_settings=True, takes_plan=True, agrees=True)
# Only here, or with another number there.
NOT_COMPARED = {*WHOSE, "id"}
NUMBERED = {"DayMark", "Prescription"}
HIDDEN = re.compile(
    r"data-(owner|asked)=\S+|value=\"[\w-]{30,}\"|X-CSRFToken\S+ \S+|\S+@example.org"
)


def text_of(user: User) -> str:
    return "".join(everything(user, now=timezone.now()))


def stored(user: User) -> dict[str, Any]:
    """Return the file of everything as a tree."""
    return json.loads(text_of(user))


def brought(user: User, text: str | bytes, choice: Choice = ALL, *, now: datetime) -> Beside:
    """Bring a file back for a person."""
    data = text.encode() if isinstance(text, str) else text
    file = read_file(iter([data[at : at + 1000] for at in range(0, len(data), 1000)]))
    return actions.bring_back(user=user, file=file, choice=choice, now=now)


def all_rows(user: User) -> dict[str, list[dict[str, Any]]]:
    """Return every row of a person with its key, and what is worked out of them for charts."""
    found = {}
    for model in owned_models():
        if model is ItemSums or model.__name__ not in {*LEFT_OUT, *LINKS}:
            hidden = NOT_COMPARED if model.__name__ in NUMBERED else WHOSE
            rows = model._default_manager.filter(user=user).order_by("pk").values()
            found[model.__name__] = [
                {name: value for name, value in row.items() if name not in hidden} for row in rows
            ]
    own = Exercise.objects.of(user).order_by("pk").values()
    found["Exercise"] = [{n: v for n, v in row.items() if n not in WHOSE} for row in own]
    return found


def pages(user: User) -> dict[str, str]:
    """Return the pages on which a person sees their log, without what differs between log-ins."""
    client = Client()
    client.force_login(user)
    addresses = [
        reverse(name)
        for name in (
            *("routines:today", "routines:week", "history:history", "history:charts"),
            *("history:exercises", "builder:routines", "history:self_tests", "routines:mornings"),
            *("exercises:own_exercises", "history:activities", "routines:screening_result"),
        )
    ]
    addresses += [
        reverse("builder:routine", args=[key])
        for key in Routine.objects.of(user).order_by("pk").values_list("pk", flat=True)
    ]
    slugs = SessionItem.objects.of(user).order_by("exercise").values_list("exercise", flat=True)
    addresses += [reverse("history:exercise", args=[slug]) for slug in slugs.distinct()]
    return {address: _page(client, address) for address in addresses}


def _page(client: Client, address: str) -> str:
    answer = client.get(address)
    text = f"{answer.status_code} {answer.content.decode()}"
    text = HIDDEN.sub("", text)
    # The tags of the editor name rows by numbers, which another app has given anew.
    return re.sub(r"<[^>]*>", "<>", text) if address.startswith("/routines/0") else text


def upload(client: Client, data: str | bytes, name: str = "backhealth.json") -> Any:
    file = io.BytesIO(data.encode() if isinstance(data, str) else data)
    file.name = name
    return client.post("/settings/bring-back/", {"file": file})
