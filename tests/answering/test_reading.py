"""Cells of somebody else's table as answers."""

import pytest

from ei_collect.answering.reading import WardFinder, read_cell
from ei_collect.answering.response import Missing, Value, Words
from ei_collect.places.ward import Ward
from ei_collect.survey.definition import Question
from tests.exchange import BELONG, WARD, WHERE_TO, WORDS, YEARS

WARDS = WardFinder.of([Ward("E05010885", "Ashley"), Ward("E05010901", "Henbury and Brentry")])


@pytest.mark.parametrize(
    ("question", "cell", "value"),
    [
        (BELONG, "yes", "yes"),
        (BELONG, " NO,  not me ", "no"),
        (BELONG, "Haa", "yes"),
        (BELONG, "", Missing.SKIPPED),
        (BELONG, "[prefer_not_to_say]", Missing.PREFER_NOT_TO_SAY),
        (BELONG, "[not_asked]", Missing.NOT_ASKED),
        (WHERE_TO, "shop; Beerta", ("park", "shop")),
        (WHERE_TO, "shop|park|shop", ("park", "shop")),
        (WHERE_TO, "Park; or garden", ("park",)),
        (WHERE_TO, "none", ("none",)),
        (YEARS, " 12 ", 12),
        (WARD, "e05010885", "E05010885"),
        (WARD, "Henbury & Brentry", "E05010901"),
        (WORDS, " =1+1\r\n ", Words(" =1+1\r\n ")),
        (WORDS, "longer than a form's twenty", Words("longer than a form's twenty")),
        (WORDS, "nul \0 there", Words("nul ␀ there")),
    ],
)
def test_read_cell_when_usable_then_the_answer(question: Question, cell: str, value: Value) -> None:
    reading = read_cell(cell, question, WARDS)
    assert (reading.value, reading.findings) == (value, ())


@pytest.mark.parametrize(
    ("question", "cell", "code"),
    [
        (BELONG, "maybe", "answer-unknown"),
        (BELONG, "yes|no", "answer-unknown"),
        (WHERE_TO, "shop|pub", "answer-unknown"),
        (WHERE_TO, "none|shop", "answer-exclusive"),
        (YEARS, "twelve", "answer-not-a-number"),
        (YEARS, "121", "answer-too-large"),
        (WARD, "Easton", "answer-unknown"),
        (WORDS, " \n", "answer-required"),
    ],
)
def test_read_cell_when_unusable_then_a_fault_that_shows_it(question: Question, cell: str, code: str) -> None:
    (finding,) = read_cell(cell, question, WARDS).findings
    assert finding.code == code
    assert not cell.strip() or repr(cell) in finding.what
