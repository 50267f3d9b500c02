"""Opening a database and the two ways into it: `reading` and `writing`. Queries are in the modules beside this one.

SQLite: one locked connection writes, in short BEGIN IMMEDIATE transactions, and alone checkpoints; readers only query.
PostgreSQL: an ordinary pool for both.
"""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from pysqlite3 import dbapi2 as sqlite
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from ei_collect.errors import AbsentError, UnavailableError

__all__ = ["Connection", "Database", "open_database", "server_version"]  # operations hand a Connection on to the store

BUSY_TIMEOUT_MS = 10_000
CONNECTING = {
    "connect_timeout": 5,  # seconds; then the server counts as gone, and somebody is told so
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # milliseconds without any answer over a network that was cut
}
LOG_TIMEOUT_MS = 50  # so long the log may keep the writers waiting; who reads for longer is not waited for
_WRITER_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
    f"busy_timeout={BUSY_TIMEOUT_MS}",
)
_READER_PRAGMAS = ("query_only=ON", "foreign_keys=ON", "wal_autocheckpoint=0", f"busy_timeout={BUSY_TIMEOUT_MS}")


@dataclass(frozen=True)
class Database:
    """An open database. Whoever opened it closes it."""

    readers: Engine
    writers: Engine
    _turn: AbstractContextManager[Any] = field(default_factory=threading.RLock)
    _log_stands: threading.Event = field(default_factory=threading.Event)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database rather than PostgreSQL."""
        return self.writers.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading only; nothing written through it would stay."""
        with _understood(), self.readers.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed on leaving, rolled back on any error."""
        turn = self._turn if self.is_sqlite else nullcontext()
        with _understood(), turn:
            with self.writers.begin() as connection:
                yield connection
            if self._log_stands.is_set():
                self._cut_log(0)

    def reachable(self) -> bool:
        """Whether it answers at all."""
        try:
            with self.reading() as connection:
                connection.exec_driver_sql("SELECT 1")
        except (SQLAlchemyError, AbsentError):
            return False
        return True

    def empty_log(self) -> None:
        """Move SQLite's write-ahead log into the file and cut it, so that what was deleted stands in neither.

        Where somebody is reading at length, it is done after the next thing written once they have finished.
        """
        if self.is_sqlite:
            with self._turn:
                self._cut_log(LOG_TIMEOUT_MS)

    def _cut_log(self, patience_ms: int) -> None:
        """Cut the log if nobody needs it, or else remember that it still stands; whoever calls has the turn."""
        self._log_stands.set()
        with closing(self.writers.raw_connection()) as raw:
            cursor = raw.cursor()
            cursor.execute(f"PRAGMA busy_timeout={patience_ms}")
            try:
                (is_busy, *_) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite.OperationalError:  # a writer of another process is at it
                is_busy = True
            finally:
                cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        if not is_busy:
            self._log_stands.clear()

    def close(self) -> None:
        """Give back every connection."""
        self.readers.dispose()
        self.writers.dispose()


def open_database(url: str) -> Database:
    """Open the database at an SQLAlchemy `url` (sqlite:///FILE or postgresql+psycopg://...).

    Nothing is reached yet: that it cannot be is an AbsentError of the first use.

    Raises:
        AbsentError: it would be in memory.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _open_sqlite(url)
    settings = {**_settings(), "connect_args": {**CONNECTING, **make_url(url).query}}
    # Pinged first: after the server was away, nobody meets a connection of before.
    engine = create_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True, **settings)
    readers = engine.execution_options(isolation_level="REPEATABLE READ")  # all that one reading sees is of one moment
    return Database(readers=readers, writers=engine)


def server_version(database: Database) -> tuple[str, tuple[int, ...]]:
    """Which database this is and in what version, such as ("sqlite", (3, 53, 4))."""
    with database.reading() as connection:
        return connection.dialect.name, tuple(int(part) for part in connection.dialect.server_version_info or ())


def _settings() -> dict[str, Any]:
    return {
        "json_serializer": lambda value: orjson.dumps(value).decode(),
        "json_deserializer": orjson.loads,
        "hide_parameters": True,  # an error's message must never carry an answer into a log
    }


@contextmanager
def _understood() -> Iterator[None]:
    """What a driver says of a database that is not there or has no tables, in our own words.

    Of any other fault only its name: PostgreSQL quotes the whole row, and an answer must never get into a log.
    """
    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        raise _unusable(str(error.orig).strip().partition("\n")[0]) from error
    except NoConnectionError as error:
        raise _unusable("too many ask it at once") from error
    except DBAPIError as error:
        fault = type(error.orig).__name__
        if error.connection_invalidated:
            raise _unusable(fault) from None
        raise AbsentError.of(
            "database-fault", f"refuses: {fault}", where="the database", mend="Run ei-collect doctor."
        ) from None


def _unusable(what: str) -> UnavailableError:
    mend = "Look at EI_DATABASE_URL, at the room on its disk, and run ei-collect db upgrade."
    return UnavailableError.of("database-unusable", f"cannot be used: {what}", where="the database", mend=mend)


def _open_sqlite(url: str) -> Database:
    path = make_url(url).database
    if path is None or path == ":memory:":
        raise AbsentError.of(
            "database-memory", "a database in memory would lose answers", where="EI_DATABASE_URL", mend="Give a file."
        )
    Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not Path(path).exists():
        Path(path).touch(mode=0o600)  # whatever the folder; SQLite gives the files beside it the same mode
    writers = create_engine(url, module=sqlite, pool_size=1, max_overflow=0, **_settings())
    readers = create_engine(url, module=sqlite, pool_size=8, max_overflow=8, **_settings())
    _prepare(writers, _WRITER_PRAGMAS, begin="BEGIN IMMEDIATE")
    _prepare(readers, _READER_PRAGMAS, begin="BEGIN")
    return Database(readers=readers, writers=writers)


def _prepare(engine: Engine, pragmas: tuple[str, ...], *, begin: str) -> None:
    """Set each new connection up, and begin transactions ourselves: the driver would begin them too late."""

    @event.listens_for(engine, "connect")
    def set_up(raw: Any, _record: object) -> None:
        raw.isolation_level = None
        for pragma in pragmas:
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)
