"""Whoever sends too much waits, others do not, nothing typed is lost, and no address is written down."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from limits import RateLimitItemPerMinute
from redis import Redis

from ei_collect.answering.receipts import mint
from ei_collect.operations.installation import Installation
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web import limiting
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY
from tests.redis_server import HAS_REDIS, redis_server
from tests.web.visits import Visitor

THERE, ELSEWHERE = "9.9.9.9", "2001:4860:4860::8888"  # addresses kept for examples count as private

NewApp = Callable[..., Flask]


@pytest.fixture
def new_app(installation: Installation) -> Iterator[NewApp]:
    """Makes apps over the installation, with settings of their own."""
    made: list[Flask] = []

    def make(**settings: object) -> Flask:
        made.append(create_app(replace(installation.config, translations=installation.config.data, **settings)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for app in made:
        app.extensions[KEY].database.close()


def browser(app: Flask, address: str) -> FlaskClient:
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    return client


def tries(client: FlaskClient, code: str) -> int:
    return client.post("/en/r", data={"code": code}).status_code


def answers(app: Flask) -> str:
    """Send answers in; the code that opens them."""
    visitor = Visitor(app.test_client())
    visitor.begins("town").fills_in(years="7").presses()
    return visitor.code


@pytest.mark.parametrize("guesses", [300, pytest.param(10_000, marks=pytest.mark.full)])
def test_codes_when_guessed_then_none_opens_anything_and_only_the_guesser_waits(
    new_app: NewApp, town_survey: PublishedVersion, guesses: int
) -> None:
    app = new_app()
    guesser, other, code = browser(app, THERE), browser(app, ELSEWHERE), answers(app)
    statuses = [tries(guesser, mint()) for _ in range(guesses)]
    print({status: statuses.count(status) for status in set(statuses)})
    assert statuses.count(404) <= limiting.WRONG_CODES[0].amount * 4  # the tries may take some minutes
    assert set(statuses) == {404, 429}
    assert tries(guesser, code) == 429
    assert tries(other, code) == 200


def test_addresses_of_one_network_when_counted_then_as_one(new_app: NewApp) -> None:
    """Whoever has one IPv6 address has as many as they like."""
    app = new_app()
    statuses = [tries(browser(app, f"2001:4860:4860:1::{number:x}"), mint()) for number in range(25)]
    assert statuses[-1] == 429


def test_right_codes_when_opened_often_then_nobody_waits(new_app: NewApp, town_survey: PublishedVersion) -> None:
    app = new_app()
    code = answers(app)
    assert {tries(browser(app, THERE), code) for _ in range(30)} == {200}


def test_a_page_when_too_much_came_from_its_address_then_it_holds_what_was_typed_and_takes_it_later(
    new_app: NewApp, town_survey: PublishedVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = new_app()
    monkeypatch.setattr(limiting, "SENT", RateLimitItemPerMinute(1))
    visitor = Visitor(browser(app, THERE))
    visitor.begins("town").fills_in(years="7")
    tries(browser(app, ELSEWHERE), "x")
    form = {"key": [visitor.code], "asked": ["years"], "q_years": ["<7>"], "consent": ["research"]}
    visitor.posts("/en/s/town/home", form)
    visitor.posts("/en/s/town/home", form)
    assert visitor.status == 429
    assert visitor.sees("Too much was sent from your internet connection.")
    assert 'value="&lt;7&gt;"' in visitor.markup
    monkeypatch.setattr(limiting, "SENT", RateLimitItemPerMinute(100))
    assert visitor.posts("/en/s/town/home", form).status != 429


def test_what_comes_from_a_private_address_when_counted_then_it_is_not(new_app: NewApp) -> None:
    """All of them would wait for one where a proxy of ours stands before the program and tells no address."""
    client = browser(new_app(), "10.0.0.5")
    assert {tries(client, mint()) for _ in range(40)} == {404}


def test_proxies_when_told_of_then_what_they_say_of_an_address_counts_and_nobody_else_is_believed(
    new_app: NewApp,
) -> None:
    believing, doubting = browser(new_app(proxies=1), "10.0.0.5"), browser(new_app(), THERE)
    said = {"X-Forwarded-For": f"{ELSEWHERE}, {THERE}"}
    statuses = [believing.post("/en/r", data={"code": mint()}, headers=said).status_code for _ in range(25)]
    assert statuses[-1] == 429
    last = doubting.post("/en/r", data={"code": mint()})
    for number in range(25):
        last = doubting.post("/en/r", data={"code": mint()}, headers={"X-Forwarded-For": f"8.8.8.{number}"})
    assert last.status_code == 429


@pytest.mark.skipif(not HAS_REDIS, reason="redis-server is absent")
@pytest.mark.sqlite_only
def test_limits_when_kept_in_redis_then_workers_share_them_no_address_is_in_it_and_without_it_nobody_waits(
    new_app: NewApp, tmp_path: Path
) -> None:
    with redis_server(tmp_path) as url:
        one, two = (browser(new_app(limits_url=url), THERE) for _ in range(2))
        assert {tries(one, mint()) for _ in range(20)} == {404}
        assert tries(two, mint()) == 429
        with closing(Redis.from_url(url)) as redis:
            told = b" ".join(name + b" " + (redis.get(name) or b"") for name in redis.scan_iter())
        assert THERE.encode() not in told
    assert {tries(two, mint()) for _ in range(25)} == {404}
