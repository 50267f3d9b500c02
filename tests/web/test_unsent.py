"""What a phone holds ready for when its signal goes, and what its script is told of a page that it sent."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ei_collect.operations.installation import Installation
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import Project
from tests.answering.every_kind import SLUG
from tests.journeys.respondents import Scene, answers, answers_all, code_of, scene_of
from tests.web.visits import Visitor

HERE = f"/en/s/{SLUG}"
TOLD = {"Answer-Told": "1"}


@pytest.fixture
def scene(installation: Installation, project: Project) -> Iterator[Scene]:
    """The survey with a question of every kind, offered in English and Arabic."""
    with scene_of(installation, project, ("en", "ar")) as found:
        yield found


def held(person: Visitor, name: str, language: str = "en") -> TestResponse:
    """A file that the script of a page asks for."""
    return person.client.get(f"/{language}/s/{SLUG}/unsent/{name}")


def posts(client: FlaskClient, person: Visitor, page: str, **fields: str) -> TestResponse:
    """What the script is told of a page that it sends with these fields."""
    return client.post(f"{HERE}/{page}", data={"key": code_of(person), **fields}, headers=TOLD)


def test_survey_when_asked_for_then_all_pages_are_in_it_nothing_of_anybody_and_it_may_be_kept_for_an_hour(
    scene: Scene,
) -> None:
    person = answers(scene.person().begins(SLUG), "you").presses()
    found = held(person, "survey.json", "ar")
    told = found.get_json()
    assert [section["code"] for section in told["document"]["sections"]] == ["you", "everyday", "story", "words"]
    for section in ("you", "everyday", "story", "words"):
        assert f'id="section-{section}"' in told["pages"]
    assert "[ar] Every" not in str(told["document"])
    assert "[ar] You and this town" in told["pages"]
    assert code_of(person) not in found.text
    assert "Tigrinya" not in found.text
    assert "E05010885" in told["wards"]
    assert found.headers["Cache-Control"] == "private, max-age=3600"
    assert "Cookie" in found.headers["Vary"]  # whose lists may be in another order


def test_survey_when_the_browser_takes_gzip_then_it_is_packed_and_the_same(scene: Scene) -> None:
    client = scene.person().client
    plain = client.get(f"{HERE}/unsent/survey.json")
    packed = client.get(f"{HERE}/unsent/survey.json", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data) / 4


def test_lists_in_another_order_when_held_then_they_are_in_that_of_the_page(scene: Scene) -> None:
    for _ in range(4):
        person = scene.person().begins(SLUG)
        shown = [line for line in person.markup.splitlines() if 'name="q_speaks"' in line]
        there = held(person, "survey.json").get_json()["pages"].splitlines()
        assert [line for line in there if 'name="q_speaks"' in line] == shown


def test_survey_when_a_second_language_is_wished_for_then_it_stands_below_the_first(scene: Scene) -> None:
    person = scene.person().begins(SLUG)
    for beside, is_there in (("ar", True), ("", False)):
        pages = held(person, f"survey.json?beside={beside}").get_json()["pages"]
        assert ('<span class="also" lang="ar" dir="rtl">[ar] You and this town</span>' in pages) is is_there


def test_typed_when_asked_for_then_only_what_decides_the_path_and_only_for_its_own_browser(scene: Scene) -> None:
    person = answers(scene.person().begins(SLUG), "you").presses()
    told = held(person, "typed.json").get_json()
    assert told == {"whole": True, "typed": {"you": {"form": {"q_lives_here": ["yes"]}, "language": "en"}}}
    assert held(person, "typed.json").headers["Cache-Control"] == "no-store"
    assert held(scene.person(), "typed.json").get_json() == {"whole": False, "typed": {}}


def test_typed_when_the_answers_were_sent_then_the_code_in_the_browser_opens_none_of_them(scene: Scene) -> None:
    person = answers_all(scene.person()).presses()
    assert held(person, "typed.json").get_json() == {"whole": False, "typed": {}}


def test_page_when_a_script_sends_it_then_it_is_told_where_it_leads_and_a_browser_is_led_there(scene: Scene) -> None:
    person = scene.person().begins(SLUG)
    told = posts(person.client, person, "you", agree="research", q_lives_here="no")
    assert (told.status_code, told.get_json()) == (200, {"to": f"{HERE}/everyday"})
    assert told.headers["Answer-Told"] == "1"
    faulty = posts(
        person.client, person, "everyday"
    )  # a needed answer is missing: that page is for the browser to fetch
    assert (faulty.status_code, faulty.get_json()) == (200, {"to": None})
    plain = person.client.post(f"{HERE}/you", data={"key": code_of(person), "q_lives_here": "no"})
    assert (plain.status_code, plain.headers["Location"]) == (303, f"{HERE}/everyday")
    assert "Answer-Told" not in plain.headers


def test_page_when_its_answers_were_taken_back_then_a_script_is_refused_as_a_browser_is(scene: Scene) -> None:
    person = answers_all(scene.person()).presses()
    withdraw(scene.installation, code_of(person))
    refused = posts(person.client, person, "you", agree="research")
    assert refused.status_code == 410
    assert "Answer-Told" not in refused.headers


def test_engine_when_asked_for_then_all_that_the_path_needs_stands_in_it(scene: Scene) -> None:
    script = held(scene.person(), "engine.js").text
    for name in ("const kinds", "const engine", "const answers", "const carryOn"):
        assert script.count(name) == 1


def test_survey_when_there_is_none_then_not_found(scene: Scene) -> None:
    for name in ("survey.json", "typed.json"):
        assert scene.person().client.get(f"/en/s/nothing/unsent/{name}").status_code == 404
