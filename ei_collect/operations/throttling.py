"""Slowing down whoever guesses passwords, without locking out whoever has only forgotten one.

What is counted lives in memory alone, under a key that is made anew each day: nothing of an address is written down,
and yesterday's counts say nothing of anybody. After a few mistakes each further one makes the wait longer, up to a
quarter of an hour for one account at one address, and up to a minute for an account or an address as a whole, since
others can bring that about on purpose. Whoever cannot wait comes in by a recovery code or a passkey, which nobody can
guess.
"""

import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from ei_collect.operations.sessions import moment

DAY = 24 * 3600
MOST_REMEMBERED = 50_000


@dataclass(frozen=True)
class Patience:
    """So many mistakes cost nothing; each one more doubles the wait from a second up to `longest` seconds.

    Where it is `forgiving`, they are forgotten once it goes well.
    """

    free: int
    longest: int
    forgiving: bool = False

    def wait(self, mistakes: int) -> int:
        """The seconds to wait after so many mistakes in a row."""
        beyond = mistakes - self.free
        return 0 if beyond < 0 else int(min(self.longest, 2 ** min(beyond, 20)))


BOTH = Patience(5, 15 * 60, forgiving=True)
ACCOUNT, ADDRESS = Patience(10, 60), Patience(40, 60)
SECOND = Patience(5, 60 * 60, forgiving=True)
"""Of six digits, which could be guessed in time by whoever has the password already."""
Counted = tuple[tuple[str, Patience], ...]


def at_door(account: str, address: str) -> Counted:
    """What a wrong password counts against; `address` is "" where it is not known."""
    if not address:
        return ((f"account {account}", ACCOUNT),)
    return (f"both {account}\0{address}", BOTH), (f"account {account}", ACCOUNT), (f"address {address}", ADDRESS)


def at_second(account: str) -> Counted:
    """What a wrong code of an app counts against."""
    return ((f"second {account}", SECOND),)


@dataclass
class Throttle:
    """Counts mistakes. One for each process; safe among its threads."""

    now: Callable[[], int] = moment
    _counts: OrderedDict[bytes, tuple[int, int]] = field(default_factory=OrderedDict)
    _day: int = -1
    _key: bytes = b""
    _turn: Lock = field(default_factory=Lock)

    def wait(self, counted: Counted) -> int:
        """How many seconds have to pass before another attempt is looked at."""
        with self._turn:
            now = self._today()
            return max([0, *(self._free_at(name, patience) - now for name, patience in counted)])

    def failed(self, counted: Counted) -> None:
        """Count a mistake."""
        with self._turn:
            now = self._today()
            for name, _ in counted:
                mistakes, _last = self._counts.pop(self._hidden(name), (0, 0))
                self._counts[self._hidden(name)] = mistakes + 1, now
            while len(self._counts) > MOST_REMEMBERED:
                self._counts.popitem(last=False)

    def succeeded(self, counted: Counted) -> None:
        """Forget the mistakes that this person made here; those of others stay counted."""
        with self._turn:
            self._today()
            for name, patience in counted:
                if patience.forgiving:
                    self._counts.pop(self._hidden(name), None)

    def _free_at(self, name: str, patience: Patience) -> int:
        mistakes, last = self._counts.get(self._hidden(name), (0, 0))
        return last + patience.wait(mistakes)

    def _hidden(self, name: str) -> bytes:
        return hmac.digest(self._key, name.encode(errors="replace"), "sha256")

    def _today(self) -> int:
        """Now; with a new day everything is forgotten."""
        now = self.now()
        if now // DAY != self._day:
            self._day, self._key = now // DAY, secrets.token_bytes(32)
            self._counts.clear()
        return now
