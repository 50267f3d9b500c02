"""Pages laid flat from pictures of any kind, and pictures that show no page, or two, or another one's code."""

import cv2
import numpy as np
import pytest

from ei_collect.fieldwork.scan_worker import _sort_of
from ei_collect.fieldwork.scanned import HEIGHT, INSET, WIDTH, Trouble
from ei_collect.fieldwork.sheet_code import page_code
from ei_collect.fieldwork.straightening import CODE_PLACES, Laid, _signs, lay_flat
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from tests.fieldwork.hall import Hall, hall
from tests.fieldwork.pens import SCALE, Picture

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def sheets(installation: Installation, project: Project) -> Hall:
    return hall(installation, project, 2)


def _lay(picture: Picture) -> Laid:
    return lay_flat(picture, _sort_of)


def _first_pages(sheets: Hall) -> list[tuple[str, Picture]]:
    return [(code, sheets.pages(number)[0]) for number, code in enumerate(sheets.codes)]


def _square_is_dark(picture: Picture, x: int, y: int) -> bool:
    return bool(picture[y - 8 : y + 8, x - 8 : x + 8].mean() < 60)


def test_page_when_turned_any_way_then_it_is_laid_upright_with_its_squares_in_place(sheets: Hall) -> None:
    code, page = _first_pages(sheets)[0]
    upright = _lay(page)
    for turns in range(4):
        laid = _lay(np.ascontiguousarray(np.rot90(page, turns)))
        assert (laid.words, laid.trouble, laid.picture.shape) == (page_code(code, 1), None, (HEIGHT, WIDTH))
        for x in (INSET, WIDTH - INSET):
            assert all(_square_is_dark(laid.picture, x, y) for y in (INSET, HEIGHT - INSET))
        assert np.abs(laid.picture.astype(int) - upright.picture).mean() < 4


@pytest.mark.parametrize("language", ["en", "ar"])
def test_code_when_printed_then_it_is_where_it_is_looked_for(
    installation: Installation, project: Project, language: str
) -> None:
    """Mend by the figures in `straightening`, should the stamps of a page have been moved."""
    code, page = _first_pages(hall(installation, project, 1, language=language))[0]
    (found,) = _signs(_lay(page).picture, _sort_of)
    assert found.words == page_code(code, 1)
    assert min(np.abs(found.corners - place).max() for place in CODE_PLACES) < 6


def test_two_pages_when_in_one_picture_then_it_is_nobodys(sheets: Hall) -> None:
    (_, first), (_, second) = _first_pages(sheets)
    laid = _lay(np.hstack([first, second]))
    assert (laid.words, laid.trouble) == (None, Trouble.SEVERAL_CODES)


def test_code_when_it_lies_on_another_page_then_that_page_is_not_read_under_it(sheets: Hall) -> None:
    """A strip of one sheet, with its code, lies over a page of which only the squares can be seen."""
    (code, first), (_, second) = _first_pages(sheets)
    top = round(35 / 25.4 * 72 * SCALE)
    over = second.copy()
    over[:top, 150:-150] = 255
    strip = first[45:170, 1000:1140]
    for down, left in ((200, 300), (100, 700), (80, 990)):
        mixed = over.copy()
        mixed[down : down + strip.shape[0], left : left + strip.shape[1]] = strip
        laid = _lay(mixed)
        assert (laid.words, laid.trouble) == (page_code(code, 1), Trouble.NO_CORNERS)


def test_square_when_torn_off_then_the_page_is_known_but_not_laid_flat(sheets: Hall) -> None:
    code, page = _first_pages(sheets)[0]
    torn = page.copy()
    torn[-120:, :120] = 255
    laid = _lay(torn)
    assert (laid.words, laid.trouble) == (page_code(code, 1), Trouble.NO_CORNERS)


def test_page_that_people_keep_when_scanned_then_it_is_told_from_the_others(sheets: Hall) -> None:
    kept, page = sheets.page_to_keep(), _first_pages(sheets)[0][1]
    assert _lay(kept).trouble is Trouble.SLIP
    assert _lay(np.hstack([kept, page])).trouble in {Trouble.SLIP, None}
    assert _lay(np.hstack([kept, page[:, : page.shape[1] * 9 // 10]])).trouble is Trouble.SLIP


@pytest.mark.parametrize(("grey", "trouble"), [(255, Trouble.BLANK), (120, Trouble.BLANK)])
def test_back_of_a_leaf_when_scanned_then_it_is_blank(grey: int, trouble: Trouble) -> None:
    noise = np.random.default_rng(1).normal(grey, 3, (1700, 1200)).clip(0, 255).astype(np.uint8)
    assert _lay(noise).trouble is trouble


def test_picture_when_of_something_else_then_no_code_is_found() -> None:
    picture = np.full((900, 900), 255, np.uint8)
    cv2.putText(picture, "Minutes of the meeting", (60, 400), cv2.FONT_HERSHEY_SIMPLEX, 2, 0, 4)
    assert (_lay(picture).words, _lay(picture).trouble) == (None, Trouble.NO_CODE)
