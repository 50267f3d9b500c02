"""Responses as rows of a table."""

from dataclasses import replace
from datetime import date

import pytest

from ei_collect.analysis.cells import Cell
from ei_collect.analysis.columns import FACTS, items_of
from ei_collect.analysis.responses import Writing, response_table
from ei_collect.answering.response import (
    Answer,
    ByRow,
    Device,
    Missing,
    Quotable,
    Response,
    Submission,
    Value,
    WithWords,
    Words,
)
from ei_collect.survey.definition import PublishedVersion, Question
from tests.exchange import OFTEN, PLACE, TOWN, WAYS, WORDS, survey_of

VERSION = PublishedVersion("sv_1", "pr_1", 3, TOWN, ("en", "so"), "digest")
WARDS = {"E05010885": "Ashley"}


def _row(labels: str | None = None, **values: Value) -> dict[str, Cell]:
    answers = {question.code: Answer(Missing.SKIPPED, "en") for question in TOWN.questions()}
    answers |= {code: Answer(value, "en") for code, value in values.items()}
    given = Submission(
        "sv_1", "town", answers, "en", Device.PHONE, quotable=Quotable.CONSENTED, home_ward="E05010885", source_row="=r"
    )
    response = Response("rs_1", "pr_1", given, date(2026, 3, 4))
    table = response_table([response], items_of([VERSION]), Writing({"sv_1": 3}, WARDS, labels))
    (cells,) = table.rows
    return dict(zip(table.headings, cells, strict=True))


def test_response_table_when_written_then_the_facts_stand_before_the_answers() -> None:
    facts = list(_row().items())[:12]
    assert facts == [
        ("response_id", "rs_1"),
        ("survey", "town"),
        ("version", 3),
        ("submitted_on", "2026-03-04"),
        ("language", "en"),
        ("device", "phone"),
        ("help", "unknown"),
        ("home_ward", "E05010885"),
        ("home_ward_name", "Ashley"),
        ("source_row", "'=r"),
        ("synthetic", 0),
        ("quotable", "consented"),
    ]


def test_response_table_when_answered_then_codes_numbers_and_defused_words() -> None:
    row = _row(belong="no", where_to=("shop", "park"), years=-3, caption=Words("=1+1"), ward="E05010885")
    answers = [row[name] for name in ("belong", "where_to.park", "where_to.shop", "where_to.none", "years", "caption")]
    assert answers == ["no", 1, 1, 0, -3, "'=1+1"]
    assert row["ward"] == "E05010885"


def test_response_table_when_labelled_then_wordings_names_and_the_same_numbers() -> None:
    row = _row("so", belong="no", where_to=("shop",), years=3, caption=Words("x"), ward="E05010885")
    answers = [row[name] for name in ("belong", "where_to.shop", "years", "caption", "ward")]
    assert answers == ["Maya", 1, 3, "x", "Ashley"]


def test_response_table_when_missing_then_the_kinds_stay_apart_and_from_words_that_spell_them() -> None:
    row = _row(belong=Missing.PREFER_NOT_TO_SAY, where_to=Missing.NOT_ASKED, caption=Words("[skipped]"))
    cells = [row[name] for name in ("belong", "where_to.park", "where_to.none", "years", "caption")]
    assert cells == ["[prefer_not_to_say]", "[not_asked]", "[not_asked]", "[skipped]", "'[skipped]"]


def test_response_table_when_a_code_was_another_kind_of_question_then_each_version_writes_its_own_column() -> None:
    older = PublishedVersion("sv_0", "pr_1", 2, survey_of(replace(WORDS, code="belong")), ("en", "so"), "older")
    items = items_of([VERSION, older])
    answers = {"belong": Answer(Words("Often"), "en")}
    responses = [Response("rs_0", "pr_1", Submission("sv_0", "town", answers, "en"), date(2026, 3, 4))]
    table = response_table(responses, items, Writing({"sv_0": 2, "sv_1": 3}, WARDS))
    row = dict(zip(table.headings, *table.rows, strict=True))
    assert (row["belong"], row["belong.long_text"], row["where_to.park"]) == ("[not_asked]", "Often", "[not_asked]")


@pytest.mark.parametrize(
    ("question", "value", "cells"),
    [
        (WAYS, WithWords(("other",), Words("=boat")), {"ways.foot": 0, "ways.other": 1, "ways.words": "'=boat"}),
        (WAYS, Missing.DONT_KNOW, dict.fromkeys(("ways.foot", "ways.other", "ways.words"), "[dont_know]")),
        (OFTEN, ByRow((("shop", "no"),)), {"often.park": "[skipped]", "often.shop": "Maya"}),
        (PLACE, WithWords("E05010885", Words("x")), {"place": "Ashley", "place.words": "x"}),
        (PLACE, "online", {"place": "Khadka", "place.words": ""}),
        (PLACE, Words("x"), {"place": "[skipped]", "place.words": "x"}),
    ],
)
def test_response_table_when_labelled_and_an_answer_has_parts_then_a_cell_for_each(
    question: Question, value: Value, cells: dict[str, Cell]
) -> None:
    version = PublishedVersion("sv_1", "pr_1", 1, survey_of(question), ("en", "so"), "digest")
    given = Submission("sv_1", "town", {question.code: Answer(value, "so")}, "so")
    responses = [Response("rs_1", "pr_1", given, date(2026, 3, 4))]
    table = response_table(responses, items_of([version]), Writing({"sv_1": 1}, WARDS, "so"))
    (row,) = table.rows
    assert dict(zip(table.headings[len(FACTS) :], row[len(FACTS) :], strict=True)) == cells
