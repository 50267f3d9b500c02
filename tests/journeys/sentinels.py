"""What must never be kept of a respondent, planted in every request; and looking for it in whatever is kept."""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, cast

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import Client

from ei_collect.operations.installation import Installation
from ei_collect.store.tables import metadata
from tests.journeys.server import PATIENCE_S
from tests.layers import layers

ADDRESS = "127.77.66.55"
"""From where the requests come: as good an address of this machine as the usual one, and nobody else's."""
PLANTED = {
    "User-Agent": "Kestrel-Browser/7.31 (planted)",
    "Referer": "https://wagtail.example/planted?from=here",
    "X-Forwarded-For": "203.0.113.77",
    "X-Real-IP": "203.0.113.78",
    "Forwarded": "for=203.0.113.79;host=planted.example",
    "Sec-CH-UA": '"Kestrel";v="7"',
    "Via": "1.1 wagtail-proxy",
}
MARKS = (ADDRESS, "Kestrel", "wagtail", "203.0.113.7", "planted", "127.0.0.1")
"""Of the address, the browser and the page before, wherever they stand; and of ours, which is every visitor's here."""


def browser(port: int) -> FlaskClient:
    """A browser on the real server, which tells everything that a browser and a proxy can tell."""

    def forward(environ: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S, source_address=(ADDRESS, 0))
        path = environ["PATH_INFO"].encode("latin-1").decode() + (
            f"?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else ""
        )
        headers = {**PLANTED, "Host": f"localhost:{port}"}
        if "agree=" in path:  # an agreement counts only where it comes from a page of ours
            headers["Referer"] = f"http://localhost:{port}/wagtail/planted"
        for name, kept in (("CONTENT_TYPE", "Content-Type"), ("HTTP_COOKIE", "Cookie")):
            headers |= {kept: environ[name]} if environ.get(name) else {}
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        connection.request(environ["REQUEST_METHOD"], path, body or None, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        start(
            f"{answer.status} {answer.reason}", [each for each in answer.getheaders() if each[0] != "Transfer-Encoding"]
        )
        return [content]

    return cast(FlaskClient, Client(forward))


def kept_in(folders: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Every file below these folders, and what is packed into it."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield from layers(path)
                yield f"the name of {path}", path.name.encode()


def rows(installation: Installation) -> str:
    """All that stands in the tables of either database, as one text."""
    with installation.database.reading() as connection:
        return str([(table.name, connection.execute(select(table)).all()) for table in metadata.sorted_tables])


def moments(began: datetime) -> re.Pattern[str]:
    """Any time of day since then, to the minute, as text or as seconds since 1970."""
    minutes = {began + timedelta(minutes=number) for number in range(int((time.time() - began.timestamp()) / 60) + 2)}
    spoken = {f"{moment:%Y-%m-%d}[ T]{moment:%H:%M}" for moment in minutes} | {f"{moment:%H:%M}:" for moment in minutes}
    spoken |= {f"datetime.datetime\\({moment:%Y, }{moment.month}, {moment.day}, " for moment in minutes}
    counted = {str(int(began.timestamp()) + second) for second in range(int(time.time() - began.timestamp()) + 2)}
    return re.compile("|".join(sorted(spoken | counted)))


def now() -> datetime:
    """This second, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)
