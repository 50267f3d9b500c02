"""The judge of what comes back: no fault of ours, nothing told that is nobody's business, nothing kept without asking."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, got_request_exception
from sqlalchemy import event, select, text
from werkzeug.test import run_wsgi_app

from ei_collect.config import EXIT_URL
from ei_collect.store.database import Database
from ei_collect.store.tables import metadata
from ei_collect.web.installed import KEY
from tests.conftest import HOME, SECRET
from tests.journeys.fuzz.making import Request

OURS = tuple(
    word.encode()
    for word in ("Traceback (most", str(HOME), "site-packages", "sqlalchemy", "psycopg", "werkzeug", SECRET)
)
"""What no answer may hold: nothing like it is ever sent."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
WRITES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM) (?!audit_|handed_out|staff_sessions)", re.IGNORECASE)
"""What a reading must not do; but what is handed out is logged, and a session knows the day on which it was used."""
LEADS_TO = re.compile(rf"/(?!/)|http://localhost/|{re.escape(EXIT_URL)}")
"""Pages of our own, and the quick exit."""
NAMES = re.compile(rb'\bname="([^"]+)"')


@dataclass
class Judge:
    """Puts requests to the app, and notes what is wrong with the answers."""

    app: Flask
    also_ours: tuple[bytes, ...] = ()
    complaints: list[str] = field(default_factory=list)
    seen: dict[int, int] = field(default_factory=dict)
    writing: list[str] = field(default_factory=list)

    def hears(self, request: Request) -> list[bytes]:
        """Send one request; the names of the fields on the page that came back."""
        self.writing.clear()
        try:
            found, status_line, headers = run_wsgi_app(self.app, request.environ(), buffered=True)
            body = b"".join(found)
        except BaseException as error:
            error.add_note(str(request))
            raise
        status = int(status_line.split()[0])
        self.seen[status] = self.seen.get(status, 0) + 1
        told = dict(headers.items())
        self.complaints += [f"{wrong}: {request}" for wrong in self._wrong(request, status, told, body)]
        return NAMES.findall(body) if status == 200 and len(body) < 200_000 else []

    def _wrong(self, request: Request, status: int, told: dict[str, str], body: bytes) -> Iterator[str]:
        if status >= 500:
            yield f"{status}"
        if told.get("Content-Encoding") == "gzip" and request.method != "HEAD":
            body = gzip.decompress(body)
        yield from (f"told {word!r}" for word in (*OURS, *self.also_ours) if word in body)
        if told.get("Content-Type", "").startswith("text/html"):
            yield from (f"{name} missing" for name, value in HEADERS.items() if value not in told.get(name, ""))
            if told.get("Referrer-Policy") not in {"no-referrer", "same-origin"}:
                yield "may tell other pages where one was"
            if request.endpoint != "static" and "no-store" not in told.get("Cache-Control", ""):
                yield "may be stored"
        yield from (f"no charset in {kind}" for kind in (told.get("Content-Type"),) if kind == "text/html")
        if request.method in SAFE and self.writing:
            yield f"wrote {self.writing}"
        if not LEADS_TO.match(told.get("Location", "/")) and "Host" not in dict(request.headers):
            yield f"leads to {told['Location']}"


@contextmanager
def judging(app: Flask, data: Path) -> Iterator[Judge]:
    """A judge of this app, whose data lie in that folder."""
    judge = Judge(app, (str(data).encode(),))

    def hear(_app: Flask, exception: BaseException, **_more: object) -> None:
        judge.complaints.append(f"{type(exception).__name__}: {exception}"[:300])

    def see(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if WRITES.match(statement):
            judge.writing.append(statement[:60])

    writers = app.extensions[KEY].database.writers
    got_request_exception.connect(hear, app)
    event.listen(writers, "before_cursor_execute", see)
    yield judge
    event.remove(writers, "before_cursor_execute", see)
    got_request_exception.disconnect(hear, app)


def faults_of(database: Database) -> list[str]:
    """What the database itself finds wrong, or cannot give back: every row of every table is read."""
    with database.reading() as connection:
        for table in metadata.sorted_tables:
            for _row in connection.execute(select(table)):
                pass
        if not database.is_sqlite:
            return []
        found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
        return found + [str(row) for row in connection.execute(text("PRAGMA foreign_key_check"))]


def resident_bytes(process: int | str = "self") -> int:
    """How much memory a process has."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096
