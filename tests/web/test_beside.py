"""A second language below the first: chosen and carried by plain forms, never of a language that is not offered."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask

from ei_collect.language.catalogues import INTERFACE, Catalogue, template_places
from ei_collect.operations.installation import Installation
from ei_collect.operations.places import ship_wards
from ei_collect.operations.publishing import publish
from ei_collect.projects.project import Project
from ei_collect.survey.definition import PublishedVersion
from ei_collect.survey.loading import load_survey
from ei_collect.web import beside
from tests.answering.surveys import TOWN, publish_yaml
from tests.conftest import HOME
from tests.web.visits import Visitor

pytestmark = pytest.mark.sqlite_only

ALSO = re.compile(r'<span class="also" lang="([^"]+)" dir="([^"]+)">([^<]*)</span>')
SAID_TWICE = re.compile(r'\{\{ "([^"]+)" \| also')
TEMPLATES = Path(beside.__file__).parent / "templates"


@pytest.fixture
def town(installation: Installation, project: Project) -> PublishedVersion:
    """A survey in three of the project's languages."""
    ship_wards(installation)
    return publish_yaml(installation, project, TOWN, languages=("en", "ar", "so"))


def below(visitor: Visitor) -> list[tuple[str, str, str]]:
    """Language, direction and words of everything that stands below something else."""
    return ALSO.findall(visitor.markup)


def begins_with(visitor: Visitor, second: str, first: str = "en") -> Visitor:
    """Choose a second language on the start page, and go on to the first section."""
    visitor.opens(f"/{first}/s/town").follows(second)
    return visitor.fills_in(field_agree="research").presses()


def test_start_page_when_a_second_language_is_chosen_then_it_says_all_twice_and_links_keep_it(
    visitor: Visitor, town: PublishedVersion
) -> None:
    visitor.opens("/en/s/town")
    assert below(visitor) == []
    visitor.follows("العربية")
    assert "/so/s/town?beside=ar" in visitor.markup
    assert ("ar", "rtl", "[ar] Our town") in below(visitor)
    assert ("ar", "rtl", "[ar] You can stop.") in below(visitor)
    assert visitor.opens("/so/s/town?beside=ar").language[0] == "so"
    assert ("ar", "rtl", "[ar] Our town") in below(visitor)
    assert below(visitor.follows("Show one language only")) == []


def test_sections_when_in_two_languages_then_every_wording_stands_below_in_its_own(
    visitor: Visitor, town: PublishedVersion
) -> None:
    begins_with(visitor, "العربية")
    said = [words for _, _, words in below(visitor)]
    assert said == [
        "[ar] Home",
        "[ar] Where do you live?",
        "[ar] Do you take the bus?",
        "[ar] Often",
        "[ar] Never",
        "[ar] How many years have you lived here?",
    ]
    assert {(lang, way) for lang, way, _ in below(visitor)} == {("ar", "rtl")}
    visitor.fills_in(bus="never").presses()
    assert "[ar] What keeps you off the bus?" in [words for _, _, words in below(visitor)]
    visitor.presses("go", "back")
    assert (visitor.typed("bus"), len(below(visitor))) == (["never"], 6)


def test_sections_when_another_one_is_shown_then_nothing_typed_is_lost_and_no_page_is_anothers(
    visitor: Visitor, town: PublishedVersion
) -> None:
    visitor.begins("town").fills_in(years="7").presses("second", "so")
    assert ("so", "ltr", "[so] Home") in below(visitor)
    assert visitor.typed("years") == ["7"]
    visitor.presses("second", "ar")
    assert {lang for lang, _, _ in below(visitor)} == {"ar"}
    visitor.presses("second", "")
    assert (below(visitor), visitor.typed("years"), "beside" in visitor.form()) == ([], ["7"], False)


def test_pages_made_once_when_asked_for_in_one_two_and_another_two_languages_then_kept_apart(
    visitor: Visitor, town: PublishedVersion
) -> None:
    seen = []
    for wish in ("", "&beside=ar", "&beside=so", "", "&beside=ar"):
        visitor.client.delete_cookie("ei_town")
        visitor.opens(f"/en/s/town/home?agree=research{wish}")
        seen.append({lang for lang, _, _ in below(visitor)})
    assert seen == [set(), {"ar"}, {"so"}, set(), {"ar"}]


def test_language_when_it_becomes_that_of_below_then_the_two_change_places(
    visitor: Visitor, town: PublishedVersion
) -> None:
    begins_with(visitor, "العربية").presses("switch", "ar")
    assert visitor.language == ("ar", "rtl")
    assert ("en", "ltr", "Home") in below(visitor)
    visitor.presses("switch", "so")
    assert (visitor.language[0], {lang for lang, _, _ in below(visitor)}) == ("so", {"en"})


@pytest.mark.parametrize("wish", ["pl", "en", "xx", "ar'><b>", "qps"])
def test_language_when_it_is_not_offered_or_the_pages_own_then_there_is_no_second(
    visitor: Visitor, town: PublishedVersion, wish: str
) -> None:
    visitor.posts("/en/s/town/home", {"agree": ["research"], "beside": [wish], "version": [town.id]})
    assert below(visitor) == []
    assert "'><b>" not in visitor.markup
    assert below(visitor.opens(f"/en/s/town/home?agree=research&beside={wish}")) == []


def test_check_page_when_in_two_languages_then_an_interpreters_are_those_two_until_somebody_says_others(
    visitor: Visitor, town: PublishedVersion
) -> None:
    begins_with(visitor, "Soomaali", first="ar")
    while not visitor.form_leads_to.endswith("/send"):
        visitor.presses()
    assert ("so", "ltr", "[so] Where do you live?") in below(visitor)
    assert [visitor.form()[name] for name in ("help_from", "help_into")] == [["ar"], ["so"]]
    visitor.fills_in(field_help="interpreter", field_help_from="other").presses("switch", "en")
    assert [visitor.form()[name] for name in ("help_from", "help_into")] == [["other"], ["so"]]


def test_check_page_when_in_one_language_then_nothing_is_said_of_an_interpreter(
    visitor: Visitor, town: PublishedVersion
) -> None:
    visitor.begins("town")
    while not visitor.sees("Check your answers"):
        visitor.presses()
    assert not {"help_from", "help_into"} & set(visitor.form())
    assert 'id="help_into"' in visitor.markup


def test_page_when_no_second_language_is_chosen_then_the_choice_costs_little(
    installation: Installation, project: Project, visitor: Visitor
) -> None:
    ship_wards(installation)
    publish(installation, project.scope, load_survey(installation.config.surveys / "city.yaml"))
    whole = visitor.begins("city").markup
    start = whole.index('<div class="switch"', whole.index('<div class="switch"') + 1)
    without = whole[:start] + whole[whole.index("</div>", start) + 6 :]
    assert len(gzip.compress(whole.encode())) - len(gzip.compress(without.encode())) < 200


def test_messages_when_said_in_the_second_language_then_each_is_one_of_the_interfaces() -> None:
    known = {key[1] for key in template_places(HOME / "translations", INTERFACE)}
    said = {
        words for path in TEMPLATES.rglob("*.html") for words in SAID_TWICE.findall(path.read_text(encoding="utf-8"))
    }
    assert len(said) > 10
    assert said <= known


def test_also_when_a_message_has_no_translation_then_nothing_stands_there(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken_in = {"ar": Catalogue("ar", Path())}
    monkeypatch.setattr(beside, "catalogue_of", spoken_in.__getitem__)
    with app.test_request_context("/en/s/town?beside=ar"):
        beside.show_beside(("en", "ar"))
        assert beside.also("I don't know") == ""
