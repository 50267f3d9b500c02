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
from typing import IO
from urllib.parse import urlencode

from ei_collect.config import Config
from tests.s3 import environment_of

PATIENCE_S = 30


@dataclass(frozen=True)
class Server:
    """A running `ei-collect serve`."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://localhost:{self.port}"

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


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
def serving(config: Config, port: int, log: IO[bytes] | None = None) -> Iterator[Server]:
    """The program over `config`, ready for requests; ended on leaving, whatever happened. What it logs goes to `log`."""
    environment = {
        **os.environ,
        **environment_of(config),
        "EI_DATA": str(config.data),
        "EI_DATABASE_URL": config.database_url,
        "EI_SECRET_KEY": config.secret_key,
        "EI_PORT": str(port),
        "EI_EXIT_URL": config.exit_url,
    }
    command = [sys.executable, "-m", "ei_collect.cli", "serve"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=log)
    try:
        _wait_until_ready(process, port)
        yield Server(process, port)
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(PATIENCE_S)


def request(port: int, method: str, path: str, form: Mapping[str, Sequence[str] | str] | None = None) -> Page:
    """One request on a connection of its own.

    Raises:
        OSError, HTTPException: nobody answered, or the answer broke off.
    """
    connection = HTTPConnection("localhost", port, timeout=PATIENCE_S)
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
