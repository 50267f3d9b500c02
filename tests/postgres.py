"""A PostgreSQL server that lives as long as a block of code: made, started and thrown away by the tests that need one.

It keeps its files in a temporary folder and listens on a socket in that folder only, so that any number of them run
side by side and none is reachable from elsewhere. What tests put in is not safe from a crash, which makes it quick.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

INSTALLED = Path("/usr/lib/postgresql")
OWNER = "postgres"  # the database's own superuser, by the name it has everywhere
SECONDS_TO_START = 30
SECONDS_TO_STOP = 30
WITH_STRATEGIES = 150_000
"""The first version that can copy a database file by file when asked: three times as quick as page by page."""
SETTINGS = {"listen_addresses": "", "max_connections": "60"}
UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class ClusterError(RuntimeError):
    """The server could not be made or started; the message ends with what it said itself."""


@dataclass
class Machine:
    """A server that can be stopped without any warning, and started again over what it has left on the disk."""

    cluster: Cluster
    _begin: Callable[[], AbstractContextManager[subprocess.Popen[bytes]]]
    _stack: ExitStack = field(default_factory=ExitStack)
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers: it recovers first."""
        self._process = self._stack.enter_context(self._begin())

    def stop_at_once(self) -> None:
        """PostgreSQL's immediate shutdown: nothing is finished, nothing is written down any more."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(SECONDS_TO_STOP)

    def close(self) -> None:
        """Stop it for good."""
        self._stack.close()


@dataclass(frozen=True)
class Cluster:
    """A running server, known by the folder that its socket is in."""

    folder: Path

    def url(self, database_name: str) -> str:
        """The address of a database in this cluster, as SQLAlchemy takes it."""
        return f"postgresql+psycopg://{OWNER}@/{database_name}?host={self.folder}"

    def create_database(self, name: str, template: str | None = None) -> None:
        """Makes a database, empty or as a copy of `template`, to which nobody may be connected meanwhile."""
        with self._administering() as connection:
            origin = sql.SQL(" TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
            quick = sql.SQL(" STRATEGY file_copy" if connection.info.server_version >= WITH_STRATEGIES else "")
            connection.execute(sql.SQL("CREATE DATABASE {}{}{}").format(sql.Identifier(name), origin, quick))

    def drop_database(self, name: str) -> None:
        """Removes a database, if it is there, and whoever is still connected to it."""
        with self._administering() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _administering(self) -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user=OWNER, dbname="postgres", autocommit=True)


def why_absent() -> str | None:
    """Why no cluster can be had on this machine, or None where one can."""
    if _binaries() is None:
        return f"no PostgreSQL server under {INSTALLED}: install the package postgresql"
    if os.geteuid() == 0 and _unprivileged() is None:
        return "PostgreSQL refuses to run as root, and there is neither a user postgres nor a user nobody"
    return None


@contextmanager
def throwaway_cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """A server of one's own: started on entry, stopped on exit, and everything in it gone.

    With `durable` it waits for the disk at each commit, as a benchmark must.

    Raises ClusterError where `why_absent` gives a reason, and where the server does not come up.
    """
    binaries = _binaries()
    reason = why_absent()
    if binaries is None or reason:
        raise ClusterError(reason)
    folder = Path(tempfile.mkdtemp(prefix="ei-pg-"))
    user = _unprivileged() if os.geteuid() == 0 else None
    try:
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        _initialise(binaries, folder, user)
        with _server(binaries, folder, user, {} if durable else UNSAFE):
            yield Cluster(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def stoppable_cluster() -> Iterator[Machine]:
    """The same, durable, as a machine that can be stopped at once and started again.

    Raises ClusterError as `throwaway_cluster` does.
    """
    binaries, reason = _binaries(), why_absent()
    if binaries is None or reason:
        raise ClusterError(reason)
    folder = Path(tempfile.mkdtemp(prefix="ei-pg-"))
    user = _unprivileged() if os.geteuid() == 0 else None
    machine = Machine(Cluster(folder), partial(_server, binaries, folder, user, {}))
    try:
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        _initialise(binaries, folder, user)
        machine.start()
        yield machine
    finally:
        machine.close()
        shutil.rmtree(folder, ignore_errors=True)


def _binaries() -> Path | None:
    """The folder of the newest server's programs."""
    found = [path.parent for path in INSTALLED.glob("*/bin/initdb")]
    return max(found, key=lambda path: float(path.parent.name), default=None)


def _unprivileged() -> pwd.struct_passwd | None:
    """Who runs the server in place of root."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def _initialise(binaries: Path, folder: Path, user: pwd.struct_passwd | None) -> None:
    options = [f"--username={OWNER}", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    command = [str(binaries / "initdb"), "-D", str(folder / "data"), *options]
    with (folder / "log").open("wb") as log, _start(command, folder, user, log.fileno()) as process:
        status = process.wait()
    if status:
        raise ClusterError(f"initdb ended with status {status}: {_said(folder)}")


@contextmanager
def _server(
    binaries: Path, folder: Path, user: pwd.struct_passwd | None, unsafe: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    settings = [argument for name, value in {**SETTINGS, **unsafe}.items() for argument in ("-c", f"{name}={value}")]
    command = [str(binaries / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *settings]
    with (folder / "log").open("ab") as log, _start(command, folder, user, log.fileno()) as process:
        try:
            _wait_until_it_answers(process, folder)
            yield process
        finally:
            _stop(process)


def _start(command: list[str], folder: Path, user: pwd.struct_passwd | None, log: int) -> subprocess.Popen[bytes]:
    """Starts a program in `folder`, as `user` where one is given, with what it prints going to `log`.

    In a session of its own: Ctrl-C in the terminal is for the tests, which then stop the server in good order.
    """
    return subprocess.Popen(
        command,
        cwd=folder,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def _wait_until_it_answers(process: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            psycopg.connect(host=str(folder), user=OWNER, dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise ClusterError(f"the server did not come up within {SECONDS_TO_START} s: {_said(folder)}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Asks for PostgreSQL's fast shutdown, which cuts off whoever is still connected; insists where it hangs."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGINT)
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)  # its own immediate shutdown, which takes its children along
        process.wait(SECONDS_TO_STOP)


def _said(folder: Path) -> str:
    """The end of the server's log."""
    return (folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:].strip()
