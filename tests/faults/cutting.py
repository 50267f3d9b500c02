"""What cuts an acknowledgement off: a line to the server that breaks when the answer comes, and one to PostgreSQL."""

import random
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Lock, Thread
from urllib.parse import urlencode

from ei_collect.config import Config
from tests.journeys.server import Page, request

SOCKET = ".s.PGSQL.5432"
COMMITTED = b"COMMIT\0"
"""What PostgreSQL says once a transaction stands."""


@dataclass
class BadLine:
    """Asks as `request` does, but a share of the answers never arrives. `cut` counts them."""

    numbers: random.Random
    share: float
    cut: int = 0
    _lock: Lock = field(default_factory=Lock)

    def __call__(self, port: int, method: str, path: str, form: Mapping[str, str], source: str) -> Page:
        """One request.

        Raises:
            OSError: the answer was cut off, or nobody answered.
        """
        with self._lock:
            breaks = self.numbers.random() < self.share
            self.cut += breaks
        return (self._cut_off if breaks else request)(port, method, path, form, source)

    def _cut_off(self, port: int, method: str, path: str, form: Mapping[str, str], source: str) -> Page:
        """Wait until the answer begins to come, which is after the commit; then break the line, and read none of it."""
        with closing(HTTPConnection("localhost", port, 30, (source, 0))) as connection:
            connection.request(method, path, urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})
            connection.sock.recv(1, socket.MSG_PEEK)
        raise ConnectionResetError


@dataclass
class BadNeighbour:
    """Stands between the program and PostgreSQL, and breaks a share of the lines on which a commit was just told."""

    folder: Path
    numbers: random.Random
    share: float = 0
    cut: int = 0
    _lock: Lock = field(default_factory=Lock)

    def breaks(self) -> bool:
        """Whether the commit that was just told is not passed on."""
        with self._lock:
            broken = self.numbers.random() < self.share
            self.cut += broken
            return broken


@contextmanager
def between(config: Config, folder: Path, numbers: random.Random) -> Iterator[tuple[str, BadNeighbour]]:
    """A neighbour on a socket in `folder`, good for now, and the address by which the database is reached through it."""
    address, _, server = config.database_url.partition("?host=")
    neighbour = BadNeighbour(folder, numbers)
    with closing(socket.socket(socket.AF_UNIX)) as door:
        door.bind(str(folder / SOCKET))
        door.listen(64)
        Thread(target=_stand, args=(door, neighbour, server), daemon=True).start()
        yield f"{address}?host={folder}", neighbour
        door.shutdown(socket.SHUT_RDWR)


def _stand(door: socket.socket, neighbour: BadNeighbour, server: str) -> None:
    with suppress(OSError):  # the door was closed
        while True:
            near, _ = door.accept()
            far = socket.socket(socket.AF_UNIX)
            far.connect(f"{server}/{SOCKET}")
            Thread(target=_pass_on, args=(near, far, None), daemon=True).start()
            Thread(target=_pass_on, args=(far, near, neighbour), daemon=True).start()


def _pass_on(origin: socket.socket, to: socket.socket, neighbour: BadNeighbour | None) -> None:
    """Pass on what one says to the other, until either leaves, or the neighbour breaks it off after a commit."""
    with suppress(OSError):
        while said := origin.recv(65536):
            if neighbour and COMMITTED in said and neighbour.breaks():
                break
            to.sendall(said)
    for each in (origin, to):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
    origin.close()  # the other one is read, and closed, by the other thread
