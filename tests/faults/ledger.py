"""What respondents were told to be safe, and whether it is: the ledger of acknowledgements against what is stored.

Whoever was told that a page is saved, a photo kept, or everything sent, must find it: once, whole, and nothing beside it.
"""

from dataclasses import dataclass, field
from threading import Lock

from ei_collect.answering.receipts import key_hash
from ei_collect.operations.installation import Installation
from tests.faults.stored import damage, orphans, read_bodies, read_drafted, read_pictured


def words_of(key: str) -> str:
    """What the person with this code writes."""
    return f"words of {key}"


@dataclass
class Ledger:
    """The codes of those who were told that their page is saved, their photo is kept, everything is sent."""

    saved: set[str] = field(default_factory=set)
    pictured: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    def note(self, told: set[str], key: str) -> None:
        """Write down what somebody was told; `told` is one of the three."""
        with self._lock:
            told.add(key)

    def so_far(self) -> "Ledger":
        """A copy of this moment."""
        with self._lock:
            return Ledger(set(self.saved), set(self.pictured), set(self.sent))

    def without(self, earlier: "Ledger") -> "Ledger":
        """What was told since then."""
        fresh = (self.saved - earlier.saved, self.pictured - earlier.pictured, self.sent - earlier.sent)
        return Ledger(*fresh)


@dataclass(frozen=True)
class Verdict:
    """What is amiss with what is stored: nothing should be."""

    lost: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    orphans: tuple[str, ...] = ()
    damage: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[str, ...]:
        """All of it, in words."""
        return (*self.lost, *self.doubled, *self.orphans, *self.damage)


def compare(installation: Installation, ledger: Ledger, *, thoroughly: bool = True) -> Verdict:
    """What is stored against what was told; with `thoroughly` also the rest of the database, and its own integrity."""
    ledger = ledger.so_far()  # before anything is read: people may be at it
    everybody = ledger.saved | ledger.pictured | ledger.sent
    owners = {key_hash(installation.config.secret_key, key): key for key in everybody}
    with installation.database.reading() as connection:
        bodies, drafted = read_bodies(connection, owners), read_drafted(connection, owners)
        whole = read_pictured(connection, installation, owners) if ledger.pictured else set()
        amiss = tuple(orphans(connection)) if thoroughly else ()
        damaged = tuple(damage(connection)) if thoroughly else ()
    lost = [f"sent: {key}" for key in ledger.sent if bodies.get(key) != [words_of(key)]]
    lost += [f"saved: {key}" for key in ledger.saved - ledger.sent if key not in drafted and key not in bodies]
    lost += [f"photo: {key}" for key in ledger.pictured - whole]
    doubled = [f"twice: {key}" for key, kept in bodies.items() if len(kept) > 1]
    left = [f"draft of answers that were sent: {key}" for key in ledger.sent & drafted]
    return Verdict(tuple(lost), tuple(doubled), (*amiss, *left), damaged)
