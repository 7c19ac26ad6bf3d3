"""Send requests at the times of a schedule, even if the server is behind, and time its answers.

A person's requests wait for each other, as in a browser; those of different people don't. An answer
takes from the moment when its request was due, so that a server that is behind can't hide it.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from time import process_time

from bench.crowd import cores
from bench.crowd.schedule import MINUTE_S, Event
from bench.crowd.shares import Used
from bench.load import HOST, Request

PATIENCE_S = 20.0


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer's time since its request was due, and what was wrong with it; "" if nothing."""

    event: Event
    seconds: float
    error: str = ""


@dataclass(kw_only=True)
class Replayed:
    """What happened in the minute: its answers, the busy share of each core, what servers and
    database used, and the seconds of processor time that this process needed itself."""

    answers: list[Answer] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    used: Used = field(default_factory=Used)
    own_s: float = 0.0


Visits = Sequence[Sequence[tuple[Event, Request]]]


async def replay(
    visits: Visits, *, ports: Sequence[int], warm_up_s: float, look: Callable[[], Used] = Used
) -> Replayed:
    """Replay the visits, by turns at each port: first what is due at negative seconds, which
    doesn't count. `look` says what was used until now."""
    found = Replayed()
    begin = asyncio.get_running_loop().time() + warm_up_s
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_watch(begin, found, look))
        for visit, port in zip(visits, cycle(ports)):
            tasks.create_task(_visit(visit, port, begin, found.answers))
    found.answers = [each for each in found.answers if each.event.at >= 0]
    return found


async def _visit(
    visit: Sequence[tuple[Event, Request]], port: int, begin: float, answers: list[Answer]
) -> None:
    loop = asyncio.get_running_loop()
    for event, request in visit:
        due = begin + event.at
        await asyncio.sleep(max(0.0, due - loop.time()))
        error = ""
        try:
            async with asyncio.timeout_at(due + PATIENCE_S):
                status = await _ask(request.raw(port), port)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, ValueError) as failed:
            error = repr(failed)
        else:
            error = "" if status == request.status else f"{status} instead of {request.status}"
        answers.append(Answer(event=event, seconds=loop.time() - due, error=error))


async def _ask(raw: bytes, port: int) -> int:
    """Send a request on a connection of its own, as a person's requests are too far apart for
    one; return the status once the whole answer is there."""
    reader, writer = await asyncio.open_connection(HOST, port)
    try:
        writer.write(raw)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = head.partition("content-length:")[2].partition("\r\n")[0]
        await reader.readexactly(int(length))
    finally:
        writer.close()
    return int(head.split(maxsplit=2)[1])


async def _watch(begin: float, found: Replayed, look: Callable[[], Used]) -> None:
    loop = asyncio.get_running_loop()
    await asyncio.sleep(max(0.0, begin - loop.time()))
    before, used, own = cores.read(), await asyncio.to_thread(look), process_time()
    await asyncio.sleep(MINUTE_S)
    found.busy, found.own_s = cores.busy(before, cores.read()), process_time() - own
    found.used = await asyncio.to_thread(look) - used
