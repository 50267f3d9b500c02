"""Names, codes and numbers inside right-to-left text stand in an element of their own, so that they do not run together.

The pseudo-language leaves no plain Latin letter in a translated word: what is one came from somewhere else. So every page
is visited in it, and each Latin letter or digit must have a <bdi>, or an element with a direction, around it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from flask import Flask

from ei_collect.language.languages import PSEUDO
from ei_collect.language.pseudo import stretched
from ei_collect.language.templates import interface_template
from ei_collect.operations.installation import Installation
from ei_collect.operations.places import ship_wards
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.projects.project import HelpLine, Project
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY
from tests.answering.surveys import TOWN, publish_yaml
from tests.conftest import HOME
from tests.web.pages import VOID
from tests.web.visits import Visitor

UNSHOWN = {"title", "style", "script", "option", "textarea"}
"""What has no room for another element, or no words that are shown."""

ASIDE = ("help", "privacy", "accessibility", "last-round", "forum", "r", "")


class StrayReader(HTMLParser):
    """The words of a page that stand bare in its text: neither isolated nor in an element with its own direction."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.bare: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            apart = tag == "bdi" or tag in UNSHOWN or (tag != "html" and "dir" in dict(attrs))
            self._open.append((tag, apart))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(each.isascii() and each.isalnum() for each in data) and not any(apart for _, apart in self._open):
            self.bare.append(data.strip())


@pytest.fixture
def pseudo(installation: Installation) -> Iterator[Flask]:
    """The app with the pseudo-language switched on."""
    app = create_app(replace(installation.config, pseudo_language=True))
    app.testing = True
    yield app
    app.extensions[KEY].database.close()


@pytest.fixture
def town(installation: Installation) -> Project:
    """A demonstration with all that a project can tell of itself, and a survey."""
    ship_wards(installation)
    told = NewProject(
        slug="bristol",
        name="Everyday Bristol (1)",
        languages=("en",),
        contact="team@example.org",
        demonstration=True,
        controller="Town of Bristol, BS1 5TR",
        minimum_age=16,
        ends_on=date(2099, 12, 31),
        recall_until=date(2099, 6, 30),
        help_lines=(HelpLine("Advice shop", "tel:01170000000"),),
        last_round={"en": "We mended benches."},
    )
    project = add_project(installation, told)
    publish_yaml(installation, project, TOWN)
    return project


@pytest.fixture(scope="module")
def with_digits() -> list[str]:
    """The messages of the interface that have digits of their own, as the pseudo-language says them."""
    messages = [message.id for message in interface_template(HOME / "ei_collect") if message.id]
    sources = [form for each in messages for form in ((each,) if isinstance(each, str) else each)]
    return [stretched(source) for source in sources if any(letter.isdigit() for letter in source)]


def _strays(visitor: Visitor, with_digits: list[str]) -> list[str]:
    """What stands bare on the page and is not a digit that a message itself has."""
    assert visitor.language == ("qps", "rtl"), visitor.address
    return [
        words
        for words in StrayReader(visitor.markup).bare
        if any(letter.isascii() and letter.isalpha() for letter in words)
        or not any(words in message and len(words) > 2 for message in with_digits)
    ]


@pytest.mark.usefixtures("town")
def test_pages_when_answering_right_to_left_then_nothing_foreign_stands_bare(
    pseudo: Flask, with_digits: list[str]
) -> None:
    visitor = Visitor(pseudo.test_client())
    strays: dict[str, list[str]] = {}

    def look(state: str) -> None:
        strays[state] = _strays(visitor, with_digits)

    look_at = visitor.opens(f"/{PSEUDO.code}/s/town")
    look("start")
    look_at.begins("town", PSEUDO.code)
    look("first section")
    visitor.fills_in(bus="never", years="4000").presses()
    assert visitor.status == 422
    look("faulty section")
    visitor.fills_in(years="7").presses()
    visitor.fills_in(why_never="Too dear 4 me.", ways=["foot", "bike"]).presses("go", "later")
    look("later")
    visitor.opens(f"/{PSEUDO.code}/s/town/words").fills_in(may_quote="yes").presses()
    look("check")
    visitor.fills_in(field_readable="1").presses()
    look("thanks")
    key = visitor.client.get_cookie("ei_town")
    assert key is not None
    visitor.posts(f"/{PSEUDO.code}/r", {"code": [key.value]})
    assert visitor.sees("Too dear 4 me.")
    look("kept")
    visitor.posts(f"/{PSEUDO.code}/r/withdraw", {"code": [key.value]})
    look("taking back")
    visitor.posts(f"/{PSEUDO.code}/r", {"code": ["WRONG"]})
    look("wrong code")
    assert {state: found for state, found in strays.items() if found} == {}


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("page", ASIDE)
def test_page_beside_the_questions_when_right_to_left_then_nothing_foreign_stands_bare(
    pseudo: Flask, with_digits: list[str], page: str
) -> None:
    for address in (f"/{PSEUDO.code}/{page}", f"/{PSEUDO.code}/{page}?s=town"):
        assert _strays(Visitor(pseudo.test_client()).opens(address), with_digits) == []


def test_reader_when_something_stands_bare_then_it_is_found() -> None:
    page = '<html dir="rtl"><p>نص BS1 <bdi>AB</bdi><b dir="ltr">C</b><i>7</i></p><option>D</option></html>'
    assert StrayReader(page).bare == ["نص BS1", "7"]


@pytest.mark.usefixtures("town")
def test_pseudo_language_when_not_switched_on_then_no_page_is_in_it(app: Flask) -> None:
    visitor = Visitor(app.test_client())
    assert visitor.opens("/qps/s/town").status == 404
    assert visitor.language == ("en", "ltr")
    assert PSEUDO.own_name not in visitor.opens("/en/s/town").markup
    assert visitor.opens("/qps/no/such/page").language == ("en", "ltr")


def test_pseudo_language_when_the_project_is_no_demonstration_then_it_is_not_offered(
    pseudo: Flask, installation: Installation
) -> None:
    ship_wards(installation)
    real = add_project(installation, NewProject("leeds", "Leeds", ("en",), "x@example.org"))
    publish_yaml(installation, real, TOWN)
    visitor = Visitor(pseudo.test_client())
    assert visitor.opens("/qps/s/town").status == 404
    assert PSEUDO.own_name not in visitor.opens("/en/s/town").markup
