"""A Redis of the tests' own, in memory alone, on a port of loopback."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis
from redis.exceptions import ConnectionError as NotThere

from tests.journeys.server import free_port

PATIENCE_S = 20
HAS_REDIS = shutil.which("redis-server") is not None


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """Its address, while this."""
    port = free_port()
    keeps_nothing = ("--save", "", "--appendonly", "no", "--dir", str(folder))
    command = ("redis-server", "--port", str(port), "--bind", "127.0.0.1", *keeps_nothing)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        with Redis(port=port) as redis:
            _wait_for(redis)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _wait_for(redis: Redis) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            redis.ping()
            return
        except NotThere:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
