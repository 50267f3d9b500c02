"""Printed sheets: what stands on them, where the boxes are, and that their codes can be read off the paper."""

from base64 import b64encode
from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from ei_collect.answering.receipts import mint
from ei_collect.fieldwork.layout import Layout
from ei_collect.fieldwork.numbering import paper_form
from ei_collect.fieldwork.paper import AT_ONCE, PaperFacts, SheetCodes, SheetPress
from ei_collect.fieldwork.paper_form import PaperForm
from ei_collect.fieldwork.sheet_code import mint_sheet_code, page_code, shown_sheet_code
from ei_collect.language.catalogues import INTERFACE, read_catalogue
from ei_collect.projects.project import Project
from ei_collect.survey.definition import Survey
from tests.answering.every_kind import EVERY_KIND
from tests.answering.surveys import TOWN, load_yaml
from tests.conftest import HOME
from tests.fieldwork.following import version_of
from tests.places.posters import codes_in

A4 = (595.28, 841.89)
PROJECT = Project(
    "pr_1", "bristol", "Everyday <Bristol>", ("en",), "team@example.org", "1", None, None, "bristol", True
)
EVERY, SMALL = load_yaml(EVERY_KIND), load_yaml(TOWN)
SHEETS = [SheetCodes(mint_sheet_code(), mint()) for _ in range(2)]
DOTS = 100


def press(survey: Survey, language: str = "en", *, large_print: bool = False) -> SheetPress:
    facts = PaperFacts(PROJECT, version_of(survey), language, "https://listen.town", large_print=large_print)
    return SheetPress(facts, read_catalogue(HOME / "translations", language, INTERFACE))


@cache
def printed(language: str = "en", *, large_print: bool = False) -> tuple[bytes, Layout]:
    """Two sheets with every kind of question."""
    made = press(EVERY, language, large_print=large_print)
    return made.printed(SHEETS), made.layout


@cache
def pictures(language: str = "en", *, large_print: bool = False) -> list[Image.Image]:
    """Every page in black and white."""
    document = pypdfium2.PdfDocument(printed(language, large_print=large_print)[0])
    return [page.render(scale=DOTS / 72, grayscale=True).to_pil().convert("1").convert("L") for page in document]


def words_on(pdf: bytes) -> list[str]:
    """The words of each page, spaces made even."""
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(pdf)]


def fields_of(form: PaperForm) -> list[tuple[str, str | None]]:
    """Everything that can be filled in, in the order in which it is read."""
    asked = [question for part in form.sections for question in part.questions]
    boxes = [*form.consents, *form.helps, *(box for question in asked for box in question.boxes)]
    rooms = [*form.between, *(room for question in asked for room in question.rooms)]
    return [*((box.field, box.value) for box in boxes), *((room.field, None) for room in rooms)]


@pytest.mark.parametrize(("language", "large_print"), [("en", False), ("ar", False), ("en", True)])
def test_sheet_when_drawn_then_every_box_and_room_has_its_place(language: str, large_print: bool) -> None:
    layout = printed(language, large_print=large_print)[1]
    spots = [spot for page in layout.pages for spot in page]
    found = [(spot.field, spot.value) for spot in spots]
    assert sorted(found, key=str) == sorted(fields_of(paper_form(version_of(EVERY), language)), key=str)
    for spot in spots:
        assert spot.width >= 10
        assert spot.height >= 10
        assert spot.left >= 30
        assert spot.left + spot.width <= A4[0] - 30
        assert spot.top + spot.height <= A4[1] - 30


def test_spots_when_drawn_then_none_lies_upon_another() -> None:
    for page in printed()[1].pages:
        for place, one in enumerate(page):
            for other in page[place + 1 :]:
                beside = one.left + one.width <= other.left or other.left + other.width <= one.left
                above = one.top + one.height <= other.top or other.top + other.height <= one.top
                assert beside or above, (one, other)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_box_when_printed_then_is_where_the_layout_says(language: str) -> None:
    """Its frame is dark there, and it is empty within."""
    layout = printed(language)[1]
    pages = pictures(language)[2 : 2 + len(layout.pages)]
    for picture, spots in zip(pages, layout.pages, strict=True):
        for spot in (spot for spot in spots if spot.value is not None):
            left, top, width, height = (each * DOTS / 72 for each in (spot.left, spot.top, spot.width, spot.height))
            inner = picture.crop((int(left + 4), int(top + 4), int(left + width - 3), int(top + height - 3)))
            outer = picture.crop((int(left - 1), int(top - 1), int(left + width + 2), int(top + height + 2)))
            assert inner.getextrema() == (255, 255), spot
            dark = outer.histogram()[0]
            assert dark > 3 * width, spot


def test_corners_when_printed_then_black_where_the_layout_says() -> None:
    layout = printed()[1]
    for picture in pictures()[2 : 2 + len(layout.pages)]:
        for left, top in layout.corners:
            x, y = left * DOTS / 72, top * DOTS / 72
            assert picture.crop((int(x - 8), int(y - 8), int(x + 8), int(y + 8))).getextrema() == (0, 0)
            assert picture.crop((int(x - 16), int(y - 16), int(x + 16), int(y - 12))).getextrema() == (255, 255)


@pytest.mark.parametrize(("language", "large_print"), [("en", False), ("ar", False), ("en", True)])
def test_pages_when_photographed_then_tell_sheet_and_page(language: str, large_print: bool) -> None:
    layout = printed(language, large_print=large_print)[1]
    pages = len(layout.pages)
    told = [code for picture in pictures(language, large_print=large_print) for code in codes_in(picture)]
    assert told == [
        code
        for sheet in SHEETS
        for code in (
            f"https://listen.town/{language}/r#{sheet.receipt_code}",
            *(page_code(sheet.code, number) for number in range(1, pages + 1)),
        )
    ]


def test_sheet_when_printed_on_both_sides_then_shares_no_leaf() -> None:
    """Each begins on a front, and so do its pages to be filled in."""
    pages = [codes_in(picture) for picture in pictures()]
    fronts = pages[::2]
    assert len(pages) % 4 == 0
    for sheet in SHEETS:
        assert [f"https://listen.town/en/r#{sheet.receipt_code}"] in fronts
        assert [page_code(sheet.code, 1)] in fronts


def test_receipt_code_when_printed_then_on_the_page_to_keep_only() -> None:
    pages = words_on(printed()[0])
    for sheet in SHEETS:
        assert [number for number, words in enumerate(pages) if sheet.receipt_code in words] == [
            next(number for number, words in enumerate(pages) if shown_sheet_code(sheet.code) in words)
        ]


def test_sheet_when_printed_then_says_all_that_a_screen_says() -> None:
    told = " ".join(words_on(printed()[0]))
    for words in (
        *(question.label.wording("en").body for question in EVERY.questions()),
        *(question.hint.wording("en").body for question in EVERY.questions() if question.hint),
        *(question.why.wording("en").body for question in EVERY.questions() if question.why),
        *(choice.label.wording("en").body for question in EVERY.questions() for choice in question.choices),
        *(point.wording("en").body for point in EVERY.consent),
        "I have read this, and I agree to take part.",
        "Everyday <Bristol>",
        "team@example.org",
        "Answer this part only if: you did not tick “No” at question 1.",
        "You can add photos later with a phone.",
        "Did anyone help you to answer?",
    ):
        assert words in told, words


def test_choice_that_skips_when_printed_then_says_where_to_go() -> None:
    lines = [line for line in TOWN.splitlines() if "code: years" not in line]
    told = " ".join(words_on(press(load_yaml("\n".join(lines))).printed(SHEETS[:1])))
    assert "Often Go to question 4" in told


def test_draft_when_printed_then_says_so() -> None:
    facts = PaperFacts(PROJECT, version_of(SMALL), "en", "https://listen.town", is_draft=True)
    made = SheetPress(facts, read_catalogue(HOME / "translations", "en", INTERFACE))
    assert "This translation is a draft." in words_on(made.printed(SHEETS[:1]))[0]


def test_picture_of_a_question_when_printed_then_is_on_the_paper() -> None:
    with_picture = TOWN.replace(
        'label: "Where do you live?"', 'label: "Where do you live?", picture: {file: park.png, alt: A park}'
    )
    survey = load_yaml(with_picture)
    stored = "0" * 64 + ".png"
    section = survey.sections[0]
    picture = section.questions[0].picture
    assert picture
    asked = replace(section.questions[0], picture=replace(picture, stored=stored))
    changed = replace(section, questions=(asked, *section.questions[1:]))
    survey = replace(survey, sections=(changed, *survey.sections[1:]))
    held = BytesIO()
    Image.new("L", (40, 40), 0).save(held, "PNG")
    address = "data:image/png;base64," + b64encode(held.getvalue()).decode()
    facts = PaperFacts(PROJECT, version_of(survey), "en", "https://listen.town", pictures={stored: address})
    made = SheetPress(facts, read_catalogue(HOME / "translations", "en", INTERFACE)).printed(SHEETS[:1])
    with pikepdf.open(BytesIO(made)) as document:
        drawn = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
        assert any(each.get("/Subtype") == "/Image" and each.Width == 40 for each in drawn)


def test_many_sheets_when_printed_then_in_order_and_what_they_share_is_in_the_file_once() -> None:
    made = press(SMALL)
    many = [SheetCodes(mint_sheet_code(), mint()) for _ in range(AT_ONCE + 2)]
    one, all_of_them = made.printed(many[:1]), made.printed(many)
    assert len(all_of_them) - len(one) < (len(many) - 1) * len(one) / 4
    pages = words_on(all_of_them)
    each = len(words_on(one))
    assert len(pages) == each * len(many)
    for number, sheet in enumerate(many):
        own = pages[number * each : (number + 1) * each]
        assert sheet.receipt_code in own[0]
        assert "Who asks" in own[0]
        assert "Where do you live?" in own[2]
        assert all(shown_sheet_code(sheet.code) in words for words in own if words)
