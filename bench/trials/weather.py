"""Choose the faults of a trial, step by step, from its seed."""

from collections.abc import Callable
from random import Random

from bench.trials import logins
from bench.trials.person import Trainee
from bench.trials.proxy import Fault, Proxy
from bench.trials.server import Server

# The most steps of the person that a long fault lasts.
LONGEST_SPELL = 4
SPELLS = ("offline", "captive", "down", "signed out")
AT_ONCE = ("token", "reload", "reopen", "tab", *Fault)


class Weather:
    """One long fault at a time, with single faults between and during them.

    Each trial has one answer that comes too late, because the page waits eight seconds for it.
    """

    def __init__(self, person: Trainee, proxy: Proxy, server: Server, chance: Random) -> None:
        self.person, self.proxy, self.server, self.chance = person, proxy, server, chance
        self.spell = ""
        self._left = 0
        self._slow: Fault | None = chance.choice([Fault.STALLED, Fault.HELD])

    def change(self) -> None:
        """Choose the faults for the person's next step."""
        if self.spell:
            self._left -= 1
            if self._left <= 0:
                self.end_spell()
        elif self.chance.random() < 0.25:
            self._begin(self.chance.choice(SPELLS))
        if self.chance.random() < 0.5:
            self._happen(self.chance.choice(AT_ONCE))

    def clear(self) -> None:
        """End all faults."""
        self.end_spell()
        self.proxy.clear()

    def _begin(self, spell: str) -> None:
        self.spell, self._left = spell, self.chance.randint(1, LONGEST_SPELL)
        self.proxy.counted[spell] += 1
        self._say(f"{spell} begins")
        begin: dict[str, Callable[[], object]] = {
            "offline": lambda: self.person.context.set_offline(True),
            "captive": lambda: setattr(self.proxy, "captive", True),
            "down": self.server.kill,
            "signed out": self._sign_out,
        }
        begin[spell]()

    def end_spell(self) -> None:
        if not self.spell:
            return
        end: dict[str, Callable[[], object]] = {
            "offline": lambda: self.person.context.set_offline(False),
            "captive": lambda: setattr(self.proxy, "captive", False),
            "down": self.server.start,
            "signed out": self.person.sign_in,
        }
        self._say(f"{self.spell} ends")
        end[self.spell]()
        self.spell = ""

    def _sign_out(self) -> None:
        self.person.signed_out = True
        logins.end_all()

    def _happen(self, what: str) -> None:
        if what in {Fault.STALLED, Fault.HELD}:
            if what != self._slow:
                return
            self._slow = None
        self._say(what)
        if what in {Fault.STALLED, Fault.HELD}:
            self.proxy.faults.append(Fault(what))
        elif what in set(Fault):
            self.proxy.faults.extend([Fault(what)] * self.chance.randint(1, 3))
        else:
            self.proxy.counted[what] += 1
            go = {"token": self._lose_token, "reload": self.person.open_session}
            go |= {"reopen": self.person.close_and_open, "tab": self.person.other_tab}
            go[what]()

    def _lose_token(self) -> None:
        self.person.context.clear_cookies(name="csrftoken")

    def _say(self, text: str) -> None:
        self.person.say(f"- {text}")
