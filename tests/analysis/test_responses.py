"""Responses as rows of a table."""

from datetime import date

from ei_collect.analysis.cells import Cell
from ei_collect.analysis.columns import items_of
from ei_collect.analysis.responses import Writing, response_table
from ei_collect.answering.response import Answer, Device, Missing, Quotable, Response, Submission, Value, Words
from ei_collect.survey.definition import PublishedVersion
from tests.exchange import TOWN

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


def test_response_table_when_a_value_is_of_another_kind_then_that_column_was_not_asked() -> None:
    assert _row(years="many", where_to="park")["where_to.park"] == "[not_asked]"
