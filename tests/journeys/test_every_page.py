"""Every page in every state in which it exists: the Nu checker, axe and the looks of `crawl` find nothing to mend.

On every run in English, Arabic and the language whose turn it is; `./test --full` takes all of them. A route or template
that no visit of `crawl` meets fails here by name: give it a step in `crawl/residents.py` or `crawl/staff.py`.
"""

from collections.abc import Iterator

import pytest

from ei_collect.language.languages import LANGUAGES
from tests import nu
from tests.conftest import CRAWLED, HOME
from tests.journeys.crawl.looks import look_at, look_at_colours, look_at_forced_colours
from tests.journeys.crawl.run import (
    STAFF,
    THEMES,
    TODAY,
    Crawl,
    crawling,
    distinct,
    expect_none,
    has_every_word,
    one_of_each,
    unreached,
)
from tests.journeys.crawl.screen import screen
from tests.journeys.crawl.shots import Shot, State

pytestmark = pytest.mark.browser

PARTS = [
    STAFF,
    *(pytest.param(code, marks=() if code in TODAY else pytest.mark.full) for code in LANGUAGES),
]


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Crawl]:
    """A town with everything in it, and the pages of those who visit it."""
    with crawling(tmp_path_factory.mktemp("crawled")) as crawl:
        yield crawl
        pytestconfig.stash[CRAWLED] = crawl.summary()


@pytest.mark.parametrize("part", PARTS)
def test_pages_when_the_nu_checker_reads_them_then_it_finds_nothing(crawl: Crawl, part: str) -> None:
    if reason := nu.why_absent():
        pytest.skip(reason)
    files = {crawl.folder / f"{part}-{number}.html": shot for number, shot in enumerate(distinct(crawl.shots(part)))}
    for path, shot in files.items():
        path.write_text(shot.markup, encoding="utf-8")
    found = nu.findings(list(files))
    crawl.count("for Nu", len(crawl.shots(part)))
    expect_none((files[path], line) for path, lines in found.items() for line in lines)


@pytest.mark.parametrize("part", PARTS)
def test_pages_when_shown_on_a_phone_light_and_dark_then_nothing_is_to_be_mended(crawl: Crawl, part: str) -> None:
    complaints: list[tuple[Shot, str]] = []
    with screen(crawl.browser, crawl.town.app) as shown:
        for shot in distinct(crawl.shots(part)):
            shown.show(shot)
            found = look_at(shown, complete=part != STAFF and has_every_word(part))
            for theme in THEMES:
                found += look_at_colours(shown, theme, turns_dark=part != STAFF and not shot.is_file)
            complaints += [(shot, line) for line in found]
    crawl.count("for axe", len(crawl.shots(part)) * len(THEMES))
    expect_none(complaints)


@pytest.mark.parametrize("part", PARTS)
def test_pages_when_shown_in_forced_colours_or_without_scripts_then_nothing_is_to_be_mended(
    crawl: Crawl, part: str
) -> None:
    complaints: list[tuple[Shot, str]] = []
    with screen(crawl.browser, crawl.town.app, scripts=False, forced_colours=True) as shown:
        for shot in (few := one_of_each(crawl.shots(part))):
            shown.show(shot)
            complaints += [(shot, line) for line in look_at_forced_colours(shown)]
    crawl.count("in forced colours without scripts", len(few))
    expect_none(complaints)


def test_routes_when_all_visits_are_over_then_every_one_was_reached(crawl: Crawl) -> None:
    for part in ("en", STAFF):
        crawl.shots(part)
    if left := unreached(crawl.town.app.url_map, crawl.album.reached):
        pytest.fail(f"no visit of the crawler comes to {sorted(left)}", pytrace=False)


def test_templates_when_all_visits_are_over_then_every_one_was_rendered(crawl: Crawl) -> None:
    for part in ("en", STAFF):
        crawl.shots(part)
    written = set(crawl.town.app.jinja_env.list_templates(extensions=["html"]))
    if left := written - crawl.album.templates:
        pytest.fail(f"no visit of the crawler meets {sorted(left)}", pytrace=False)


def test_states_when_all_visits_are_over_then_each_was_met(crawl: Crawl) -> None:
    works_offline = any(
        "serviceWorker" in path.read_text("utf-8") for path in (HOME / "ei_collect" / "web").rglob("*.js")
    )
    wanted = set(State) - (set() if works_offline else {State.OFFLINE})
    for part in ("en", STAFF):
        assert {shot.state for shot in crawl.shots(part)} == wanted
