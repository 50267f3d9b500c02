"""The program as several web workers, or as whatever serves on a database."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from ei_collect.operations.installation import Installation
from tests.journeys.server import Server, running, serving

WORKERS = 3


@contextmanager
def gunicorn(installation: Installation, port: int, workers: int = WORKERS) -> Iterator[Server]:
    """Several web workers, as on PostgreSQL."""
    bind = ["--bind", f"localhost:{port}", "--workers", str(workers), "--worker-class", "gthread", "--threads", "4"]
    command = [sys.executable, "-m", "gunicorn", *bind, "--no-control-socket", "wsgi:app"]
    with running(command, installation.config, port) as server:
        yield server
        with suppress(ProcessLookupError):  # a test may have done it already
            server.kill()


@contextmanager
def any_server(installation: Installation, port: int) -> Iterator[Server]:
    """What serves on this database: one process on SQLite, several workers on PostgreSQL."""
    made = serving(installation.config, port) if installation.database.is_sqlite else gunicorn(installation, port, 2)
    with made as server:
        yield server
