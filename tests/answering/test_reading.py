"""Cells of somebody else's table as answers."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ei_collect.answering.guarding import defuse
from ei_collect.answering.reading import WardFinder, kept_exactly, read_cell, read_cells
from ei_collect.answering.response import ByRow, Missing, Value, WithWords, Words
from ei_collect.places.ward import Ward
from ei_collect.survey.definition import Question
from tests.exchange import BELONG, FIRST, OFTEN, PLACE, SINCE, WARD, WAYS, WELCOME, WHERE_TO, WORDS, YEARS

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
        (BELONG, "[dont_know]", Missing.DONT_KNOW),
        (WAYS, "si kale|foot", ("foot", "other")),
        (OFTEN, "Beer = haa; shop=no", ByRow((("park", "yes"), ("shop", "no")))),
        (OFTEN, "shop=no", ByRow((("shop", "no"),))),
        (FIRST, "Dukaanka | park", ("shop", "park")),
        (FIRST, "Park; or garden", ("park",)),
        (WELCOME, " ١٠ ", 10),
        (SINCE, "2026-11-22", "2026-11-22"),
        (SINCE, "2026-9", "2026-09"),
        (SINCE, " 2026 ", "2026"),
        (PLACE, "khadka", "online"),
        (PLACE, "ashley", "E05010885"),
        (PLACE, " near the bridge ", Words(" near the bridge ")),
        (PLACE, "x" * 301, Words("x" * 301)),
        (WORDS, " =1+1\r\n ", Words(" =1+1\r\n ")),
        (WORDS, "longer than a form's twenty", Words("longer than a form's twenty")),
        (WORDS, "nul \0 there", Words("nul ␀ there")),
    ],
)
def test_read_cell_when_usable_then_the_answer(question: Question, cell: str, value: Value) -> None:
    reading = read_cell(cell, question, WARDS)
    assert (reading.value, reading.findings) == (value, ())


@given(st.text() | st.text(alphabet="'=+-@\t\r＝ []") | st.from_regex(r"'?\s?\[(skipped|dont_know|withheld)\]\s?"))
def test_read_cells_when_we_wrote_the_words_ourselves_then_the_very_words(words: str) -> None:
    assume(words.strip())
    read = read_cells(defuse(words), {}, WORDS, WARDS, defused=True)
    assert (read.value, read.findings) == (Words(kept_exactly(words)), ())


def test_read_cells_when_somebody_else_wrote_an_apostrophe_then_it_is_theirs() -> None:
    assert read_cells("'=1+1", {}, WORDS, WARDS).value == Words("'=1+1")


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
        (OFTEN, "shop", "answer-unknown"),
        (OFTEN, "moon=yes", "answer-unknown"),
        (OFTEN, "shop=yes|shop=no", "answer-several"),
        (FIRST, "shop|moon", "answer-unknown"),
        (FIRST, "shop|park|shop", "answer-several"),
        (WELCOME, "11", "answer-unknown"),
        (SINCE, "22/11/2026", "answer-not-a-date"),
        (SINCE, "2026-02-30", "answer-no-such-date"),
        (WORDS, " \n", "answer-required"),
    ],
)
def test_read_cell_when_unusable_then_a_fault_that_shows_it(question: Question, cell: str, code: str) -> None:
    (finding,) = read_cell(cell, question, WARDS).findings
    assert finding.code == code
    assert not cell.strip() or repr(cell) in finding.what


@pytest.mark.parametrize(
    ("question", "main", "parts", "value"),
    [
        (WAYS, "", {"foot": "1", "other": "0"}, ("foot",)),
        (WAYS, "", {"foot": "0", "other": "1", "words": "by boat"}, WithWords(("other",), Words("by boat"))),
        (WAYS, "foot", {"words": "by boat"}, WithWords(("foot", "other"), Words("by boat"))),
        (WAYS, "", {"foot": "0", "other": "0", "words": ""}, Missing.SKIPPED),
        (WAYS, "", dict.fromkeys(("foot", "other", "words"), "[dont_know]"), Missing.DONT_KNOW),
        (OFTEN, "", {"park": "[skipped]", "shop": "Maya"}, ByRow((("shop", "no"),))),
        (FIRST, "", {"park": "2", "shop": "1"}, ("shop", "park")),
        (FIRST, "", {"park": "1", "shop": "[skipped]"}, ("park",)),
        (PLACE, "[skipped]", {"words": "the bridge"}, Words("the bridge")),
        (PLACE, "Ashley", {"words": "the bridge\0"}, WithWords("E05010885", Words("the bridge␀"))),
    ],
)
def test_read_cells_when_an_answer_stands_in_several_then_it_is_put_together(
    question: Question, main: str, parts: dict[str, str], value: Value
) -> None:
    reading = read_cells(main, parts, question, WARDS)
    assert (reading.value, reading.findings) == (value, ())


@pytest.mark.parametrize(
    ("question", "parts", "code"),
    [
        (WAYS, {"foot": "x"}, "answer-unknown"),
        (FIRST, {"park": "1", "shop": "1"}, "answer-same-number"),
        (OFTEN, {"park": "often"}, "answer-unknown"),
    ],
)
def test_read_cells_when_a_part_is_unusable_then_a_fault(question: Question, parts: dict[str, str], code: str) -> None:
    (finding,) = read_cells("", parts, question, WARDS).findings
    assert finding.code == code
