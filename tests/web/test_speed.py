"""What a page costs, counted rather than timed: queries, bytes, and requests before it can be drawn."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from ei_collect.operations.installation import Installation
from ei_collect.operations.places import ship_wards
from ei_collect.operations.publishing import publish
from ei_collect.projects.project import Project
from ei_collect.survey.definition import PublishedVersion
from ei_collect.survey.loading import load_survey
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY

MOST_QUERIES = 3
BUDGET = 8 * 1024
PACKED = {"Accept-Encoding": "gzip"}
DEFINITION = re.compile(r"\b(survey_versions|surveys|projects|signoffs|wards|postcodes)\b")
CONTROL = re.compile(r"BEGIN|PRAGMA", re.IGNORECASE)
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Every statement that the app sends to its database."""
    database = app.extensions[KEY].database
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not CONTROL.match(statement):
            sent.append(statement)

    engines = {database.readers, database.writers}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield sent
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


class Respondent:
    """Answers a whole survey; keeps the queries of each request, and the last page."""

    def __init__(self, client: FlaskClient, sent: list[str]) -> None:
        self.client, self.sent = client, sent
        self.costs: list[tuple[str, list[str]]] = []
        self.page = ""

    def answers(self, version: PublishedVersion) -> None:
        """From the first section to the receipt."""
        address = f"/en/s/{version.survey.slug}"
        self._get(f"{address}/{version.survey.sections[0].code}?agree=research")
        hidden = dict(HIDDEN.findall(self.page))
        for section in version.survey.sections:
            answers = {f"q_{question.code}": "Words." for question in section.questions if question.is_open}
            self._post(f"{address}/{section.code}", {**hidden, **answers, **dict(HIDDEN.findall(self.page))})
        self._post(f"{address}/send", hidden)
        assert hidden["key"] in self.page
        assert self.costs[-1][0].endswith("/thanks")

    def _get(self, address: str) -> None:
        self._note(f"GET {address}", self.client.get(address, headers=PACKED))

    def _post(self, address: str, form: dict[str, str]) -> None:
        self._note(f"POST {address}", self.client.post(address, data=form, headers=PACKED))

    def _note(self, request: str, response: TestResponse) -> None:
        self.costs.append((request, [*self.sent]))
        self.sent.clear()
        if response.status_code in {302, 303}:
            self._get(response.headers["Location"])
            return
        assert response.status_code == 200, request
        self.page = gzip.decompress(response.data).decode()


def test_a_whole_response_when_all_is_warm_then_no_request_takes_more_than_three_queries_and_none_a_definition(
    app: Flask, town_survey: PublishedVersion
) -> None:
    with counted(app) as sent:
        Respondent(app.test_client(), sent).answers(town_survey)
        warm = Respondent(app.test_client(), sent)
        warm.answers(town_survey)
    for request, queries in warm.costs:
        assert 1 <= len(queries) <= MOST_QUERIES, (request, queries)
        assert not [query for query in queries if DEFINITION.search(query)], request


@pytest.mark.parametrize("name", ["city", "neighbourhood", "day-in-my-life"])
def test_the_first_question_page_when_compressed_then_it_is_within_its_budget_in_every_language(
    installation: Installation, project: Project, name: str
) -> None:
    ship_wards(installation)
    version = publish(installation, project.scope, load_survey(installation.config.surveys / f"{name}.yaml"))
    app = create_app(installation.config)
    client = app.test_client()
    for language in version.languages:
        response = client.get(f"/{language}/s/{name}/{version.survey.sections[0].code}?agree=research", headers=PACKED)
        page = gzip.decompress(response.data).decode()
        assert len(response.data) <= BUDGET, language
        assert '<link rel="stylesheet"' not in page
        assert all(" defer" in script for script in re.findall(r"<script[^>]*>", page))
        assert not re.findall(r"url\(|@import|@font-face", page)
    app.extensions[KEY].database.close()
