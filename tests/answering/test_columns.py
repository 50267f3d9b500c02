"""Which column of somebody else's table is taken for what."""

from collections.abc import Mapping

import pytest

from ei_collect.analysis.columns import FACTS
from ei_collect.answering.columns import OURS, Columns, Fact, plan_columns
from ei_collect.errors import InputError
from ei_collect.language.sheet import Sheet
from ei_collect.survey.definition import Kind, Question
from tests.exchange import BELONG, OFTEN, PLACE, TOWN, WAYS, says, survey_of


def _plan(headings: str, mapping: Mapping[str, str] | None = None) -> Columns:
    return plan_columns(Sheet("a.csv", tuple(headings.split(",")), iter(())), TOWN, mapping or {})


def test_plan_columns_when_named_like_questions_and_facts_then_no_mapping_is_needed() -> None:
    columns = _plan("id,partner_group,caption,device")
    assert columns.questions == {"caption": 2}
    assert columns.facts == {Fact.SOURCE: 0, Fact.DEVICE: 3}
    assert columns.not_taken == ("partner_group",)


def test_plan_columns_when_mapped_then_as_mapped() -> None:
    columns = _plan("id,quote,caption,ref", {"quote": "caption", "caption": "belong", "ref": "source"})
    assert (columns.questions, columns.facts) == ({"caption": 1, "belong": 2}, {Fact.SOURCE: 3})
    assert columns.not_taken == ("id",)


def test_plan_columns_when_a_question_is_called_like_a_fact_then_the_question_has_it() -> None:
    survey = survey_of(BELONG, Question("device", Kind.SHORT_TEXT, says("Which device?", "Qalabkee?")))
    columns = plan_columns(Sheet("a.csv", ("device",), iter(())), survey, {})
    assert (columns.questions, columns.facts) == ({"device": 0}, {})


def test_plan_columns_when_headings_name_parts_of_an_answer_then_they_are_taken_for_them() -> None:
    survey = survey_of(WAYS, OFTEN, PLACE)
    headings = ("ways", "ways.words", "often.shop", "often.moon", "place.words", "spot")
    columns = plan_columns(Sheet("a.csv", headings, iter(())), survey, {"spot": "often.park"})
    assert columns.questions == {"ways": 0}
    assert columns.parts == {"ways": {"words": 1}, "often": {"shop": 2, "park": 5}, "place": {"words": 4}}
    assert columns.not_taken == ("often.moon",)
    assert (columns.of_question("ways"), columns.of_question("often"), columns.of_question("x")) == ((0, 1), (2, 5), ())


@pytest.mark.parametrize(
    ("headings", "mapping", "codes"),
    [
        ("caption", {"nope": "caption", "caption": "nothing"}, ["column-absent", "target-unknown"]),
        ("caption,quote", {"quote": "caption"}, ["column-twice"]),
        ("caption,caption", {}, ["column-twice"]),
        ("partner_group,device", {}, ["columns-none"]),
    ],
)
def test_plan_columns_when_it_cannot_be_told_then_every_reason(
    headings: str, mapping: dict[str, str], codes: list[str]
) -> None:
    with pytest.raises(InputError) as raised:
        _plan(headings, mapping)
    assert [finding.code for finding in raised.value.findings] == codes
    assert all(finding.where == "a.csv: row 1" for finding in raised.value.findings)


def test_plan_columns_when_the_table_is_one_of_our_exports_then_it_is_known_for_one() -> None:
    assert set(FACTS) >= OURS
    assert _plan(",".join([*FACTS, "caption"])).are_ours
    assert not _plan("id,submitted_on,caption").are_ours
