"""What a page of questions holds: small, labelled, in one language unless it says so; postcodes are used and forgotten."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from ei_collect.answering.response import Words
from ei_collect.operations.installation import Installation
from ei_collect.operations.places import ship_wards
from ei_collect.operations.publishing import publish
from ei_collect.projects.project import Project
from ei_collect.store.places import put_postcodes
from ei_collect.store.responses import stream_responses
from ei_collect.store.tables import drafts
from ei_collect.survey.definition import PublishedVersion
from ei_collect.survey.loading import load_survey
from tests.answering.surveys import DAY, TOWN, publish_yaml
from tests.web.visits import Visitor

BUDGET = 8 * 1024
ASHLEY = "E05010885"
A_PAGE = 40
CAPTION = '- {code: caption, kind: long_text, label: "Why do you feel so?", required: true, max_length: 40}\n'


@pytest.fixture
def town_with_postcodes(installation: Installation, project: Project) -> PublishedVersion:
    """The survey of these tests, in a town where a ward can be found by postcode."""
    ship_wards(installation)
    with installation.database.writing() as connection:
        put_postcodes(connection, "bristol", {"BS11AA": ASHLEY})
    return publish_yaml(installation, project, TOWN)


@pytest.mark.parametrize("name", ["city", "neighbourhood", "day-in-my-life"])
def test_the_real_surveys_when_every_page_is_opened_then_each_is_small_and_well_labelled(
    installation: Installation, project: Project, visitor: Visitor, name: str
) -> None:
    ship_wards(installation)
    publish(installation, project.scope, load_survey(installation.config.surveys / f"{name}.yaml"))
    visitor.begins(name)
    while not visitor.sees("Check your answers"):
        assert len(gzip.compress(visitor.markup.encode())) <= BUDGET
        check_labels(visitor)
        scripts = [given["src"] for tag, given in visitor.page.tags if tag == "script"]
        photos = 'class="beside adding"'
        needed = {
            "ward.js": ("<select", photos),
            "voice.js": ('class="beside voice"',),
            "drawing.js": (photos,),
            "photos.js": (photos,),
        }
        wanted = [name for name, marks in needed.items() if any(mark in visitor.markup for mark in marks)]
        assert scripts == [f"/static/{name}" for name in (*wanted, "lost-signal.js", "leave.js")]
        if "q_caption" in visitor.form():
            visitor.fills_in(caption="Calm.")
        visitor.presses()


def check_labels(visitor: Visitor) -> None:
    """One h1, no id twice, a name for every field, and nothing described by what is not there."""
    tags = visitor.page.tags
    assert [tag for tag, _ in tags].count("h1") == 1
    ids = Counter(given["id"] for _, given in tags if "id" in given)
    assert max(ids.values()) == 1
    labelled = {given["for"] for tag, given in tags if tag == "label" and "for" in given}
    for tag, given in tags:
        if tag in {"textarea", "select"} or (tag == "input" and "type" not in given):
            assert given["id"] in labelled
        assert set(given.get("aria-describedby", "").split()) <= set(ids)
    inside = visitor.markup.count("<legend>")
    assert inside == visitor.markup.count("<fieldset")


def test_a_postcode_when_it_is_looked_up_then_the_ward_is_chosen_and_the_postcode_forgotten(
    installation: Installation, project: Project, town_with_postcodes: PublishedVersion, visitor: Visitor
) -> None:
    visitor.begins("town").fills_in(years="5", field_postcode_ward="bs1 1aa").presses("find", "ward")
    assert visitor.sees("bs1 1aa is in this ward: Ashley.")
    assert (visitor.typed("ward"), visitor.typed("years")) == ([ASHLEY], ["5"])
    visitor.presses()
    assert visitor.presses("go", "back").typed("ward") == [ASHLEY]
    assert "bs1 1aa" not in visitor.markup
    with installation.database.reading() as connection:
        assert "bs1" not in str(connection.execute(select(drafts)).all()).lower()


def test_a_postcode_when_enter_is_pressed_instead_of_the_button_then_it_is_looked_up_all_the_same(
    town_with_postcodes: PublishedVersion, visitor: Visitor
) -> None:
    visitor.begins("town").fills_in(field_postcode_ward="BS11AA").presses()
    assert visitor.sees("is in this ward: Ashley.")
    assert visitor.presses().sees("Part 2 of 3")


@pytest.mark.parametrize("typed", ["BS9 9ZZ", "nonsense", ""])
def test_a_postcode_when_it_is_not_known_then_it_says_so_and_the_list_is_there(
    town_with_postcodes: PublishedVersion, visitor: Visitor, typed: str
) -> None:
    visitor.begins("town").fills_in(field_postcode_ward=typed).presses("find", "ward")
    assert visitor.sees("We do not know the postcode")
    assert visitor.form()["postcode_ward"] == [typed]


def test_a_postcode_when_it_is_not_known_then_nobody_is_held_up_by_it_twice(
    town_with_postcodes: PublishedVersion, visitor: Visitor
) -> None:
    visitor.begins("town").fills_in(field_postcode_ward="ZZ9 9ZZ").presses()
    assert visitor.sees("We do not know the postcode")
    visitor.presses()
    assert visitor.address != "/en/s/town/home" or not visitor.sees("We do not know the postcode")
    assert visitor.sees("Part 2 of")


def test_a_postcode_when_the_town_has_none_then_it_is_not_asked(
    installation: Installation, project: Project, visitor: Visitor
) -> None:
    publish_yaml(installation, project, TOWN)
    assert "postcode" not in visitor.begins("town").markup


def test_a_page_when_a_wording_is_not_translated_then_it_is_marked_with_its_own_language(
    installation: Installation, project: Project, visitor: Visitor
) -> None:
    publish_yaml(installation, project, TOWN, languages=("en", "ar"))
    page = visitor.begins("town", "ar")
    assert "[ar] Do you take the bus?" in page.markup
    assert 'lang="en"' not in page.markup.split("<main", 1)[1]


def test_a_form_when_enter_is_pressed_then_the_first_button_is_the_one_that_goes_on(
    town_with_postcodes: PublishedVersion, visitor: Visitor
) -> None:
    buttons = visitor.begins("town").page.pressable
    first = next(each.given for each in buttons if each.form is None or each.form.name == "answers")
    assert (first["form"], first.get("name"), first["tabindex"]) == ("answers", None, "-1")


@pytest.mark.parametrize(
    "said", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}]
)
def test_a_form_when_another_site_sends_it_then_it_is_refused_and_nothing_saved(
    installation: Installation, town_with_postcodes: PublishedVersion, visitor: Visitor, said: dict[str, str]
) -> None:
    form = visitor.begins("town").form()
    assert visitor.posts("/en/s/town/home", form, **said).status == 400
    with installation.database.reading() as connection:
        assert connection.execute(select(drafts)).all() == []


def test_hostile_words_when_they_are_answered_then_every_character_is_kept_and_none_comes_alive(
    installation: Installation, project: Project, visitor: Visitor, shared_data: Path
) -> None:
    words = [each for each in json.loads((shared_data / "hostile" / "blns.json").read_text()) if each.strip()]
    publish_yaml(installation, project, DAY.replace(CAPTION, "".join(question_of(n) for n in range(A_PAGE))))
    for start in range(0, len(words), A_PAGE):
        said = {f"w{n}": f"\n{each}" for n, each in enumerate(words[start : start + A_PAGE])}
        visitor.begins("day").fills_in(place=words[start], **said).presses("go", "back")
        visitor.opens("/en/s/day/the_place")
        assert {code: visitor.typed(code)[0].replace("\r\n", "\n") for code in said} == {
            code: kept_form(each) for code, each in said.items()
        }
        elements = Counter(tag for tag, _ in visitor.presses().page.tags)
        assert (elements["script"], elements["img"], elements["iframe"]) == (2, 0, 0)  # a lost signal, the quick exit
        assert visitor.sees("Check your answers")
        code = visitor.code
        assert visitor.presses().sees(code)
        visitor.client.delete_cookie("ei_day")
    with installation.database.reading() as connection:
        answers = [response.submission.answers for response in stream_responses(connection, project.scope, "day")]
    kept = Counter(answer.value for each in answers for code, answer in each.items() if code.startswith("w"))
    assert {value: times for value, times in kept.items() if isinstance(value, Words)} == Counter(
        Words(kept_form("\n" + each)) for each in words
    )


def question_of(number: int) -> str:
    """A question of the survey that takes hostile words."""
    return f"- {{code: w{number}, kind: long_text, label: Words {number}}}\n          "


def kept_form(said: str) -> str:
    """What is to be kept of these words: all but the line ends and NUL, of which each has one form."""
    return said.replace("\r\n", "\n").replace("\x00", "\u2400")
