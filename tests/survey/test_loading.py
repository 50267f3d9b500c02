"""From a file to a survey, or to all that is wrong with it."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ei_collect.errors import DefinitionError
from ei_collect.survey.definition import Kind, Measure, Role
from ei_collect.survey.loading import examine, examine_text, load_survey
from ei_collect.survey.rules import Is
from ei_collect.survey.source import read_text
from tests.conftest import HOME
from tests.survey.writing import FILE, HEAD, found, section, survey_of, survey_text

QUESTION = "code: bus, kind: short_text, label: Which bus"
WHOLE = (
    survey_text(
        section(
            "home",
            "code: belong, kind: single, label: At home, scale: strength, dimensions: [social, civic], level: city, required: true",
            'code: yes_or_no, kind: single, label: Well, choices: [{code: yes, label: "Yes"}, {code: no, label: "No"}]',
            "code: age, kind: number, label: Age, minimum: 0, maximum: 120, measures: {construct: age, parallel: Census}",
        )
        + section(
            "more",
            "code: words, kind: long_text, label: More, asks_for: barrier",
            more="show_if: {question: belong, is: lots}",
        ),
        scales="strength: [{code: lots, label: A lot}, {code: little, label: A little}]",
        roles="getting_by: belong\n",
    )
    .replace("label: At home", "label: At home, why: To learn")
    .replace(", required: true", "")
)


def test_survey_when_in_order_then_every_part_of_it_is_typed() -> None:
    survey = survey_of(WHOLE)
    belong, yes_or_no, age, words = survey.questions()
    assert [choice.code for choice in belong.choices] == ["lots", "little"]
    assert (belong.scale, belong.dimensions, belong.level) == ("strength", ("social", "civic"), "city")
    assert [choice.code for choice in yes_or_no.choices] == ["yes", "no"]
    assert (age.kind, age.minimum, age.maximum, age.measures) == (Kind.NUMBER, 0, 120, Measure("age", "Census"))
    assert (words.asks_for, survey.sections[1].show_if) == ("barrier", Is("belong", "lots"))
    assert survey.in_role(Role.GETTING_BY) == belong
    assert survey.title.wordings == {"en": "A small survey"}


@pytest.mark.parametrize("name", ["city", "neighbourhood", "day-in-my-life"])
def test_instrument_of_the_house_when_loaded_then_without_findings(name: str) -> None:
    assert load_survey(HOME / "surveys" / f"{name}.yaml").slug == name


def test_wording_when_it_has_odd_characters_then_they_are_kept() -> None:
    body = " \u200fمرحبا <b>\u200d{{ x }} %(y)s 🙂 "
    text = survey_text(section("home", f"code: bus, kind: short_text, label: '{body}'"))
    assert survey_of(text).sections[0].questions[0].label.wordings["en"] == body


@pytest.mark.parametrize(
    ("good", "bad", "code", "place"),
    [
        ("slug: small", "slug: Small Survey", "code-form", "slug"),
        ("language: en", "language: tlh", "unknown-language", "language"),
        ("title: A small survey\n", "", "missing", "title"),
        ("title: A small survey", "title:", "empty", "title"),
        ("title: A small survey", "title: '  '", "wording-empty", "title"),
        ("title: A small survey", "title: 12", "not-words", "title"),
        ("title: A small survey", "title: [A]", "not-words", "title"),
        ("title: A small survey", 'title: "a\\0b"', "character", "title"),
        ("title: A small survey", 'title: "a\\ud800b"', "character", "title"),
        ("title:", "titel:", "unknown-field", "titel"),
        ("introduction: [Welcome.]", "introduction: Welcome.", "not-a-list", "introduction"),
        ("introduction: [Welcome.]", "introduction: []", "list-empty", "introduction"),
        ("consent: [You may stop.]", "consent: [Yes, 5]", "not-words", "consent.2"),
        (f"{{{QUESTION}}}", "just words", "not-a-mapping", "sections.home.questions.1"),
        ("kind: short_text", "kind: short-text", "unknown-kind", "sections.home.questions.bus.kind"),
        ("kind: short_text, ", "", "missing", "sections.home.questions.bus.kind"),
        ("code: bus", "code: 2bus", "code-form", "sections.home.questions.2bus.code"),
        (", label: Which bus", "", "missing", "sections.home.questions.bus.label"),
        ("label: Which bus", "label: ''", "wording-empty", "sections.home.questions.bus.label"),
        (
            "label: Which",
            "dimensions: [socail], label: Which",
            "unknown-dimension",
            "sections.home.questions.bus.dimensions.1",
        ),
        ("label: Which", "level: town, label: Which", "unknown-level", "sections.home.questions.bus.level"),
        ("label: Which", "asks_for: both, label: Which", "unknown-stance", "sections.home.questions.bus.asks_for"),
        ("label: Which", "required: yes, label: Which", "not-a-flag", "sections.home.questions.bus.required"),
        ("label: Which", "max_length: 0, label: Which", "number-low", "sections.home.questions.bus.max_length"),
        ("label: Which", "max_length: long, label: Which", "not-a-number", "sections.home.questions.bus.max_length"),
        ("label: Which", "show_if: {question: x}, label: Which", "rule-form", "sections.home.questions.bus.show_if"),
        (
            "label: Which",
            "measures: {construct: x}, label: Which",
            "missing",
            "sections.home.questions.bus.measures.parallel",
        ),
    ],
)
def test_file_when_its_form_is_faulty_then_the_fault_and_its_place(good: str, bad: str, code: str, place: str) -> None:
    text = survey_text(section("home", QUESTION))
    assert good in text
    assert (code, place) in found(text.replace(good, bad, 1))


@pytest.mark.parametrize(
    ("roles", "scales", "code", "place"),
    [
        ("home_wrd: bus", "", "unknown-role", "roles.home_wrd"),
        ("home_ward: 5", "", "code-form", "roles.home_ward"),
        ("", "bad-name: [{code: a, label: A}]", "code-form", "scales.bad-name"),
        ("", "one: []", "list-empty", "scales.one"),
        ("", "one: [{code: a}]", "missing", "scales.one.a.label"),
        ("", "one: [words]", "not-a-mapping", "scales.one.1"),
        ("", "one: words", "not-a-list", "scales.one"),
    ],
)
def test_roles_and_scales_when_faulty_then_the_fault_and_its_place(
    roles: str, scales: str, code: str, place: str
) -> None:
    assert (code, place) in found(survey_text(section("home", QUESTION), roles=roles, scales=scales))


def test_unknown_word_when_near_a_known_one_then_it_is_suggested() -> None:
    (finding,) = examine_text(FILE, survey_text(section("home", QUESTION + ", hnit: Look"))).findings
    assert finding.mend == "Did you mean hint?"


@pytest.mark.parametrize("text", ["", "just words", "- a\n- b\n", "a:\n\t- b\n", "5"])
def test_file_when_it_is_no_survey_at_all_then_a_finding_and_no_survey(text: str) -> None:
    loaded = examine_text(FILE, text)
    assert loaded.findings
    assert loaded.survey is None


def test_load_when_faulty_then_refused_with_every_finding(tmp_path: Path) -> None:
    path = tmp_path / "faulty.yaml"
    path.write_text(HEAD.replace("title: A small survey\n", ""), encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        load_survey(path)
    assert [finding.code for finding in refused.value.findings] == ["missing", "missing"]
    assert str(refused.value).startswith(f"{path}:1 ")


def test_load_when_there_is_no_such_file_then_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="file-absent"):
        load_survey(tmp_path / "none.yaml")


TEN_FAULTS = """\
slug: ten
language: en
title: Ten faults
summary: ""
introduction: [Welcome.]
consent: [You may stop.]
thanks: Thank you.
roles: {age_band: age, home_wrad: ward}
scales:
  strength: [{code: lots, label: A lot}, {code: little, label: A little}]
sections:
  - code: home
    title: Home
    questions:
      - {code: belong, kind: single, label: At home, scale: strenght}
      - {code: bus, kind: multiple, label: Buses}
      - {code: bus, kind: short_text, label: Which bus}
      - {code: age, kind: single, label: Age, choices: [{code: old, label: Old}, {code: young, label: Young}], required: true}
      - {code: far, kind: number, label: How far, minimum: 10, maximum: 1}
  - code: more
    title: More
    questions:
      - {code: why, kind: long_text, label: Why, show_if: {question: later, answered: true}}
      - code: never
        kind: long_text
        label: Never seen
        show_if: {all: [{question: age, is: old}, {question: age, is: young}]}
      - {code: pick, kind: single, label: Pick, show_if: {question: age, is: middle}, dimension: [social],
         choices: [{code: a, label: A, exclusive: true}, {code: b, label: B}]}
  - code: end
    title: End
    questions:
      - {code: later, kind: short_text, label: Later, dimensions: [spatail]}
"""


def test_survey_when_it_has_many_faults_of_different_kinds_then_all_are_found_in_one_run_at_their_lines() -> None:
    findings = examine_text(Path("ten.yaml"), TEN_FAULTS).findings
    lines = {(int(finding.where.split(":")[1].split()[0]), finding.code) for finding in findings}
    assert lines == {
        (4, "wording-empty"),
        (8, "unknown-role"),
        (10, "scale-unused"),
        (15, "unknown-scale"),
        (16, "choices-missing"),
        (17, "duplicate-question"),
        (18, "demographic-why"),
        (18, "demographic-required"),
        (19, "bounds-order"),
        (23, "rule-forward"),
        (27, "unreachable"),
        (28, "rule-choice"),
        (28, "unknown-field"),
        (29, "exclusive-single"),
        (33, "unknown-dimension"),
    }


def _places(values: Any, where: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to everything in the values."""
    below = (
        list(values.items())
        if isinstance(values, dict)
        else list(enumerate(values))
        if isinstance(values, list)
        else []
    )
    return [where, *(place for step, value in below for place in _places(value, (*where, step)))]


def _spoilt(values: Any, where: tuple[Any, ...], junk: Any) -> Any:
    """A copy of the values in which the thing at `where` is junk, or gone."""
    spoilt = {"": copy.deepcopy(values)}
    *way, last = ("", *where)
    holder: Any = spoilt
    for step in way:
        holder = holder[step]
    if junk == "gone" and where:
        del holder[last]
    else:
        holder[last] = junk
    return spoilt[""]


junk = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.just("gone"), st.just([]), st.just({})
)
trees = st.recursive(
    junk, lambda part: st.lists(part, max_size=2) | st.dictionaries(st.text(max_size=4), part, max_size=2)
)


VALUES = read_text(FILE, WHOLE)[0].values


@given(st.sampled_from(_places(VALUES)), trees)
def test_survey_when_anything_in_it_is_spoilt_then_it_is_loaded_or_findings_say_why(
    where: tuple[Any, ...], junk: Any
) -> None:
    loaded = examine_text(FILE, yaml.safe_dump(_spoilt(VALUES, where, junk)))
    assert loaded.findings or loaded.survey is not None


def test_examine_when_named_a_folder_then_a_finding(tmp_path: Path) -> None:
    assert [finding.code for finding in examine(tmp_path).findings] == ["file-absent"]
