"""A page with only the rules that touch something in it looks as it does with the whole stylesheet, to the last property."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from ei_collect.web.style import STYLE, hash_of
from tests.answering.every_kind import FILLED_IN, SLUG
from tests.journeys.browsing import chromium
from tests.journeys.respondents import SECTIONS, Scene, answers, scene_of

pytestmark = pytest.mark.browser

LOOKS = """() => [...document.querySelectorAll('body, body *')].map(element => ['', '::before', '::after'].map(part => {
  const style = getComputedStyle(element, part);
  return [...style].map(name => `${name}:${style.getPropertyValue(name)}`).join(';');
}).join('\\n'))"""
WINDOWS = ((320, 640), (1200, 800))


@pytest.fixture
def scene(installation: Installation, project: Project) -> Iterator[Scene]:
    """The survey with every kind of question."""
    with scene_of(installation, project) as made:
        yield made


@pytest.fixture
def page() -> Iterator[Page]:
    """A window."""
    with chromium() as browser:
        yield browser.new_page()


@pytest.mark.sqlite_only
def test_every_section_when_only_the_rules_it_needs_are_sent_then_it_looks_the_same(scene: Scene, page: Page) -> None:
    lighter = 0
    for language in ("en", "ar"):
        person = scene.person().begins(SLUG, language)
        for code in SECTIONS:
            given = re.search(r"<style>(.*?)</style>", person.markup, re.DOTALL)
            assert given
            assert hash_of(given[1]) in person.headers["Content-Security-Policy"]
            lighter += len(given[1]) < len(STYLE)
            assert looks(page, person.markup) == looks(page, person.markup.replace(given[1], STYLE)), code
            answers(person, code, FILLED_IN[code]).presses()
    assert lighter == 2 * len(SECTIONS)


def looks(page: Page, markup: str) -> list[list[str]]:
    """Every property of every element, and of what stands before and after it, in a small and in a large window."""
    page.set_content(re.sub(r"<script.*?</script>| autofocus", "", markup))  # what has the focus looks otherwise
    found = []
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        found.append(page.evaluate(LOOKS))
    return found
