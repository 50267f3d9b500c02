"""Every kind of question as a page, and answered there without JavaScript."""

import re
from collections.abc import Mapping
from itertools import takewhile

import pytest

from ei_collect.operations.installation import Installation
from ei_collect.operations.places import ship_wards
from ei_collect.projects.project import Project
from ei_collect.survey.definition import PublishedVersion
from tests.answering.every_kind import EVERY_KIND, FILLED_IN, SLUG
from tests.answering.surveys import publish_yaml
from tests.web.visits import Visitor

FAULTY = {
    "you": {"q_years": ["many"], "q_speaks": ["another"], "q_speaks.other": ["x" * 61]},
    "everyday": {
        "q_ways": ["foot", "none"],
        "q_what_first.buses": ["1"],
        "q_what_first.parks": ["1"],
        "q_how_often.park": ["often"],
        "q_how_often_dk": ["1"],
    },
    "story": {
        "q_since.day": ["31"],
        "q_since.month": ["2"],
        "q_since.year": ["2020"],
        "q_where_met": ["online"],
        "q_where_met.words": ["x" * 301],
        "q_what_helps": [""],
    },
}


@pytest.fixture
def version(installation: Installation, project: Project) -> PublishedVersion:
    """The survey, in a town that has its wards."""
    ship_wards(installation)
    return publish_yaml(installation, project, EVERY_KIND)


def _goes_on(visitor: Visitor, form: Mapping[str, list[str]]) -> Visitor:
    return visitor.fills_in(**{f"field_{name}": values for name, values in form.items()}).presses()


def _comes_to(visitor: Visitor, section: str) -> Visitor:
    visitor.begins(SLUG)
    for code in takewhile(lambda code: code != section, FILLED_IN):
        _goes_on(visitor, FILLED_IN[code])
    return visitor


def _names(visitor: Visitor) -> list[str]:
    return [given["name"] for tag, given in visitor.page.tags if tag in {"input", "select", "textarea"}]


def _ids(visitor: Visitor) -> list[str]:
    return [given["id"] for _, given in visitor.page.tags if "id" in given]


def test_survey_when_every_kind_is_answered_then_each_answer_is_shown_back(
    visitor: Visitor, version: PublishedVersion
) -> None:
    _comes_to(visitor, "the end")
    shown = re.findall("<li>(.*?)</li>", visitor.markup)
    assert shown[:4] == ["Another language", "<bdi>Tigrinya ትግርኛ</bdi>", "On foot", "In another way"]
    assert shown[4:8] == ["<bdi>by boat</bdi>", "A park – Often", "A market – Never", "1. Houses"]
    assert shown[8:] == ["2. Buses", "On the way somewhere", "<bdi>on the bridge</bdi>"]
    assert all(visitor.sees(words) for words in ("April 2019", "Prefer not to say", "12", "Hills"))


@pytest.mark.parametrize("section", FAULTY)
def test_section_when_answers_are_faulty_then_each_says_why_keeps_what_was_typed_and_is_linked(
    visitor: Visitor, version: PublishedVersion, section: str
) -> None:
    _comes_to(visitor, section)
    _goes_on(visitor, FAULTY[section])
    assert visitor.status == 422
    ids = _ids(visitor)
    assert len(ids) == len(set(ids))
    linked = {target.removeprefix("#") for target in visitor.page.links.values() if target.startswith("#q_")}
    described = {name for _, given in visitor.page.tags for name in given.get("aria-describedby", "").split()}
    labelled = {given["for"] for tag, given in visitor.page.tags if tag == "label" and "for" in given}
    assert linked | described | labelled <= set(ids)
    assert len([name for name in described if name.endswith("-fault")]) == len(linked) >= 2
    assert {name: visitor.form()[name] for name in FAULTY[section]} == FAULTY[section]


@pytest.mark.parametrize("section", ["you", "everyday", "story", "words"])
def test_section_when_shown_then_every_field_has_a_label_and_every_group_a_legend(
    visitor: Visitor, version: PublishedVersion, section: str
) -> None:
    _comes_to(visitor, section)
    labels = len(re.findall("<label", visitor.markup))
    fields = [given for tag, given in visitor.page.tags if tag in {"input", "select", "textarea"}]
    assert labels == len([given for given in fields if given.get("type") != "hidden"])
    tags = [tag for tag, _ in visitor.page.tags]
    assert tags.count("fieldset") == tags.count("legend")


def test_date_when_shown_then_its_boxes_stand_as_the_language_writes_a_date(
    visitor: Visitor, version: PublishedVersion
) -> None:
    _comes_to(visitor, "story")
    boxes = [name for name in _names(visitor) if name.startswith("q_since.")]
    assert boxes == ["q_since.day", "q_since.month", "q_since.year"]


def test_dont_know_when_chosen_in_every_kind_then_it_is_said_back_and_nothing_is_missing(
    visitor: Visitor, version: PublishedVersion
) -> None:
    visitor.begins(SLUG)
    sections = [section for section in version.survey.sections if section.code != "words"]  # nothing opens it then
    for section in sections:
        names = set(_names(visitor))
        codes = [question.code for question in section.questions if question.dont_know]
        boxes = {f"q_{code}_dk": ["1"] for code in codes if f"q_{code}_dk" in names}
        _goes_on(visitor, boxes | {f"q_{code}": ["?"] for code in codes if f"q_{code}_dk" not in names})
    assert visitor.page.text.count("I don't know") == sum(question.dont_know for question in version.survey.questions())
    assert "This part needs another look" not in visitor.page.text
