"""What a screen reader is told of every kind of question: role, name, what belongs to it, and what is wrong with it."""

from collections.abc import Iterator
from typing import Any

import pytest

from ei_collect.language.text import Text
from ei_collect.survey.definition import Kind, Question
from tests.journeys.browsing import chromium
from tests.journeys.crawl.forms import Form, Page, Sent, empty, properly, wrongly
from tests.journeys.crawl.screen import Screen, screen
from tests.journeys.crawl.shots import Album, Shot
from tests.journeys.crawl.steps import begin, words_in
from tests.journeys.crawl.town import EVERYTHING, CrawledTown, crawled_town
from tests.journeys.crawl.walking import Walk

pytestmark = pytest.mark.browser

ALONE = {Kind.NUMBER: "textbox", Kind.SHORT_TEXT: "textbox", Kind.LONG_TEXT: "textbox", Kind.WARD: "combobox"}
"""Kinds that are one field; every other one is a group of fields."""

LANGUAGE = "en"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CrawledTown]:
    """A town with a survey that has every kind of question."""
    with crawled_town(tmp_path_factory.mktemp("told")) as town:
        yield town


@pytest.fixture(scope="module")
def pages(town: CrawledTown) -> list[tuple[Shot, Shot]]:
    """Each page of questions twice: as it is met, and after it was answered wrongly in every way."""
    album, found = Album(town.app), []
    walk = Walk(album, LANGUAGE)
    begin(walk, EVERYTHING)
    while not (form := walk.page.form("answers")).action.endswith("/send"):
        fresh = album.shots[-1]
        walk.submits("answers", wrong_or_missing)
        found.append((fresh, album.shots[-1]))
        walk.opens(form.action).submits("answers", properly(words_in(LANGUAGE)))
    return found


@pytest.fixture(scope="module")
def shown(town: CrawledTown) -> Iterator[Screen]:
    """A screen whose tree is read."""
    with chromium() as browser, screen(browser, town.app) as shown:
        yield shown


def test_questions_when_met_then_each_is_told_by_role_and_name_with_its_hint(
    town: CrawledTown, pages: list[tuple[Shot, Shot]], shown: Screen
) -> None:
    told: set[str] = set()
    for fresh, _ in pages:
        nodes = tree_of(shown, fresh)
        for question in asked_on(town, fresh):
            node = node_of(nodes, question)
            assert words(question.hint) in value(node, "description"), question.code
            told.add(question.code)
    assert told == {question.code for question in town.survey.questions()}


def test_faults_when_there_are_some_then_each_belongs_to_a_field_and_stands_in_the_alert(
    pages: list[tuple[Shot, Shot]], shown: Screen
) -> None:
    found = 0
    for _, wrong in pages:
        nodes = tree_of(shown, wrong)
        descriptions = [value(node, "description") for node in nodes]
        faults = shown.page.locator(".question .fault").all_inner_texts()
        for fault in faults:
            assert any(" ".join(fault.split()) in " ".join(each.split()) for each in descriptions), fault
        assert shown.page.locator("[role=alert] a").count() == len(faults)
        assert [value(node, "role") for node in nodes].count("alert") == bool(faults)
        found += len(faults)
    assert found >= 5


def wrong_or_missing(form: Form) -> Sent:
    """Wrong where there is a wrong answer, and nothing where that is the fault."""
    asked = form.as_it_stands()["asked"][0].split()
    wrong = wrongly(words_in(LANGUAGE) * 20)(form)
    needed = {f"q_{code}" for code in asked if code in {"belong"}}
    return empty(form) | {name: given for name, given in wrong.items() if name.partition(".")[0] not in needed}


def tree_of(shown: Screen, shot: Shot) -> list[dict[str, Any]]:
    """The accessibility tree of a page, without what it leaves out."""
    shown.show(shot)
    return [node for node in shown.session.send("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]


def asked_on(town: CrawledTown, shot: Shot) -> list[Question]:
    """The questions of a page."""
    asked = Page(shot.markup).form("answers").as_it_stands()["asked"][0].split()
    return [question for question in town.survey.questions() if question.code in asked]


def node_of(nodes: list[dict[str, Any]], question: Question) -> dict[str, Any]:
    """What the tree has for a question: the field or the group that is named after it."""
    role = ALONE.get(question.kind, "group")
    named = [node for node in nodes if value(node, "role") == role and words(question.label) in value(node, "name")]
    assert len(named) == 1, f"{len(named)} times {role} “{words(question.label)}”"
    return named[0]


def value(node: dict[str, Any], name: str) -> str:
    """A property of a node, or nothing."""
    return str(node.get(name, {}).get("value", ""))


def words(text: Text | None) -> str:
    """A wording as it stands on the page."""
    return text.wording(LANGUAGE).body if text else ""
