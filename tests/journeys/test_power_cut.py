"""A server killed in the middle of many submissions loses none that it acknowledged, and doubles none."""

import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException

from sqlalchemy import func, select

from ei_collect.answering.receipts import key_hash, mint
from ei_collect.operations.installation import Installation
from ei_collect.operations.publishing import publish
from ei_collect.projects.project import Project
from ei_collect.store.tables import responses, texts
from tests.journeys.server import free_port, request, serving
from tests.survey.writing import survey_of

SUBMISSIONS = 200
CLIENTS = 8
KILL_AFTER = 60

SURVEY = """
slug: power
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


@dataclass
class Crowd:
    """Who has sent what, and who has been told that it arrived."""

    port: int
    acknowledged: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, key: str) -> None:
        """One person answers and sends; a broken connection is simply the end of the try."""
        try:
            request(
                self.port, "POST", "/en/s/power/only", {"key": key, "agree": "research", "q_words": f"words of {key}"}
            )
            page = request(self.port, "POST", "/en/s/power/send", {"key": key})
        except (OSError, HTTPException):
            return
        if page.status in {200, 303} and not page.location.endswith(("/only", "/check")):
            with self.lock:
                self.acknowledged.add(key)


def test_server_when_killed_in_the_middle_of_200_submissions_then_nothing_is_lost_or_doubled(
    installation: Installation, project: Project
) -> None:
    publish(installation, project.scope, survey_of(SURVEY))
    keys = [mint() for _ in range(SUBMISSIONS)]
    crowd = Crowd(free_port())
    with serving(installation.config, crowd.port) as server, ThreadPoolExecutor(CLIENTS) as pool:
        tries = [pool.submit(crowd.send, key) for key in keys]
        while len(crowd.acknowledged) < KILL_AFTER and not all(one.done() for one in tries):
            time.sleep(0.005)
        server.kill()
    promised = set(crowd.acknowledged)
    assert KILL_AFTER <= len(promised) < SUBMISSIONS
    assert set(_kept(installation, keys)) >= promised

    with serving(installation.config, crowd.port), ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(crowd.send, keys))
    assert crowd.acknowledged == set(keys)
    assert _kept(installation, keys) == {key: f"words of {key}" for key in keys}
    with installation.database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(responses)) == SUBMISSIONS


def _kept(installation: Installation, keys: list[str]) -> Mapping[str, str]:
    """The words that the database holds, by key."""
    owners = {key_hash(installation.config.secret_key, key): key for key in keys}
    query = select(responses.c.key_hash, texts.c.body).join(texts, texts.c.response_id == responses.c.id)
    with installation.database.reading() as connection:
        return {owners[hashed]: body for hashed, body in connection.execute(query)}
