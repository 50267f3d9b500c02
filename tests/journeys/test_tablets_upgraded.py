"""A tablet from years ago: an older worker script, older pages and fifty answers that wait; then it meets today's program."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from ei_collect.answering.response import Words
from tests.answering.every_kind import EVERY_KIND, SLUG
from tests.answering.surveys import TOWN, publish_yaml
from tests.journeys.older import GENERATIONS, Front, standing_before
from tests.journeys.tablets import STAFF, Hall, Tablet, hall_served, tablet
from tests.journeys.test_tablets_unsent import fill
from tests.operations.sitting_opening import opened

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

LANGUAGES = ("en", "ar", "so")
DAILY = ("own cache", "cache first by whole address")
FULL = pytest.mark.full
SURVEYS = {"town": "section-home", SLUG: "section-you"}
"""Slug to the first page after the agreement."""
MIX = """async (sitting) => {
  const list = `/tablet/${sitting}/kit.json`;
  const answer = await fetch(`${list}?now`);
  const kit = await answer.clone().json();
  const [before] = await caches.keys();
  const [older, newer] = await Promise.all([caches.open(before), caches.open(`tablet ${sitting} ${kit.digest}`)]);
  for (const request of await older.keys()) await newer.put(request, await older.match(request));
  await newer.put(list, answer);
  await caches.delete(before);
}"""
"""The pages of the kit before, under the name and the list of the new one."""

served = pytest.fixture(scope="module")(hall_served)


@pytest.fixture(scope="module")
def front(served: Hall) -> Iterator[Front]:
    """Where tablets find the program, and an older worker if the test says so."""
    with standing_before(served.base) as found:
        yield found


@pytest.fixture(scope="module")
def hall(served: Hall, front: Front) -> Hall:
    """A sitting of two surveys in three languages."""
    publish_yaml(served.installation, served.project, EVERY_KIND, languages=LANGUAGES)
    plan = {"surveys": tuple(SURVEYS), "languages": LANGUAGES}
    sitting = opened(served.installation, served.project, served.partner, **plan)
    return replace(served, base=front.url, sitting=sitting)


def arrived(hall: Hall, mark: str) -> list[str]:
    """The words with this mark that have arrived, in order, each as often as it has."""
    given = (each.submission.answers["why_never"].value for each in hall.responses)
    return sorted(value.body for value in given if isinstance(value, Words) and value.body.startswith(mark))


def opens_without_signal(held: Tablet, slug: str, language: str) -> str:
    """Begin a survey on the tablet that has no signal; the page that one comes to."""
    held.page.goto(held.front)
    held.page.locator(f"li[lang={language}] a[href*='/{slug}/']").click()
    held.page.wait_for_selector("body[data-ready]")
    held.page.check("#agree")
    held.page.click("#start .first")
    return held.step


def asks_as_in(held: Tablet, words: str) -> bool:
    """Whether the survey opens without signal in the version with these words."""
    held.loses_signal()
    opens_without_signal(held, "town", "en")
    return held.page.locator("legend", has_text=words).count() == 1


def publish_newer(hall: Hall, words: str) -> None:
    """A version with these words in a question."""
    newer = TOWN.replace("Do you take", f"Do you, {words}, take")
    publish_yaml(hall.installation, hall.project, newer, languages=LANGUAGES)


@pytest.mark.parametrize(
    "generation", [name if name in DAILY else pytest.param(name, marks=FULL) for name in GENERATIONS]
)
def test_tablet_when_its_worker_is_years_old_then_all_that_waits_arrives_and_every_form_opens_without_signal(
    hall: Hall, front: Front, generation: str
) -> None:
    front.worker = GENERATIONS[generation].replace("SITTING", hall.sitting.code)
    words = [f"{generation} {number:02}" for number in range(50)]
    with tablet(hall.browser, hall.base, hall.sitting) as held:
        held.is_unlocked_by(STAFF, hall.project.slug)
        held.comes_to_the_next().is_ready()
        held.loses_signal()
        held.page.goto(held.front)
        fill(hall, held, words)
        held.page.goto(held.front)
        held.waits(50)

        front.worker = None
        publish_newer(hall, f"after {generation}")
        held.has_signal()
        held.waits(0)
        held.comes_to_the_next().is_ready()
        assert arrived(hall, generation) == words

        (kit,) = held.page.evaluate("caches.keys()")
        assert kit.startswith(f"tablet {hall.sitting.code} ")
        held.loses_signal()
        for slug, first in SURVEYS.items():
            for language in LANGUAGES:
                assert opens_without_signal(held, slug, language) == first
        assert asks_as_in(held, f"after {generation}")


def test_tablet_when_an_older_worker_mixed_the_pages_of_two_versions_then_they_are_given_until_all_are_new(
    hall: Hall, front: Front
) -> None:
    front.worker = GENERATIONS["never skips waiting"]
    publish_newer(hall, "before the mixing")
    with tablet(hall.browser, hall.base, hall.sitting) as held:
        held.is_unlocked_by(STAFF, hall.project.slug)
        held.comes_to_the_next().is_ready()
        publish_newer(hall, "after the mixing")
        held.page.evaluate(MIX, hall.sitting.code)
        assert asks_as_in(held, "before the mixing")
        front.worker = None
        held.comes_to_the_next().is_ready()
        held.comes_to_the_next().is_ready()
        assert asks_as_in(held, "after the mixing")
