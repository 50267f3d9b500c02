"""Every kind of question: how what was typed is read, shown, exported and said again."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

import ei_collect.web
from ei_collect.answering.form import as_form, read_form
from ei_collect.answering.kinds import KINDS, Fault, Pictured, Shown, Spoken, Typed, Wards
from ei_collect.answering.photographs import Feeling, People, PhotoAnswer, Photos, Showing
from ei_collect.answering.response import Answer, ByRow, Missing, Value, WithWords, Words
from ei_collect.language.text import Text, Wording
from ei_collect.survey.definition import Choice, Kind, Question, Row

TEMPLATES = Path(ei_collect.web.__file__).parent / "templates" / "resident"
FAULT_WORDS = ("faults.html", "recording_faults.html", "photo_faults.html")
WARDS: Wards = {"E1": "Ashley", "E2": "Easton & Lawrence Hill"}
CHOICES = (
    Choice("foot", Text.of("On foot").with_translations({"pl": "Pieszo"})),
    Choice("bike", Text.of("By bike")),
    Choice("none", Text.of("None of these"), exclusive=True),
)
OTHER = Choice("other", Text.of("Another way"), other=True)
YES_NO = (Choice("yes", Text.of("Yes").with_translations({"pl": "Tak"})), Choice("no", Text.of("No")))
ONLINE = (Choice("online", Text.of("Online").with_translations({"pl": "W sieci"})),)
BENCH, BRIDGE = "ph_4k2m0v9s7d1q", "ph_4k2m0v9s7d1z"
SAID_OF_BENCH = PhotoAnswer(
    BENCH, Words(" Here\nI sit. "), Feeling.BOTH, "E2", "by the school", Showing.FORUM, People.NOT_SURE
)
ROWS = (Row("park", Text.of("A park").with_translations({"pl": "Park"})), Row("shop", Text.of("A shop")))

LISTS: Mapping[Kind, tuple[Choice, ...]] = {
    Kind.SINGLE: (*CHOICES, OTHER),
    Kind.MULTIPLE: (*CHOICES, OTHER),
    Kind.AGREEMENT: CHOICES,
    Kind.YES_NO: YES_NO,
    Kind.GRID: CHOICES,
    Kind.RANKING: CHOICES,
    Kind.PLACE: ONLINE,
}
Case: TypeAlias = tuple[Kind, Typed, Value]

READ: list[Case] = [
    (Kind.SINGLE, {"": ("foot",)}, "foot"),
    (Kind.SINGLE, {"": ("other",)}, "other"),
    (Kind.SINGLE, {"": ("other",), "other": (" by boat ",)}, WithWords("other", Words(" by boat "))),
    (Kind.SINGLE, {"other": ("by boat",)}, WithWords("other", Words("by boat"))),
    (Kind.SINGLE, {"": ("foot",), "other": ("slowly",)}, WithWords("foot", Words("slowly"))),
    (Kind.AGREEMENT, {"": ("bike",)}, "bike"),
    (Kind.YES_NO, {"": ("no",)}, "no"),
    (Kind.MULTIPLE, {"": ("bike", "foot", "bike")}, ("foot", "bike")),
    (Kind.MULTIPLE, {"": ("none",)}, ("none",)),
    (Kind.MULTIPLE, {"": ("foot",), "other": ("by boat",)}, WithWords(("foot", "other"), Words("by boat"))),
    (Kind.GRID, {"shop": ("bike",), "park": ("foot",)}, ByRow((("park", "foot"), ("shop", "bike")))),
    (Kind.GRID, {"shop": ("bike",)}, ByRow((("shop", "bike"),))),
    (Kind.ZERO_TO_TEN, {"": ("0",)}, 0),
    (Kind.ZERO_TO_TEN, {"": ("10",)}, 10),
    (Kind.RANKING, {"foot": ("2",), "none": ("1",), "bike": ("3",)}, ("none", "foot", "bike")),
    (Kind.RANKING, {"bike": ("1",)}, ("bike",)),
    (Kind.NUMBER, {"": (" 42 ",)}, 42),
    (Kind.NUMBER, {"": ("٤٢",)}, 42),
    (Kind.NUMBER, {"": ("\u200f۷",)}, 7),
    (Kind.NUMBER, {"": ("\N{MINUS SIGN}3",)}, -3),
    (Kind.DATE, {"year": ("2026",)}, "2026"),
    (Kind.DATE, {"year": ("2026",), "month": ("3",)}, "2026-03"),
    (Kind.DATE, {"day": ("29",), "month": ("02",), "year": ("2024",)}, "2024-02-29"),
    (Kind.DATE, {"day": ("۲۲",), "month": ("১১",), "year": ("٢٠٢٦",)}, "2026-11-22"),
    (Kind.SHORT_TEXT, {"": ("  College Green ",)}, Words("  College Green ")),
    (Kind.LONG_TEXT, {"": ("\nTwo\n lines\u2028",)}, Words("\nTwo\n lines\u2028")),
    (Kind.WARD, {"": ("E2",)}, "E2"),
    (Kind.PLACE, {"": ("E2",)}, "E2"),
    (Kind.PLACE, {"": ("online",)}, "online"),
    (Kind.PLACE, {"words": ("near the bridge",)}, Words("near the bridge")),
    (Kind.PLACE, {"": ("E1",), "words": ("the bridge",)}, WithWords("E1", Words("the bridge"))),
    (Kind.VOICE, {"": (" It helps.\n",)}, Words(" It helps.\n")),
    (Kind.VOICE, {"recording": ("rc_4k2m0v9s7d1q",)}, "rc_4k2m0v9s7d1q"),
    (
        Kind.VOICE,
        {"": ("The bus.",), "recording": ("rc_4k2m0v9s7d1q",)},
        WithWords("rc_4k2m0v9s7d1q", Words("The bus.")),
    ),
    (Kind.PHOTO, {"1.photo": (BENCH,)}, Photos((PhotoAnswer(BENCH),))),
    (
        Kind.PHOTO,
        {
            "2.photo": (BENCH,),
            "2.caption": (" Here\nI sit. ",),
            "2.feeling": ("both",),
            "2.where": ("E2",),
            "2.where_words": ("by the school",),
            "2.showing": ("forum",),
            "2.people": ("not_sure",),
            "3.photo": (BRIDGE,),
            "3.where": ("place:old-market",),
        },
        Photos((SAID_OF_BENCH, PhotoAnswer(BRIDGE, where="place:old-market"))),
    ),
]

FAULTS: list[tuple[Kind, Typed, Fault]] = [
    (Kind.SINGLE, {"": ("car",)}, Fault.UNKNOWN),
    (Kind.SINGLE, {"": ("foot", "bike")}, Fault.SEVERAL),
    (Kind.SINGLE, {"": ("other",), "other": ("x" * 301,)}, Fault.TOO_LONG),
    (Kind.AGREEMENT, {"": ("foot", "bike")}, Fault.SEVERAL),
    (Kind.YES_NO, {"": ("maybe",)}, Fault.UNKNOWN),
    (Kind.MULTIPLE, {"": ("foot", "car")}, Fault.UNKNOWN),
    (Kind.MULTIPLE, {"": ("foot", "none")}, Fault.EXCLUSIVE),
    (Kind.MULTIPLE, {"": ("none",), "other": ("by boat",)}, Fault.EXCLUSIVE),
    (Kind.GRID, {"park": ("foot", "bike")}, Fault.SEVERAL),
    (Kind.GRID, {"park": ("car",)}, Fault.UNKNOWN),
    (Kind.GRID, {"moon": ("foot",)}, Fault.UNKNOWN),
    (Kind.ZERO_TO_TEN, {"": ("11",)}, Fault.UNKNOWN),
    (Kind.ZERO_TO_TEN, {"": ("-1",)}, Fault.UNKNOWN),
    (Kind.ZERO_TO_TEN, {"": ("ten",)}, Fault.UNKNOWN),
    (Kind.ZERO_TO_TEN, {"": ("1", "2")}, Fault.SEVERAL),
    (Kind.RANKING, {"foot": ("1",), "bike": ("1",)}, Fault.SAME_NUMBER),
    (Kind.RANKING, {"foot": ("2",), "bike": ("3",)}, Fault.NUMBER_LEFT_OUT),
    (Kind.RANKING, {"foot": ("4",)}, Fault.UNKNOWN),
    (Kind.RANKING, {"foot": ("0",)}, Fault.UNKNOWN),
    (Kind.RANKING, {"car": ("1",)}, Fault.UNKNOWN),
    (Kind.RANKING, {"foot": ("1", "2")}, Fault.SEVERAL),
    (Kind.NUMBER, {"": ("seven",)}, Fault.NOT_A_NUMBER),
    (Kind.NUMBER, {"": ("1_0",)}, Fault.NOT_A_NUMBER),
    (Kind.NUMBER, {"": ("3.5",)}, Fault.NOT_A_NUMBER),
    (Kind.NUMBER, {"": ("9" * 5000,)}, Fault.NOT_A_NUMBER),
    (Kind.NUMBER, {"": ("-11",)}, Fault.TOO_SMALL),
    (Kind.NUMBER, {"": ("121",)}, Fault.TOO_LARGE),
    (Kind.DATE, {"day": ("22",), "month": ("11",)}, Fault.YEAR_MISSING),
    (Kind.DATE, {"day": ("22",), "year": ("2026",)}, Fault.MONTH_MISSING),
    (Kind.DATE, {"year": ("26",)}, Fault.YEAR_FORM),
    (Kind.DATE, {"year": ("1405",), "month": ("9",)}, Fault.YEAR_FORM),
    (Kind.DATE, {"year": ("2026",), "month": ("13",)}, Fault.NO_SUCH_DATE),
    (Kind.DATE, {"year": ("2026",), "month": ("2",), "day": ("29",)}, Fault.NO_SUCH_DATE),
    (Kind.DATE, {"year": ("2026",), "month": ("0",)}, Fault.NO_SUCH_DATE),
    (Kind.DATE, {"year": ("2026",), "month": ("2",), "day": ("9" * 15,)}, Fault.NO_SUCH_DATE),
    (Kind.DATE, {"year": ("2026",), "month": ("May",)}, Fault.NOT_A_DATE),
    (Kind.DATE, {"year": ("2026", "2027")}, Fault.NOT_A_DATE),
    (Kind.SHORT_TEXT, {"": ("x" * 301,)}, Fault.TOO_LONG),
    (Kind.LONG_TEXT, {"": ("\N{WAVING HAND SIGN}" * 4001,)}, Fault.TOO_LONG),
    (Kind.LONG_TEXT, {"": ("one", "two")}, Fault.SEVERAL),
    (Kind.WARD, {"": ("E3",)}, Fault.UNKNOWN),
    (Kind.WARD, {"": ("E1", "E2")}, Fault.SEVERAL),
    (Kind.PLACE, {"": ("E3",)}, Fault.UNKNOWN),
    (Kind.PLACE, {"": ("E1", "online")}, Fault.SEVERAL),
    (Kind.PLACE, {"": ("E1",), "words": ("x" * 301,)}, Fault.TOO_LONG),
    (Kind.VOICE, {"": ("x" * 4001,), "recording": ("rc_4k2m0v9s7d1q",)}, Fault.TOO_LONG),
    (Kind.VOICE, {"recording": ("tx_4k2m0v9s7d1q",)}, Fault.UNKNOWN),
    (Kind.VOICE, {"recording": ("rc_4k2m0v9s7d1q", "rc_4k2m0v9s7d1z")}, Fault.UNKNOWN),
    (Kind.PHOTO, {"1.photo": ("rc_4k2m0v9s7d1q",)}, Fault.UNKNOWN),
    (Kind.PHOTO, {"1.photo": (BENCH,), "2.photo": (BENCH,)}, Fault.UNKNOWN),
    (Kind.PHOTO, {"1.photo": (BENCH,), "1.feeling": ("glad",)}, Fault.UNKNOWN),
    (Kind.PHOTO, {"1.photo": (BENCH,), "1.showing": ("everywhere",)}, Fault.UNKNOWN),
    (Kind.PHOTO, {"1.photo": (BENCH,), "1.people": ("many",)}, Fault.UNKNOWN),
    (Kind.PHOTO, {"1.photo": (BENCH,), "1.where": ("E3",)}, Fault.UNKNOWN),
    (Kind.PHOTO, {"1.photo": (BENCH,), "1.where": ("place:<b>",)}, Fault.UNKNOWN),
    (Kind.PHOTO, {"1.photo": (BENCH, BRIDGE)}, Fault.SEVERAL),
    (Kind.PHOTO, {"1.photo": (BENCH,), "1.caption": ("x" * 2001,)}, Fault.TOO_LONG),
    (Kind.PHOTO, {"1.photo": (BENCH,), "1.where_words": ("x" * 2001,)}, Fault.TOO_LONG),
]

SHOWN: list[tuple[Kind, Value, tuple[Shown, ...]]] = [
    (Kind.SINGLE, "foot", (Wording("Pieszo", "pl"),)),
    (Kind.SINGLE, WithWords("other", Words("<boat>")), (Wording("Another way", "en"), "<boat>")),
    (Kind.AGREEMENT, "bike", (Wording("By bike", "en"),)),
    (Kind.YES_NO, "yes", (Wording("Tak", "pl"),)),
    (Kind.MULTIPLE, ("foot", "bike"), (Wording("Pieszo", "pl"), Wording("By bike", "en"))),
    (Kind.MULTIPLE, WithWords(("other",), Words("boat")), (Wording("Another way", "en"), "boat")),
    (Kind.GRID, ByRow((("park", "foot"),)), (Wording("Park – Pieszo", "pl"),)),
    (Kind.GRID, ByRow((("park", "bike"),)), (Wording("Park", "pl"), Wording("By bike", "en"))),
    (Kind.ZERO_TO_TEN, 0, (Wording("0", "pl"),)),
    (Kind.RANKING, ("bike", "foot"), (Wording("1. By bike", "en"), Wording("2. Pieszo", "pl"))),
    (Kind.NUMBER, 0, ("0",)),
    (Kind.DATE, "2026", (Wording("2026", "pl"),)),
    (Kind.DATE, "2026-11", (Wording("listopad 2026", "pl"),)),
    (Kind.DATE, "2026-11-02", (Wording("2 listopada 2026", "pl"),)),
    (Kind.SHORT_TEXT, Words(" <b>"), (" <b>",)),
    (Kind.LONG_TEXT, Words("a\nb"), ("a\nb",)),
    (Kind.WARD, "E2", ("Easton & Lawrence Hill",)),
    (Kind.WARD, "gone", ("gone",)),
    (Kind.PLACE, "E1", ("Ashley",)),
    (Kind.PLACE, Words("the bridge"), ("the bridge",)),
    (Kind.PLACE, WithWords("online", Words("a forum")), (Wording("W sieci", "pl"), "a forum")),
    (Kind.VOICE, Words("<b>"), ("<b>",)),
    (Kind.VOICE, "rc_4k2m0v9s7d1q", (Spoken(),)),
    (Kind.VOICE, WithWords("rc_4k2m0v9s7d1q", Words("The bus.")), (Spoken(), "The bus.")),
    (
        Kind.PHOTO,
        Photos((SAID_OF_BENCH, PhotoAnswer(BRIDGE))),
        (Pictured(1, SAID_OF_BENCH, "Easton & Lawrence Hill"), Pictured(2, PhotoAnswer(BRIDGE), None)),
    ),
]

CELLS: list[tuple[Kind, Value, dict[str, str | int]]] = [
    (Kind.SINGLE, "foot", {"q": "[foot]", "q.words": ""}),
    (Kind.SINGLE, WithWords("other", Words("=boat")), {"q": "[other]", "q.words": "=boat"}),
    (Kind.AGREEMENT, "foot", {"q": "[foot]"}),
    (Kind.YES_NO, "yes", {"q": "[yes]"}),
    (Kind.MULTIPLE, ("bike",), {"q.foot": 0, "q.bike": 1, "q.none": 0, "q.other": 0, "q.words": ""}),
    (
        Kind.MULTIPLE,
        WithWords(("bike", "other"), Words("boat")),
        {"q.foot": 0, "q.bike": 1, "q.none": 0, "q.other": 1, "q.words": "boat"},
    ),
    (Kind.GRID, ByRow((("shop", "foot"),)), {"q.park": Missing.SKIPPED, "q.shop": "[foot]"}),
    (Kind.ZERO_TO_TEN, 10, {"q": 10}),
    (Kind.RANKING, ("bike", "foot"), {"q.foot": 2, "q.bike": 1, "q.none": Missing.SKIPPED}),
    (Kind.NUMBER, 7, {"q": 7}),
    (Kind.DATE, "2026-11", {"q": "2026-11"}),
    (Kind.SHORT_TEXT, Words("a"), {"q": "a"}),
    (Kind.LONG_TEXT, Words("=1+1"), {"q": "=1+1"}),
    (Kind.WARD, "E1", {"q": "[E1]"}),
    (Kind.PLACE, Words("the bridge"), {"q": Missing.SKIPPED, "q.words": "the bridge"}),
    (Kind.PLACE, WithWords("E1", Words("the bridge")), {"q": "[E1]", "q.words": "the bridge"}),
    (Kind.VOICE, Words("The bus."), {"q": "The bus.", "q.recording": ""}),
    (Kind.VOICE, "rc_4k2m0v9s7d1q", {"q": "", "q.recording": "rc_4k2m0v9s7d1q"}),
    (
        Kind.VOICE,
        WithWords("rc_4k2m0v9s7d1q", Words("The bus.")),
        {"q": "The bus.", "q.recording": "rc_4k2m0v9s7d1q"},
    ),
    (
        Kind.PHOTO,
        Photos((SAID_OF_BENCH, PhotoAnswer(BRIDGE, where="on_a_route"))),
        {
            "q": f"{BENCH}|{BRIDGE}",
            "q.words": "1.  Here\nI sit. ",
            "q.feeling": "both|",
            "q.where": "[E2]|on_a_route",
            "q.where_words": "1. by the school",
            "q.showing": "forum|research",
            "q.people": "not_sure|",
        },
    ),
]


def question(kind: Kind) -> Question:
    """A question of this kind."""
    rows = ROWS if kind is Kind.GRID else ()
    bounds = (None, 20) if kind is Kind.PHOTO else (-10, 120)
    return Question(
        "q", kind, Text.of("?"), choices=LISTS.get(kind, ()), rows=rows, minimum=bounds[0], maximum=bounds[1]
    )


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_when_it_exists_then_it_has_a_row_a_template_and_tests(kind: Kind) -> None:
    assert kind in KINDS
    assert (TEMPLATES / "kinds" / f"{kind}.html").is_file()
    for cases in (READ, FAULTS, SHOWN, CELLS):
        assert kind in {case[0] for case in cases}


@pytest.mark.parametrize("fault", Fault)
def test_a_fault_when_it_exists_then_the_page_has_words_for_it(fault: Fault) -> None:
    templates = "".join((TEMPLATES / name).read_text() for name in FAULT_WORDS)
    assert f'code == "{fault}"' in templates


@pytest.mark.parametrize(("kind", "typed", "value"), READ)
def test_reading_when_the_answer_is_good_then_it_is_the_value(kind: Kind, typed: Typed, value: Value) -> None:
    reading = KINDS[kind].read(question(kind), typed, WARDS)
    assert (reading.value, reading.findings) == (value, ())


@pytest.mark.parametrize(("kind", "typed", "fault"), FAULTS)
def test_reading_when_the_answer_is_faulty_then_it_says_which_question_and_why(
    kind: Kind, typed: Typed, fault: Fault
) -> None:
    reading = KINDS[kind].read(question(kind), typed, WARDS)
    assert reading.value is Missing.SKIPPED
    assert [(finding.where, finding.code) for finding in reading.findings] == [("q", fault)]


@pytest.mark.parametrize(("kind", "typed", "value"), READ)
def test_saying_again_when_a_value_becomes_a_form_then_reading_that_gives_the_value(
    kind: Kind, typed: Typed, value: Value
) -> None:
    asked = question(kind)
    form = as_form(asked, Answer(value, "en"))
    assert read_form([asked], form, "en", WARDS).answers["q"].value == value
    assert len(form) >= len(typed)


def test_reading_when_a_text_has_just_the_room_then_it_is_counted_in_code_points() -> None:
    typed = {"": ("\N{WAVING HAND SIGN}" * 4000,)}
    assert KINDS[Kind.LONG_TEXT].read(question(Kind.LONG_TEXT), typed, WARDS).findings == ()


def test_reading_when_a_required_grid_has_a_row_left_then_it_is_faulty() -> None:
    asked = Question("q", Kind.GRID, Text.of("?"), choices=CHOICES, rows=ROWS, required=True)
    (finding,) = KINDS[Kind.GRID].read(asked, {"park": ("foot",)}, WARDS).findings
    assert finding.code == Fault.ROWS_LEFT


@pytest.mark.parametrize(("kind", "value", "shown"), SHOWN)
def test_showing_when_there_is_an_answer_then_it_is_in_words(
    kind: Kind, value: Value, shown: tuple[Shown, ...]
) -> None:
    assert KINDS[kind].show(question(kind), value, "pl", WARDS) == shown


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [("fa", "2026-11", "نوامبر ۲۰۲۶"), ("bn", "2026", "২০২৬"), ("zh-Hans", "2026-11-02", "2026年11月2日")],
)
def test_showing_when_a_language_has_its_own_digits_then_dates_have_them(language: str, value: str, shown: str) -> None:
    assert KINDS[Kind.DATE].show(question(Kind.DATE), value, language, WARDS) == (Wording(shown, language),)


@pytest.mark.parametrize(("kind", "value", "cells"), CELLS)
def test_exporting_when_there_is_an_answer_then_each_column_has_its_cell(
    kind: Kind, value: Value, cells: dict[str, str | int]
) -> None:
    row = KINDS[kind]
    names = [column.name for column in row.columns(question(kind))]
    written = row.cells(question(kind), value, lambda code: f"[{code}]")
    assert dict(zip(names, written, strict=True)) == cells
