"""Being asked to stop: who was taken gets their answer, nobody new is taken, and what went on is told to nobody."""

import json
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from ei_collect.answering.receipts import mint
from ei_collect.operations.installation import Installation
from ei_collect.operations.publishing import publish
from ei_collect.projects.project import Project
from tests.journeys.server import PATIENCE_S, Server, free_port, request, running, serving
from tests.survey.writing import survey_of
from tests.web.town import kept

SURVEY = """
slug: town
language: en
title: A survey
summary: One question.
introduction: [Hello.]
consent: [It is your choice.]
thanks: Thank you.
sections:
  - code: only
    title: The only part
    questions:
      - {code: words, kind: long_text, label: What helps}
"""
GUNICORN = ["--workers", "1", "--worker-class", "gthread", "--threads", "4", "--no-control-socket", "wsgi:app"]


@pytest.fixture(params=["waitress", "gunicorn"])
def server(
    request: pytest.FixtureRequest, installation: Installation, project: Project, tmp_path: Path
) -> Iterator[Server]:
    """The program with a survey published, by either of the servers that we speak of."""
    publish(installation, project.scope, survey_of(SURVEY))
    port = free_port()
    with (tmp_path / "log").open("wb") as log:
        command = [sys.executable, "-m", "gunicorn", "--bind", f"localhost:{port}", *GUNICORN]
        made = (
            serving(installation.config, port, log)
            if request.param == "waitress"
            else running(command, installation.config, port, log)
        )
        with made as server:
            yield server


@pytest.mark.sqlite_only
def test_the_server_when_asked_to_stop_amid_a_request_then_it_is_finished_and_nobody_new_is_taken(
    server: Server, installation: Installation, project: Project, tmp_path: Path
) -> None:
    key = mint()
    request(server.port, "POST", "/en/s/town/only", {"key": key, "agree": "research", "q_words": "by tram"})
    body = f"key={key}".encode()
    head = b"POST /en/s/town/send HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    with closing(socket.create_connection(("localhost", server.port), timeout=PATIENCE_S)) as speaking:
        speaking.sendall(head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body[:5])
        _wait_until_heard(server)
        server.process.send_signal(signal.SIGTERM)
        _wait_while_taken(server.port)
        speaking.sendall(body[5:])
        answer = speaking.recv(4096)
    assert answer.startswith(b"HTTP/1.1 200")
    assert server.process.wait(PATIENCE_S) == 0
    assert len(kept(installation, project)) == 1


@pytest.mark.sqlite_only
@pytest.mark.parametrize("server", ["waitress"], indirect=True)
def test_the_journal_when_something_goes_wrong_then_each_line_is_json_and_tells_of_nobody(
    server: Server, installation: Installation, tmp_path: Path
) -> None:
    with installation.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE drafts")
    key = mint()
    form = {"key": key, "agree": "research", "q_words": "kingfisher"}
    assert request(server.port, "POST", "/en/s/town/only?wild=goose", form).status == 503
    assert request(server.port, "GET", "/en/s/town/nothing").status in {404, 503}
    server.process.terminate()
    server.process.wait(PATIENCE_S)
    journal = (tmp_path / "log").read_text()
    lines = [json.loads(line) for line in journal.splitlines()]
    assert any(line["level"] == "error" and line["event"].startswith("answering.save: the database") for line in lines)
    assert {"day", "event", "level", "logger"} == set().union(*lines)
    for word in (key, "kingfisher", "goose", "/town", "127.0.0.1"):
        assert word not in journal


def _wait_until_heard(server: Server) -> None:
    """Another request that is answered was read later than what was said before."""
    assert request(server.port, "GET", "/healthz").status == 200
    assert request(server.port, "GET", "/readyz").status == 200


def _wait_while_taken(port: int) -> None:
    """Until nobody new is taken; gunicorn keeps its door until the last of its workers has ended, so for a second."""
    deadline = time.monotonic() + 1
    with suppress(OSError):
        while time.monotonic() < deadline:
            socket.create_connection(("localhost", port), timeout=1).close()
            time.sleep(0.05)
