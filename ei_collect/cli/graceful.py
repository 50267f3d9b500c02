"""Serving by waitress until somebody asks to stop: then nobody new is taken, and whoever was gets their answer."""

import select
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any
from wsgiref.types import WSGIApplication

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server

BEAT_S = 0.2
"""So long it takes at most until a wish to stop is heard."""
PATIENCE_S = 25
"""So long those are waited for who were taken; below the 30 seconds after which others insist."""

Connections = dict[int, Any]


def serve_until_stopped(app: WSGIApplication, listen: str, threads: int) -> None:
    """Serve until SIGTERM or Ctrl-C, and then until every request that has come is answered, or PATIENCE_S are over.

    Raises:
        KeyboardInterrupt: somebody asked a second time.
    """
    connections: Connections = {}
    with _asked_to_stop() as stopping:
        server = create_server(app, map=connections, listen=listen, threads=threads, ident=None)
        while not stopping.is_set():
            _beat(connections, BEAT_S)
        _take_no_more(connections)
        deadline = time.monotonic() + PATIENCE_S
        while _is_busy(connections) and time.monotonic() < deadline:
            _beat(connections, 0.05)
        server.task_dispatcher.shutdown()
        wasyncore.close_all(connections)


@contextmanager
def _asked_to_stop() -> Iterator[Event]:
    """An event that is set once somebody asks; nothing that goes on is broken off by it."""
    stopping = Event()

    def hear(_signal: int, _frame: object) -> None:
        if stopping.is_set():
            raise KeyboardInterrupt
        stopping.set()

    before = {each: signal.signal(each, hear) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stopping
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _take_no_more(connections: Connections) -> None:
    """Take those who wait at the door, hear what they have said already, and close it."""
    for door in [each for each in connections.values() if isinstance(each, BaseWSGIServer)]:
        while door.socket is not None and select.select([door.socket], [], [], 0)[0]:
            door.handle_accept()
        wasyncore.dispatcher.close(door)  # not its own: that would also close the pipe by which workers are heard
    _beat(connections, 0)


def _is_busy(connections: Connections) -> bool:
    """Whether anybody has said something that is not answered yet, or an answer is on its way."""
    channels = [each for each in list(connections.values()) if isinstance(each, HTTPChannel)]
    return any(each.request is not None or each.requests or each.total_outbufs_len for each in channels)


def _beat(connections: Connections, seconds: float) -> None:
    wasyncore.loop(timeout=seconds, map=connections, count=1)
