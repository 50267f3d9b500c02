"""An interview guide on paper: a leaf for the person, pages for the interviewer, and the slip where none was printed."""

from io import BytesIO

import pikepdf
import pypdfium2

from ei_collect.answering.receipts import mint
from ei_collect.fieldwork.guide import guide_page, guide_press, slip
from ei_collect.fieldwork.numbering import IN_ENGLISH
from ei_collect.fieldwork.paper import PaperFacts, SheetCodes
from ei_collect.fieldwork.sheet_code import mint_sheet_code, shown_sheet_code
from ei_collect.projects.project import Project
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import load_yaml
from tests.operations.interview_desk import GUIDE

TOWN = Project(
    id="pr_1",
    slug="town",
    name="Our <town>",
    languages=("en",),
    contact="team@example.org",
    wave="1",
    starts_on=None,
    ends_on=None,
    place_set="bristol",
    demonstration=True,
)


def _facts() -> PaperFacts:
    version = PublishedVersion("sv_1", "pr_1", 1, load_yaml(GUIDE), ("en",), "digest")
    return PaperFacts(TOWN, version, "en", "http://localhost:8000")


def _words(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_guides_when_printed_then_the_first_leaf_is_the_persons_and_the_codes_are_where_they_belong() -> None:
    first, second = SheetCodes(mint_sheet_code(), mint()), SheetCodes(mint_sheet_code(), mint())
    pdf = guide_press(_facts(), IN_ENGLISH).printed([first, second])
    pages = _words(pdf)
    half = len(pages) // 2
    kept, *asked = pages[:half]
    assert first.receipt_code in kept
    assert "Thank you for your time." in kept
    assert "minute" not in kept, "nobody knows how long a talk takes"
    assert [page for page in asked if first.receipt_code in page] == []
    filled = [page for page in asked if page.strip()]
    assert all(shown_sheet_code(first.code) in page for page in filled)
    told = " ".join(filled)
    for words in ("Do you agree to take part?", "Who would we meet?", "Said", "Your notes", "Otherwise"):
        assert words in told
    assert second.receipt_code in pages[half]
    with pikepdf.open(BytesIO(pdf)) as printed:
        box = printed.pages[0].mediabox
        assert (round(float(box[2])), round(float(box[3]))) == (595, 842)


def test_guide_when_read_on_a_screen_then_no_code_and_nothing_to_fill_in() -> None:
    page = guide_page(_facts(), IN_ENGLISH)
    assert "<input" not in page
    assert "<main>" in page
    assert "Where would you take me?" in page


def test_slip_when_set_then_has_the_code_its_square_and_where_to_type_it() -> None:
    code = mint()
    page = slip("https://example.org", "ar", IN_ENGLISH, code)
    assert f'<p class="code"><bdi dir="ltr">{code}</bdi></p>' in page
    assert 'lang="ar" dir="rtl"' in page
    assert "example.org/ar/r" in page
    assert "<path" in page
