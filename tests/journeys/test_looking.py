"""Looking at pages keeps nothing: no address, opened by a person, a preview or a prefetch, ever makes a row."""

from collections.abc import Iterator

import pytest

from ei_collect.answering.receipts import mint
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from tests.answering.every_kind import SLUG
from tests.journeys.fuzz.making import PART
from tests.journeys.respondents import SECTIONS, START, Scene, answers, answers_all, code_of, scene_of

LOOKERS: dict[str, dict[str, str]] = {
    "a person": {},
    "an old prefetch": {"Purpose": "prefetch"},
    "Mozilla's prefetch": {"X-Moz": "prefetch"},
    "a prefetch": {"Sec-Purpose": "prefetch"},
    "a prerender": {"Sec-Purpose": "prefetch;prerender"},
    "a messenger": {"User-Agent": "WhatsApp/2.23.20.0"},
    "a preview": {"User-Agent": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"},
    "a bot": {"User-Agent": "TelegramBot (like TwitterBot)"},
    "a search engine": {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
    "a camera": {"User-Agent": "okhttp/4.9", "Accept": "*/*"},
}
WHERE_TO = {"code": [*SECTIONS[:2], "check", "send", "thanks", "nowhere"], "lang": ["en"], "slug": [SLUG]}


@pytest.fixture
def scene(installation: Installation, project: Project) -> Iterator[Scene]:
    """The survey with every kind of question."""
    with scene_of(installation, project) as made:
        yield made


def addresses(scene: Scene) -> list[str]:
    """Every address of the program's own map that is no staff page, with all that can stand in it here."""
    found = [rule.rule for rule in scene.app.url_map.iter_rules() if not rule.rule.startswith("/staff")]
    for part, known in WHERE_TO.items():
        found = [PART.sub(lambda at: value if at[1] == part else at[0], rule) for rule in found for value in known]  # noqa: B023  # used at once
    plain = sorted({PART.sub("x", rule) for rule in found})
    return [address + ending for address in plain for ending in ("", "?agree=research")]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_address_when_somebody_only_looks_then_no_table_gets_a_row(scene: Scene, method: str) -> None:
    begun = answers(scene.person().begins(SLUG), "you").presses()
    sent = answers_all(scene.person()).presses()
    changing = answers_all(scene.person()).fills_in(field_readable="1")
    code = changing.code
    changing.presses().posts("/en/r/change", {"code": [code]})
    before, kept = scene.rows(), scene.everything()
    assert before["drafts"] > len(SECTIONS)
    looks = [(scene.person().client, looker) for looker in LOOKERS.values()]
    looks += [(each.client, LOOKERS["a prerender"]) for each in (begun, sent, changing)]
    for browser, looker in looks:
        for address in addresses(scene):
            answer = browser.open(address, method=method, headers=looker)
            assert answer.status_code < 500, address
            assert "Set-Cookie" not in answer.headers or address.endswith(f"/{SECTIONS[0]}?agree=research"), address
    assert scene.rows() == before
    assert scene.everything() == kept


def test_a_link_when_it_carries_a_code_or_answers_then_they_are_not_read(scene: Scene) -> None:
    before = scene.rows()
    code = mint()
    answers(scene.person().begins(SLUG), "you").presses()
    for address in (f"{START}/you", f"{START}/check", f"{START}/send", "/en/r", START):
        page = scene.person().opens(f"{address}?agree=research&key={code}&code={code}&q_years=12&go=later&sure=1")
        assert code not in page.markup
    assert {**scene.rows(), "drafts": 0} == {**before, "drafts": 0}
    assert scene.rows()["drafts"] == 2


def test_a_prefetch_when_it_opens_the_next_page_then_the_person_still_starts_and_ends_as_ever(scene: Scene) -> None:
    person = scene.person()
    person.client.get(f"{START}/you?agree=research", headers={"Sec-Purpose": "prefetch"})
    answers_all(person)
    for page in (*SECTIONS, "check", "thanks"):
        person.client.get(f"{START}/{page}", headers={"Sec-Purpose": "prefetch;prerender"})
    code = code_of(person)
    assert person.presses().sees(code)
    assert len(scene.kept()) == 1
