"""The real program as a process of its own, and a respondent who speaks plain HTTP to it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import MappingProxyType
from typing import IO
from urllib.parse import urlencode

from ei_collect.config import Config
from tests.s3 import environment_of

HOME = Path(__file__).resolve().parent.parent.parent
PATIENCE_S = 30


@dataclass(frozen=True)
class Server:
    """A running `ei-collect serve`, or another server of the same app."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://localhost:{self.port}"

    def kill(self) -> None:
        """End it and all that it has started at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def workers(self) -> tuple[int, ...]:
        """The processes that it has started and that are there now."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return tuple(int(child) for child in children.read_text(encoding="ascii").split())


@dataclass(frozen=True)
class Page:
    """What came back."""

    status: int
    body: str
    location: str


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    config: Config, port: int, log: IO[bytes] | None = None, more: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Server]:
    """The program over `config`, ready for requests; ended on leaving, whatever happened. What it logs goes to `log`.

    `more` stands in its environment beside the configuration.
    """
    with running([sys.executable, "-m", "ei_collect.cli", "serve"], config, port, log, more) as server:
        yield server


@contextmanager
def running(
    command: Sequence[str],
    config: Config,
    port: int,
    log: IO[bytes] | None = None,
    more: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Server]:
    """The same for any command that serves on `port`. It leads a process group of its own."""
    environment = {
        **os.environ,
        **environment_of(config),
        "EI_DATA": str(config.data),
        "EI_DATABASE_URL": config.database_url,
        "EI_SECRET_KEY": config.secret_key,
        "EI_PORT": str(port),
        "EI_EXIT_URL": config.exit_url,
        **more,
    }
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=log, cwd=HOME, start_new_session=True
    )
    try:
        _wait_until_ready(process, port)
        yield Server(process, port)
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(PATIENCE_S)


def request(
    port: int, method: str, path: str, form: Mapping[str, Sequence[str] | str] | None = None, source: str = ""
) -> Page:
    """One request on a connection of its own; from the address `source` of this machine, where one is given.

    Raises:
        OSError, HTTPException: nobody answered, or the answer broke off.
    """
    connection = HTTPConnection("localhost", port, PATIENCE_S, (source, 0) if source else None)
    try:
        body = urlencode(form, doseq=True) if form is not None else None
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return Page(answer.status, answer.read().decode(), answer.getheader("Location", ""))
    finally:
        connection.close()


def _wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(f"the server ended with {process.returncode}")
        try:
            if request(port, "GET", "/healthz").status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.05)
    raise AssertionError("the server did not become ready")
