"""What waits on a tablet: a connection that comes and goes, tabs that are killed, new pages while the queue is full."""

import random
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Route

from ei_collect.answering.response import Words
from tests.answering.surveys import TOWN, publish_yaml
from tests.journeys.tablets import STAFF, Hall, Tablet, hall_served, tablet

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_only]

SEAL = """async ({ sitting, version, words }) => {
  const kit = await (await fetch(`/tablet/${sitting}/kit.json`)).json();
  for (const said of words) {
    const sections = {
      home: { language: "en", form: { q_bus: ["never"] } },
      getting_around: { language: "en", form: { q_why_never: [said] } },
    };
    const record = { key: sealing.mint(), survey: "town", version, language: "en", agreement: "I agree.", sections };
    await queue.keep(sitting, await sealing.seal(record, kit.sealing, sitting));
  }
}"""
"""So many people answer, with these words, and nothing is sent."""


hall = pytest.fixture(scope="module")(hall_served)


@pytest.fixture
def held(hall: Hall) -> Iterator[Tablet]:
    """A tablet that was unlocked and handed over."""
    with tablet(hall.browser, hall.base, hall.sitting) as found:
        found.is_unlocked_by(STAFF, hall.project.slug)
        yield found


def fill(hall: Hall, held: Tablet, words: list[str]) -> None:
    """Let people answer with these words."""
    told = {"sitting": hall.sitting.code, "version": hall.version.id, "words": words}
    held.page.evaluate(SEAL, told)


def arrived(hall: Hall) -> list[str]:
    """The words that have arrived, in order."""
    given = (each.submission.answers["why_never"].value for each in hall.responses)
    return sorted(value.body for value in given if isinstance(value, Words))


SLOW = """() => {
  const keep = queue.keep;
  queue.keep = (...record) => new Promise((resolve) => setTimeout(resolve, 1500)).then(() => keep(...record));
}"""
"""A tablet whose disk is busy."""


def test_screen_when_sent_then_it_can_be_cleared_only_once_the_answers_are_safe(hall: Hall, held: Tablet) -> None:
    held.loses_signal()
    held.answers("Before the disk was ready")
    held.page.evaluate(SLOW)
    sending, clearing = held.page.locator("#check .first"), held.page.locator("[data-done]")
    sending.click()
    held.page.wait_for_timeout(500)
    assert clearing.is_hidden()
    clearing.wait_for()
    assert held.page.evaluate("() => queue.waiting().then((all) => all.length)") == 1
    clearing.click()
    held.page.evaluate("history.back()")
    held.page.wait_for_timeout(500)
    assert held.step == "end"  # what became of them is not told yet
    held.page.locator("[data-kept=here]").wait_for()
    held.hands_on()
    held.waits(1)


@pytest.mark.parametrize(("people", "kills"), [(20, 4), pytest.param(500, 100, marks=pytest.mark.full)])
def test_answers_when_the_connection_comes_and_goes_and_tabs_are_killed_then_each_arrives_exactly_once(
    hall: Hall, held: Tablet, people: int, kills: int
) -> None:
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    words = [f"{people} people, number {number:03}" for number in range(people)]
    held.loses_signal()
    fill(hall, held, words)
    held.page.goto(held.front)
    held.waits(people)

    fates: list[str] = []

    def sometimes(route: Route) -> None:
        fates.append(chance.choice(["through", "lost on the way", "lost on the way back"]))
        with suppress(Error):  # the tab was killed meanwhile
            match fates[-1]:
                case "through":
                    route.continue_()
                case "lost on the way back":
                    route.fetch()
                    route.abort()
                case _:
                    route.abort()

    held.context.route("**/sync", sometimes)
    held.context.set_offline(False)
    for _ in range(kills):
        with suppress(Error):
            held.page.evaluate("dispatchEvent(new Event('online'))")
        held.page.wait_for_timeout(chance.randrange(60))
        held.page.close()
        held.page = held.context.new_page()
        held.page.goto(held.front)
    held.context.unroute("**/sync")
    held.page.reload()
    held.waits(0)
    mine = [said for said in arrived(hall) if said.startswith(f"{people} people")]
    assert mine == words, f"seed {seed}"
    print(f"seed {seed}: {people} answers, {kills} tabs killed, {len(fates)} requests met with a bad connection")
    assert fates


def test_pages_when_renewed_with_a_full_queue_and_old_kits_then_nothing_is_lost_and_the_new_ones_work_offline(
    hall: Hall, held: Tablet
) -> None:
    held.loses_signal()
    fill(hall, held, words := [f"queued {number:02}" for number in range(50)])
    held.page.evaluate(
        """async (sitting) => {
          const [name] = await caches.keys();
          const now = await caches.open(name);
          for (const old of ["one", "two", "three"]) {
            const kit = await caches.open(`tablet ${sitting} version ${old} back`);
            for (const request of await now.keys()) await kit.put(request, await now.match(request));
          }
          await caches.delete(name);
        }""",
        hall.sitting.code,
    )
    newer = publish_yaml(
        hall.installation, hall.project, TOWN.replace("Do you take", "Do you now take"), languages=("en", "ar", "so")
    )
    held.page.goto(held.front)  # from an old kit
    held.waits(50)
    held.has_signal()
    held.page.goto(held.front)
    held.waits(0)
    assert [said for said in arrived(hall) if said.startswith("queued")] == words
    held.is_ready()
    held.page.wait_for_timeout(500)
    assert len(held.page.evaluate("caches.keys()")) == 1
    held.loses_signal()
    held.page.goto(held.front)
    held.answers("in the new version")
    assert held.page.locator("legend", has_text="Do you now take").count() == 1
    held.sends()
    held.hands_on()
    held.has_signal()
    held.waits(0)
    (response,) = [
        each for each in hall.responses if each.submission.answers["why_never"].value == Words("in the new version")
    ]
    assert response.submission.version_id == newer.id
