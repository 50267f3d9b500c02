"""Rows of somebody else's table as submissions."""

from dataclasses import replace

import pytest

from ei_collect.answering.columns import plan_columns
from ei_collect.answering.reading import WardFinder
from ei_collect.answering.response import (
    Answer,
    ByRow,
    Device,
    Help,
    Missing,
    Quotable,
    Submission,
    WithWords,
    Words,
)
from ei_collect.answering.rows import Basis, RowReader
from ei_collect.errors import Finding
from ei_collect.language.sheet import Row, Sheet
from ei_collect.places.ward import Ward
from ei_collect.survey.definition import PublishedVersion
from tests.exchange import OFTEN, TOWN, WAYS, survey_of

VERSION = PublishedVersion("sv_1", "pr_1", 1, TOWN, ("en", "so"), "digest")


def _reader(headings: str, quotable: Quotable = Quotable.NEVER) -> RowReader:
    sheet = Sheet("a.csv", tuple(headings.split(",")), iter(()))
    wards = WardFinder.of([Ward("E05010885", "Ashley"), Ward("E05010896", "Easton")])
    return RowReader(sheet, plan_columns(sheet, TOWN, {}), Basis(VERSION, quotable), wards)


def _submission(reader: RowReader, number: int, *cells: str) -> Submission:
    read = reader.read(Row(number, cells))
    assert isinstance(read, Submission), read
    return read


def _faults(reader: RowReader, number: int, *cells: str) -> list[tuple[str, str]]:
    read = reader.read(Row(number, cells))
    assert not isinstance(read, Submission)
    return [(finding.where.removeprefix("a.csv: "), finding.code) for finding in read]


def test_read_when_somebody_interpreted_then_between_which_languages() -> None:
    reader = _reader("id,caption,help,help_from,help_into")
    given = _submission(reader, 2, "r1", "Calm", "interpreter", "SO", "Other")
    assert (given.help_from, given.help_into) == ("so", "other")
    given = _submission(reader, 3, "r2", "Calm", "interpreter", "", "")
    assert (given.help_from, given.help_into) == (None, None)


def test_read_when_languages_of_an_interpreter_are_none_or_stand_alone_then_each_is_a_fault() -> None:
    reader = _reader("id,caption,help,help_from,help_into")
    assert _faults(reader, 2, "r1", "Calm", "interpreter", "by Amina", "en") == [
        ("row 2, column help_from", "help_from-unknown")
    ]
    assert _faults(reader, 3, "r2", "Calm", "scribe", "", "en") == [("row 3, column help_into", "help_into-alone")]


def test_read_when_a_row_says_everything_then_all_of_it_is_in_the_submission() -> None:
    reader = _reader("id,caption,belong,language,device,help,home_ward")
    given = _submission(reader, 2, " r1 ", "Waan faraxsanahay", "", "SO", "Paper", "interpreter", "ashley")
    assert (given.source_row, given.language, given.device, given.help) == (
        "r1",
        "so",
        Device.PAPER,
        Help.INTERPRETER,
    )
    assert given.home_ward == "E05010885"
    assert given.answers["caption"] == Answer(Words("Waan faraxsanahay", "so"), "so")
    assert given.answers["belong"].value is Missing.SKIPPED
    assert given.answers["years"].value is Missing.NOT_ASKED
    assert set(given.answers) == {question.code for question in TOWN.questions()}


def test_read_when_a_row_says_only_words_then_nothing_else_is_claimed() -> None:
    given = _submission(_reader("id,caption"), 2, "r1", "words")
    assert (given.device, given.help, given.home_ward, given.language) == (Device.UNKNOWN, Help.UNKNOWN, None, "en")
    assert given.answers["caption"].value == Words("words", None)


def test_read_when_the_home_ward_is_an_answer_then_it_is_the_fact_too() -> None:
    assert _submission(_reader("id,caption,ward"), 2, "r1", "words", "Easton").home_ward == "E05010896"
    assert _submission(_reader("id,caption,ward"), 2, "r1", "words", "").home_ward is None


def test_read_when_a_row_is_faulty_then_every_fault_has_row_and_column() -> None:
    reader = _reader("id,caption,years,device,language")
    assert _faults(reader, 7, "", " ", "old", "abacus", "?!", "", "more") == [
        ("row 7, column 6", "row-wide"),
        ("row 7, column language", "language-unknown"),
        ("row 7, column years", "answer-not-a-number"),
        ("row 7, column caption", "answer-required"),
        ("row 7, column device", "device-unknown"),
        ("row 7, column id", "source-empty"),
    ]


def test_read_when_an_id_comes_twice_then_the_second_row_is_faulty() -> None:
    reader = _reader("id,caption")
    _submission(reader, 2, "r1", "words")
    read = reader.read(Row(3, ["r1", "other words"]))
    assert isinstance(read, tuple)
    assert isinstance(read[0], Finding)
    assert (read[0].code, "row 2" in read[0].what) == ("source-twice", True)


def test_read_when_rows_have_no_id_then_equal_rows_stay_apart_and_the_same_table_gives_the_same_ids() -> None:
    first, second = (
        [_submission(reader, number, words).source_row for number, words in enumerate("aab", start=2)]
        for reader in (_reader("caption"), _reader("caption"))
    )
    assert first == second
    assert len(set(first)) == 3


@pytest.mark.parametrize(
    ("declared", "answered", "quotable"),
    [
        (Quotable.CONSENTED, "yes", Quotable.CONSENTED),
        (Quotable.CONSENTED, "no", Quotable.NEVER),
        (Quotable.CONSENTED, "", Quotable.NEVER),
        (Quotable.NEVER, "yes", Quotable.NEVER),
        (Quotable.ALREADY_PUBLISHED, "", Quotable.ALREADY_PUBLISHED),
    ],
)
def test_read_when_the_row_was_asked_for_consent_then_the_ground_needs_its_own_yes(
    declared: Quotable, answered: str, quotable: Quotable
) -> None:
    given = _submission(_reader("id,caption,may_quote", declared), 2, "r1", "words", answered)
    assert given.quotable is quotable


def test_read_when_nobody_was_asked_for_consent_then_the_declared_ground_stands() -> None:
    assert _submission(_reader("id,caption", Quotable.CONSENTED), 2, "r1", "words").quotable is Quotable.CONSENTED


def test_read_when_words_stand_beside_an_answer_then_their_language_is_the_declared_one() -> None:
    survey = survey_of(WAYS, OFTEN)
    version = replace(VERSION, survey=survey)
    sheet = Sheet("a.csv", ("id", "language", "ways", "ways.words", "often.shop"), iter(()))
    reader = RowReader(sheet, plan_columns(sheet, survey, {}), Basis(version, Quotable.NEVER), WardFinder.of([]))
    given = _submission(reader, 2, "r1", "so", "", "doon", "yes")
    assert given.answers["ways"].value == WithWords(("other",), Words("doon", "so"))
    assert given.answers["often"].value == ByRow((("shop", "yes"),))
    assert _faults(reader, 3, "r2", "", "moon", "", "moon") == [
        ("row 3, column ways", "answer-unknown"),
        ("row 3, column often.shop", "answer-unknown"),
    ]
