"""Every kind of question: how what was typed is read, shown and exported."""

from pathlib import Path

import pytest

import ei_collect.web
from ei_collect.answering.kinds import KINDS, Fault, Wards
from ei_collect.answering.response import Missing, Value, Words
from ei_collect.language.text import Text, Wording
from ei_collect.survey.definition import Choice, Kind, Question

TEMPLATES = Path(ei_collect.web.__file__).parent / "templates" / "resident"
WARDS: Wards = {"E1": "Ashley", "E2": "Easton & Lawrence Hill"}
CHOICES = (
    Choice("foot", Text.of("On foot").with_translations({"pl": "Pieszo"})),
    Choice("bike", Text.of("By bike")),
    Choice("none", Text.of("None of these"), exclusive=True),
)

READ: list[tuple[Kind, tuple[str, ...], Value]] = [
    (Kind.SINGLE, ("foot",), "foot"),
    (Kind.AGREEMENT, ("bike",), "bike"),
    (Kind.MULTIPLE, ("bike", "foot", "bike"), ("foot", "bike")),
    (Kind.MULTIPLE, ("none",), ("none",)),
    (Kind.NUMBER, (" 42 ",), 42),
    (Kind.NUMBER, ("٤٢",), 42),
    (Kind.NUMBER, ("\u200f۷",), 7),
    (Kind.NUMBER, ("\N{MINUS SIGN}3",), -3),
    (Kind.SHORT_TEXT, ("  College Green ",), Words("  College Green ")),
    (Kind.LONG_TEXT, ("\nTwo\n lines\u2028",), Words("\nTwo\n lines\u2028")),
    (Kind.WARD, ("E2",), "E2"),
]

FAULTS: list[tuple[Kind, tuple[str, ...], Fault]] = [
    (Kind.SINGLE, ("car",), Fault.UNKNOWN),
    (Kind.SINGLE, ("foot", "bike"), Fault.SEVERAL),
    (Kind.AGREEMENT, ("foot", "bike"), Fault.SEVERAL),
    (Kind.MULTIPLE, ("foot", "car"), Fault.UNKNOWN),
    (Kind.MULTIPLE, ("foot", "none"), Fault.EXCLUSIVE),
    (Kind.NUMBER, ("seven",), Fault.NOT_A_NUMBER),
    (Kind.NUMBER, ("1_0",), Fault.NOT_A_NUMBER),
    (Kind.NUMBER, ("3.5",), Fault.NOT_A_NUMBER),
    (Kind.NUMBER, ("9" * 5000,), Fault.NOT_A_NUMBER),
    (Kind.NUMBER, ("-11",), Fault.TOO_SMALL),
    (Kind.NUMBER, ("121",), Fault.TOO_LARGE),
    (Kind.SHORT_TEXT, ("x" * 301,), Fault.TOO_LONG),
    (Kind.LONG_TEXT, ("\N{WAVING HAND SIGN}" * 4001,), Fault.TOO_LONG),
    (Kind.LONG_TEXT, ("one", "two"), Fault.SEVERAL),
    (Kind.WARD, ("E3",), Fault.UNKNOWN),
    (Kind.WARD, ("E1", "E2"), Fault.SEVERAL),
]


def question(kind: Kind) -> Question:
    """A question of this kind."""
    choices = CHOICES if kind in {Kind.SINGLE, Kind.MULTIPLE, Kind.AGREEMENT} else ()
    return Question("q", kind, Text.of("?"), choices=choices, minimum=-10, maximum=120)


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_when_it_exists_then_it_has_a_row_a_template_and_tests(kind: Kind) -> None:
    assert kind in KINDS
    assert (TEMPLATES / "kinds" / f"{kind}.html").is_file()
    assert kind in {kind for kind, _, _ in READ}
    assert kind in {kind for kind, _, _ in FAULTS}


@pytest.mark.parametrize("fault", Fault)
def test_a_fault_when_it_exists_then_the_page_has_words_for_it(fault: Fault) -> None:
    assert f'code == "{fault}"' in (TEMPLATES / "faults.html").read_text()


@pytest.mark.parametrize(("kind", "typed", "value"), READ)
def test_reading_when_the_answer_is_good_then_it_is_the_value(kind: Kind, typed: tuple[str, ...], value: Value) -> None:
    reading = KINDS[kind].read(question(kind), typed, WARDS)
    assert (reading.value, reading.findings) == (value, ())


@pytest.mark.parametrize(("kind", "typed", "fault"), FAULTS)
def test_reading_when_the_answer_is_faulty_then_it_says_which_question_and_why(
    kind: Kind, typed: tuple[str, ...], fault: Fault
) -> None:
    reading = KINDS[kind].read(question(kind), typed, WARDS)
    assert reading.value is Missing.SKIPPED
    assert [(finding.where, finding.code) for finding in reading.findings] == [("q", fault)]


def test_reading_when_a_text_has_just_the_room_then_it_is_counted_in_code_points() -> None:
    assert KINDS[Kind.LONG_TEXT].read(question(Kind.LONG_TEXT), ("\N{WAVING HAND SIGN}" * 4000,), WARDS).findings == ()


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (Kind.SINGLE, "foot", (Wording("Pieszo", "pl"),)),
        (Kind.AGREEMENT, "bike", (Wording("By bike", "en"),)),
        (Kind.MULTIPLE, ("foot", "bike"), (Wording("Pieszo", "pl"), Wording("By bike", "en"))),
        (Kind.NUMBER, 0, ("0",)),
        (Kind.SHORT_TEXT, Words(" <b>"), (" <b>",)),
        (Kind.LONG_TEXT, Words("a\nb"), ("a\nb",)),
        (Kind.WARD, "E2", ("Easton & Lawrence Hill",)),
        (Kind.WARD, "gone", ("gone",)),
    ],
)
def test_showing_when_there_is_an_answer_then_it_is_in_words(
    kind: Kind, value: Value, shown: tuple[Wording | str, ...]
) -> None:
    assert KINDS[kind].show(question(kind), value, "pl", WARDS) == shown


@pytest.mark.parametrize(
    ("kind", "value", "cells"),
    [
        (Kind.SINGLE, "foot", {"q": "foot"}),
        (Kind.MULTIPLE, ("bike",), {"q.foot": 0, "q.bike": 1, "q.none": 0}),
        (Kind.NUMBER, 7, {"q": 7}),
        (Kind.LONG_TEXT, Words("=1+1"), {"q": "=1+1"}),
        (Kind.WARD, "E1", {"q": "E1"}),
    ],
)
def test_exporting_when_there_is_an_answer_then_each_column_has_its_cell(
    kind: Kind, value: Value, cells: dict[str, str | int]
) -> None:
    row = KINDS[kind]
    assert dict(zip(row.columns(question(kind)), row.cells(question(kind), value), strict=True)) == cells
