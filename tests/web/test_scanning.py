"""A poster's code: where it leads, who is counted, and how the poster comes along to what is sent. As visits."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.postering import Move, move_poster, poster_named, revoke_poster
from ei_collect.operations.projects import set_project
from ei_collect.places.poster import Poster
from ei_collect.projects.project import Project
from ei_collect.store.responses import stream_responses
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web.installed import KEY
from tests.operations.posting import hang, place_named
from tests.web.test_speed import MOST_QUERIES, counted
from tests.web.visits import Visitor

PHONE = "Mozilla/5.0 (Linux; Android 14; CUBOT P80) AppleWebKit/537.36 Chrome/125.0 Mobile Safari/537.36"
ADDRESS_OF_START = "/en/s/town"


@pytest.fixture
def poster(installation: Installation, project: Project, town_survey: PublishedVersion) -> Poster:
    """A poster for the survey in a park."""
    return hang(installation, project)


@pytest.fixture
def counts(installation: Installation, project: Project, poster: Poster) -> Callable[[], list[tuple[int, int, int]]]:
    """Scans, starts and submissions of each period."""

    def read() -> list[tuple[int, int, int]]:
        periods = poster_named(installation, project.scope, poster.code).periods
        return [(period.scans, period.starts, period.submissions) for period in periods]

    return read


@pytest.mark.parametrize(
    ("wished", "leads"), [("ar-EG, en;q=0.5", "ar"), ("so", "so"), ("de, en", "en"), ("de", "en"), ("", "en")]
)
def test_a_code_when_scanned_then_it_leads_to_the_survey_in_the_language_of_the_phone(
    client: FlaskClient, poster: Poster, wished: str, leads: str
) -> None:
    answer = client.get(f"/p/{poster.code}", headers={"Accept-Language": wished})
    assert (answer.status_code, answer.location) == (302, f"/{leads}/s/town?poster={poster.code}")
    assert answer.headers["Vary"] == "Accept-Language"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_a_code_when_typed_in_small_letters_then_it_leads_there_too(client: FlaskClient, poster: Poster) -> None:
    assert client.get(f"/p/{poster.code.lower()}").location == f"/en/s/town?poster={poster.code}"


@pytest.mark.parametrize(
    ("headers", "scans"),
    [
        ({"User-Agent": PHONE}, 1),
        ({"Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate"}, 1),
        ({"Sec-Purpose": "prefetch;prerender"}, 0),
        ({"Purpose": "prefetch"}, 0),
        ({"X-Moz": "prefetch"}, 0),
        ({"X-Purpose": "preview"}, 0),
        ({"Sec-Fetch-Dest": "image"}, 0),
        ({"Sec-Fetch-Mode": "no-cors"}, 0),
        ({"User-Agent": "WhatsApp/2.23.20.0"}, 0),
        ({"User-Agent": "facebookexternalhit/1.1 Facebot Twitterbot/1.0"}, 0),
        ({"User-Agent": "TelegramBot (like TwitterBot)"}, 0),
        ({"User-Agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"}, 0),
        ({"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}, 0),
        ({"User-Agent": "Mozilla/5.0 SkypeUriPreview Preview/0.5"}, 0),
    ],
)
def test_a_code_when_fetched_then_only_a_person_is_counted(
    client: FlaskClient,
    poster: Poster,
    counts: Callable[[], list[tuple[int, int, int]]],
    headers: dict[str, str],
    scans: int,
) -> None:
    assert client.get(f"/p/{poster.code}", headers=headers).status_code == 302
    assert counts() == [(scans, 0, 0)]


def test_a_code_when_only_its_head_is_asked_for_then_nothing_is_counted(
    client: FlaskClient, poster: Poster, counts: Callable[[], list[tuple[int, int, int]]]
) -> None:
    assert client.head(f"/p/{poster.code}").status_code == 302
    assert counts() == [(0, 0, 0)]


def test_answers_when_a_poster_led_to_them_then_it_is_kept_with_them_and_counted_once(
    installation: Installation,
    project: Project,
    visitor: Visitor,
    poster: Poster,
    counts: Callable[[], list[tuple[int, int, int]]],
) -> None:
    visitor.opens(f"/p/{poster.code}").fills_in(field_agree="research").presses()
    assert counts() == [(1, 0, 0)]
    assert visitor.form()["poster"] == [poster.code]
    visitor.fills_in(bus="often").presses()
    assert "poster" not in visitor.form()
    visitor.presses("go", "back").presses()
    assert counts() == [(1, 1, 0)]
    visitor.presses().presses().taps("Send my answers")
    visitor.opens(f"/p/{poster.code}")
    assert counts() == [(2, 1, 1)]
    with installation.database.reading() as connection:
        (response,) = stream_responses(connection, project.scope, "town")
    assert response.submission.poster_period == poster.latest.id


def test_answers_when_the_poster_is_moved_meanwhile_then_they_count_where_they_were_begun(
    installation: Installation,
    project: Project,
    visitor: Visitor,
    poster: Poster,
    counts: Callable[[], list[tuple[int, int, int]]],
) -> None:
    visitor.opens(f"/p/{poster.code}").fills_in(field_agree="research").presses().presses()
    place_named(installation, project, "Library")
    move_poster(installation, project.scope, poster.code, Move("library", today()))
    visitor.presses().presses().taps("Send my answers")
    assert counts() == [(1, 1, 1), (0, 0, 0)]


def test_answers_when_changed_after_sending_then_the_poster_stays_and_nothing_is_counted_again(
    installation: Installation,
    project: Project,
    visitor: Visitor,
    poster: Poster,
    counts: Callable[[], list[tuple[int, int, int]]],
) -> None:
    visitor.opens(f"/p/{poster.code}").fills_in(field_agree="research").presses()
    code = visitor.code
    visitor.presses().presses().presses().fills_in(field_readable="1").taps("Send my answers")
    visitor.posts("/en/r/change", {"code": [code]})
    visitor.opens("/en/s/town/home").fills_in(bus="never").presses()
    visitor.opens("/en/s/town/check").taps("Send my answers")
    with installation.database.reading() as connection:
        (response,) = stream_responses(connection, project.scope, "town")
    assert response.submission.answers["bus"].value == "never"
    assert response.submission.poster_period == poster.latest.id
    assert counts() == [(1, 1, 1)]


def test_the_start_page_when_a_poster_led_there_then_every_way_on_from_it_carries_the_poster(
    new_visitor: Callable[..., Visitor], poster: Poster
) -> None:
    visitor = new_visitor().opens(f"/p/{poster.code}")
    visitor.presses()  # without agreeing
    assert visitor.form()["poster"] == [poster.code]
    assert visitor.follows("Soomaali").form()["poster"] == [poster.code]
    visitor.fills_in(field_agree="research").presses().presses()
    visitor.opens(f"/p/{poster.code}").taps("I am someone else: begin anew")
    assert visitor.form()["poster"] == [poster.code]


def test_the_first_page_when_fetched_anew_before_it_is_saved_then_the_poster_is_still_known(
    visitor: Visitor, poster: Poster
) -> None:
    visitor.opens(f"/p/{poster.code}").fills_in(field_agree="research").presses()
    assert visitor.opens(f"/en/s/town/home?poster={poster.code}").form()["poster"] == [poster.code]


@pytest.mark.parametrize("given", ["0000000", "nonsense", '"><b>', "%00"])
def test_answers_when_the_poster_in_the_address_is_none_then_they_are_kept_without(
    installation: Installation, project: Project, visitor: Visitor, town_survey: PublishedVersion, given: str
) -> None:
    visitor.opens(f"/en/s/town?poster={given}")
    if visitor.status == 404:
        return
    visitor.fills_in(field_agree="research").presses().presses().presses().presses().taps("Send my answers")
    with installation.database.reading() as connection:
        (response,) = stream_responses(connection, project.scope, "town")
    assert response.submission.poster_period is None


def test_a_page_when_two_people_came_by_two_posters_then_each_has_their_own(
    installation: Installation, project: Project, new_visitor: Callable[..., Visitor], poster: Poster
) -> None:
    other = hang(installation, project, "Library")
    people = [new_visitor().opens(f"/p/{each.code}") for each in (poster, other)] + [new_visitor().opens("/en/s/town")]
    for person in people:
        person.fills_in(field_agree="research").presses()
    assert [person.form().get("poster") for person in people] == [[poster.code], [other.code], None]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_poster_when_nobody_knows_it_then_a_safe_page_in_the_language_of_the_phone(
    visitor: Visitor, poster: Poster, lang: str
) -> None:
    visitor.opens("/p/0000000", **{"Accept-Language": lang})
    assert (visitor.status, visitor.language[0]) == (404, lang)
    assert visitor.sees("We do not know this poster")
    assert visitor.page.links["All surveys"] == f"/{lang}/"


def test_a_poster_when_it_is_revoked_then_gone_and_the_survey_is_still_within_reach(
    installation: Installation, project: Project, visitor: Visitor, poster: Poster
) -> None:
    revoke_poster(installation, project.scope, poster.code, "somebody put <another> over it")
    visitor.opens(f"/p/{poster.code}")
    assert visitor.status == 410
    assert visitor.sees("This poster is no longer in use")
    assert visitor.sees("team@example.org")
    assert "another" not in visitor.markup
    assert visitor.page.links["Our town"] == ADDRESS_OF_START


def test_a_poster_when_its_time_has_not_come_or_is_over_then_it_says_so(
    installation: Installation, project: Project, visitor: Visitor, town_survey: PublishedVersion
) -> None:
    soon = hang(installation, project, "Fair", starts_on=today() + timedelta(days=2))
    assert visitor.opens(f"/p/{soon.code}").status == 404
    assert visitor.sees("This poster is not in use yet")
    assert visitor.sees("It leads to the questions from")
    past = hang(installation, project, "Fete", starts_on=today() - timedelta(days=9), ends_on=today() - timedelta(1))
    assert visitor.opens(f"/p/{past.code}").status == 410
    assert visitor.page.links["Our town"] == ADDRESS_OF_START


def test_a_poster_when_the_round_is_over_then_the_page_leads_to_no_survey(
    installation: Installation, visitor: Visitor, poster: Poster
) -> None:
    set_project(installation, "bristol", {"ends_on": today() - timedelta(days=1)})
    assert visitor.opens(f"/p/{poster.code}").status == 410
    assert visitor.sees("The last day is over.")
    assert "Our town" not in visitor.page.links


def test_a_visit_when_all_is_warm_then_three_queries_at_most_and_the_poster_costs_none_before_the_first_page_is_sent(
    app: Flask, poster: Poster
) -> None:
    app.extensions[KEY].memory.patience = 60
    client, start = app.test_client(), f"/en/s/town?poster={poster.code}"
    addresses = (f"/p/{poster.code}", start, _first_page(poster.code))
    for address in addresses:
        client.get(address)
    with counted(app) as sent:
        costs = [_cost(app.test_client(), address, sent) for address in addresses]
    assert costs[0] <= MOST_QUERIES
    assert costs[1:] == [0, 0]


def _cost(client: FlaskClient, address: str, sent: list[str]) -> int:
    sent.clear()
    client.get(address)
    return len(sent)


def _first_page(code: str) -> str:
    return f"/en/s/town/home?agree=research&poster={code}"
