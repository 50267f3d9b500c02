"""Marks and words that are typed off a page become the form that a screen would have sent, whatever the paper is like."""

import pytest

from ei_collect.fieldwork.keyed import Keyed, PageToKey, pages_to_key
from ei_collect.fieldwork.keying import as_typed, read_page, tokens_of
from ei_collect.fieldwork.layout import Layout
from ei_collect.fieldwork.numbering import RESEARCH
from ei_collect.fieldwork.paper_form import HELP, HELP_FROM, HELP_INTO
from tests.answering.every_kind import FILLED_IN as ON_A_SCREEN
from tests.fieldwork.sheets import FORM, PAGES, WARDS, typed_all, types
from tests.operations.sheet_desk import FILLED_IN, layout_by_section, on_page


@pytest.mark.parametrize(
    ("written", "marks"),
    [
        ("1 3 4", ["1", "3", "4"]),
        ("1,3 ;4", ["1", "3", "4"]),
        ("a3b1C2", ["a3", "b1", "c2"]),
        ("1:3 2:1", ["a3", "b1"]),
        ("27:2", ["aa2"]),
        ("a? 2:?", ["a?", "b?"]),
        ("١ ٣، ۴", ["1", "3", "4"]),
        ("１ Ｐ", ["1", "p"]),
        ("؟", ["?"]),
        ("１、３，４？", ["1", "3", "4", "?"]),
        ("0:1", ["0:1"]),
        ("  ", []),
        ("2!", ["2", "!"]),
    ],
)
def test_tokens_of_when_a_line_is_typed_then_its_marks(written: str, marks: list[str]) -> None:
    assert list(tokens_of(written)) == marks


def test_sheet_when_all_of_it_is_typed_then_its_form_is_that_of_a_screen() -> None:
    keyed = typed_all()
    form = {name: values for fields in ON_A_SCREEN.values() for name, values in fields.items()}
    expected = {**form, "q_home_pnts": ["1"]}
    del expected["q_home"]
    assert keyed.form == expected
    assert keyed.facts == {RESEARCH: ["1"], HELP: ["scribe"]}
    assert keyed.unreadable == frozenset()


@pytest.mark.parametrize("sign", ["?", "؟", "？ "])
def test_words_when_nobody_can_read_them_then_so_said_with_the_question_mark_of_any_keyboard(sign: str) -> None:
    assert typed_all({"q_what_helps": sign}).unreadable == {"q_what_helps"}


@pytest.mark.parametrize(
    ("written", "kept"), [("Somali", ["so"]), ("soomaali", ["so"]), ("other", ["other"]), ("  ", None)]
)
def test_languages_of_an_interpreter_when_typed_then_as_codes(written: str, kept: list[str] | None) -> None:
    keyed = typed_all({HELP: "4", HELP_FROM: written, HELP_INTO: "?"})
    assert keyed.facts.get(HELP_FROM) == kept
    assert keyed.facts[HELP] == ["interpreter"]
    assert keyed.unreadable == {HELP_INTO}


def test_languages_of_an_interpreter_when_unknown_or_without_one_then_told() -> None:
    page = next(page for page in PAGES if page.between)
    read = read_page(page, {HELP: "4", HELP_FROM: "Klingon"}, WARDS)
    assert [finding.code for finding in read.findings] == ["keyed-language"]
    assert "other" in read.findings[0].mend
    read = read_page(page, {HELP: "3", HELP_INTO: "Welsh"}, WARDS)
    assert "keyed-between" in [doubt.code for doubt in read.doubts]


def test_languages_of_an_interpreter_when_the_sheet_was_printed_without_room_then_asked_beside_who_helped() -> None:
    pages = [page for page in pages_to_key(FORM, layout_by_section(FORM)) if page.between]
    assert [bool(page.helps) for page in pages] == [True]


def test_as_typed_when_read_again_then_the_same() -> None:
    changes = {"ways": "", "how_often": "a1 a2 c?", "q_since.year": "?", "q_what_helps": "", "what_helps": "?"}
    changes |= {HELP_FROM: "Kurdish (Sorani)", HELP_INTO: "?"}
    changes |= {"q_since.day": "?", "q_since.month": "", "speaks": "?", "where_met": "1 2", "age": "1 2", HELP: "?"}
    keyed = typed_all({**changes, "home": "", "q_home": "st george and troopers hill"})
    again = Keyed()
    for page in PAGES:
        read = read_page(page, as_typed(page, keyed, WARDS), WARDS)
        assert read.findings == ()
        again = again.with_page(page, read.keyed)
    assert again == keyed
    assert keyed.form["q_home"] == ["E05010886"]
    unreadable = {"q_how_often.market", "q_since.year", "q_since.day", "q_what_helps", "q_speaks", HELP, HELP_INTO}
    assert keyed.unreadable == unreadable


@pytest.mark.parametrize(
    ("question", "marks"), [("age", "3"), ("age", "12"), ("how_often", "d1"), ("how_often", "a4"), ("age", "p?")]
)
def test_mark_when_it_is_not_printed_there_then_it_must_be_mended(question: str, marks: str) -> None:
    (finding,) = types(question, marks).findings
    assert finding.code == "keyed-unknown"
    assert finding.where.startswith("question ")
    assert "? is not readable" in finding.mend


def test_ward_when_there_is_none_of_that_name_then_it_must_be_mended() -> None:
    (finding,) = types("home", own="Gotham").findings
    assert finding.code == "keyed-ward"
    assert types("home", own="ashley").keyed.form == {"q_home": ["E05010885"]}


@pytest.mark.parametrize(
    ("question", "marks", "rooms", "code"),
    [
        ("age", "1 2", {}, "keyed-two-ticked"),
        ("ways", "1 5", {}, "keyed-two-ticked"),
        ("how_often", "a1 b2 b3", {}, "keyed-two-ticked"),
        ("age", "1 p", {}, "keyed-beside-rather-not"),
        ("belong", "1 d", {}, "keyed-two-ticked"),
        ("years", "", {"own": "150"}, "keyed-no-answer"),
        ("years", "", {"own": "a long time"}, "keyed-no-answer"),
        ("since", "", {"day": "4"}, "keyed-no-answer"),
        ("since", "", {"day": "31", "month": "2", "year": "2019"}, "keyed-no-answer"),
        ("what_first", "", {"buses": "1", "parks": "1"}, "keyed-two-ticked"),
        ("what_first", "", {"buses": "1", "parks": "3"}, "keyed-no-answer"),
    ],
)
def test_paper_when_it_is_faulty_then_the_keyer_looks_again_and_nothing_is_refused(
    question: str, marks: str, rooms: dict[str, str], code: str
) -> None:
    read = types(question, marks, **rooms)
    assert read.findings == ()
    assert [doubt.code for doubt in read.doubts] == [code]


@pytest.mark.parametrize(
    ("question", "marks"), [("age", "?"), ("age", ""), ("belong", ""), ("how_often", "a? b1"), ("ways", "1 2 3")]
)
def test_paper_when_nothing_is_wrong_with_it_then_nothing_is_asked(question: str, marks: str) -> None:
    read = types(question, marks)
    assert (read.findings, read.doubts) == ((), ())


def test_numbers_when_written_in_any_digits_then_they_are_the_same() -> None:
    assert types("years", own="١٢").keyed.form == types("years", own=" 012 ").keyed.form == {"q_years": ["12"]}


def test_words_when_typed_then_kept_exactly() -> None:
    assert types("what_helps", own="  A bench\r\n\x00 ").keyed.form == {"q_what_helps": ["  A bench\n\u2400 "]}


def test_marks_when_typed_in_any_order_then_the_form_has_that_of_the_boxes() -> None:
    assert types("ways", "4 1 4").keyed == types("ways", "1 4").keyed


def test_agreement_when_it_is_not_ticked_or_not_readable_then_doubted() -> None:
    (page, *_) = PAGES
    for written in ("", "?"):
        read = read_page(page, {**on_page(page, FILLED_IN), RESEARCH: written}, WARDS)
        assert [doubt.code for doubt in read.doubts] == ["keyed-not-agreed"]
        assert RESEARCH not in read.keyed.facts
    assert read_page(page, {RESEARCH: "2"}, WARDS).findings[0].code == "keyed-unknown"
    assert read_page(page, {RESEARCH: "x"}, WARDS).keyed.facts == {RESEARCH: ["1"]}


def test_help_when_several_are_ticked_then_doubted() -> None:
    read = read_page(PAGES[-1], {HELP: "4 2"}, WARDS)
    assert [doubt.code for doubt in read.doubts] == ["keyed-helps"]
    assert read.keyed.facts == {HELP: ["read_aloud", "interpreter"]}
    assert read_page(PAGES[-1], {HELP: "9"}, WARDS).findings[0].code == "keyed-unknown"


def test_page_when_typed_again_then_nothing_of_before_is_left() -> None:
    keyed = typed_all()
    emptied = keyed.with_page(PAGES[0], Keyed())
    assert not set(emptied.form) & set(PAGES[0].fields())
    assert set(emptied.form) == set(keyed.form) - set(PAGES[0].fields())


def test_pages_to_key_when_the_layout_lacks_a_field_then_it_stands_on_the_last_page() -> None:
    layout = layout_by_section(FORM)
    without = Layout((*layout.pages[:1], (), *layout.pages[2:]), layout.corners)
    pages = pages_to_key(FORM, without)
    assert _codes(pages[1]) == []
    assert set(_codes(pages[-1])) == {*_codes(PAGES[1]), *_codes(PAGES[-1])}
    assert sum(len(page.questions) for page in pages) == len([*FORM.sections[0].section.questions, *_later()])


def _codes(page: PageToKey) -> list[str]:
    return [each.question.code for each in page.questions]


def _later() -> list[object]:
    return [question for section in FORM.sections[1:] for question in section.questions]
