"""Printed posters: what they say, in which direction, and that their codes can be read as they hang there."""

from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from ei_collect.forum.pdf import to_pdf
from ei_collect.language.languages import LANGUAGES
from ei_collect.places.picture import pages_of, to_png
from ei_collect.places.printing import Paper, Size, to_svg
from tests import verapdf
from tests.places.posters import FACTS, codes_in, picture, press
from tests.web.pages import PageReader

SIZES = (0.35, 0.5, 0.8, 1.0, 1.6)
TURNS = (0, 7, 33, 90, 135, 180, 251, 344)
BLURS = (0, 0.5, 1.0, 1.5, 2.0)
"""Of the poster as it is on a screen of 150 dots an inch; the blur, in dots of a module that has six at least."""

SETTINGS = list(product(SIZES, TURNS, BLURS))
EVERY_NTH = 19


@cache
def _printed(paper: Paper, language: str) -> Image.Image:
    facts = replace(FACTS, languages=(language,))
    return picture(to_png(to_pdf(press(language).page(facts, paper))))


def test_settings_when_counted_then_200() -> None:
    assert len(SETTINGS) == 200


@pytest.mark.parametrize(
    ("size", "turn", "blur"),
    [
        pytest.param(*setting, marks=() if number % EVERY_NTH == 0 else pytest.mark.full)
        for number, setting in enumerate(SETTINGS)
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_code_when_photographed_small_turned_and_blurred_then_it_is_read(
    language: str, size: float, turn: int, blur: float
) -> None:
    poster = _printed(Paper.A4, language)
    seen = poster.resize((round(poster.width * size), round(poster.height * size)), Image.Resampling.LANCZOS)
    seen = seen.rotate(turn, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    seen = seen.filter(ImageFilter.GaussianBlur(blur * size))
    assert codes_in(seen) == ["https://listen.town/p/K7M4QX2"]


def test_cards_when_printed_then_each_of_the_ten_can_be_read() -> None:
    assert codes_in(_printed(Paper.CARDS, "ar")) == ["https://listen.town/p/K7M4QX2"] * 10


def test_a3_when_printed_then_it_is_the_same_and_larger() -> None:
    small, large = _printed(Paper.A4, "en"), _printed(Paper.A3, "en")
    assert (large.width / small.width, large.height / small.height) == pytest.approx((2**0.5, 2**0.5), rel=0.01)
    assert codes_in(large) == codes_in(small)


def test_poster_when_read_then_it_says_what_who_and_what_to_do_if_it_looks_wrong() -> None:
    page = PageReader(press("en").page(FACTS, Paper.A4))
    for words in ("Our town", "What helps?", "Everyday <Bristol>", "A council", "About 10 minutes.", "aged 16 or over"):
        assert words in page.text
    for words in ("You need no account", "listen.town/p/K7M4QX2", "31 March 2027", "The park & pond · May · K7M4QX2"):
        assert words in page.text
    assert "Does this poster look wrong?" in page.text
    assert "team@example.org" in page.text


def test_poster_when_read_then_every_language_has_its_own_name_code_and_direction() -> None:
    page = PageReader(press("en").page(FACTS, Paper.A4))
    named = {given["lang"]: given["dir"] for tag, given in page.tags if tag == "li" and "lang" in given}
    assert named == {code: LANGUAGES[code].direction for code in FACTS.offered}
    assert all(LANGUAGES[code].own_name in page.text for code in FACTS.offered)


@pytest.mark.parametrize(("languages", "direction"), [(("ar", "en"), "rtl"), (("en", "ar"), "ltr")])
def test_poster_when_its_first_language_runs_from_right_to_left_then_so_does_the_page(
    languages: tuple[str, ...], direction: str
) -> None:
    page = PageReader(press(*languages).page(replace(FACTS, languages=languages), Paper.A4))
    html = next(given for tag, given in page.tags if tag == "html")
    section = next(given for tag, given in page.tags if given.get("class") == "also")
    assert (html["lang"], html["dir"]) == (languages[0], direction)
    assert (section["lang"], section["dir"]) == (languages[1], LANGUAGES[languages[1]].direction)
    assert all(given["dir"] == "ltr" for tag, given in page.tags if tag == "bdi" and "dir" in given)


def test_poster_when_somebody_s_words_run_the_other_way_then_they_are_marked_so() -> None:
    page = PageReader(press("en").page(replace(FACTS, contact="(0117) اتصلوا بنا"), Paper.CARDS))
    contacts = [given for tag, given in page.tags if given.get("class") == "contact"]
    assert [given["dir"] for given in contacts] == ["rtl"] * 10


def test_poster_when_a_wording_is_not_translated_then_it_is_marked_as_what_it_is() -> None:
    page = press("so").page(replace(FACTS, languages=("so",)), Paper.CARDS)
    assert "Magaaladeena" in page
    assert '<span lang="en" dir="ltr">What helps?</span>' in press("so").page(
        replace(FACTS, languages=("so",)), Paper.A4
    )


def test_poster_when_it_is_in_many_languages_then_small_letters_bring_it_onto_one_page() -> None:
    languages = ("ar", "en", "so", "pl", "zh-Hans")
    facts, printer = replace(FACTS, languages=languages), press(*languages)
    sizes = [pages_of(to_pdf(printer.page(facts, Paper.A4, size))) for size in Size]
    assert sizes[0] > 1
    assert sizes[-1] == 1


def test_poster_when_a_translation_is_a_draft_then_it_says_so_beside_it_and_nowhere_else() -> None:
    facts = replace(FACTS, languages=("en", "pl"), drafts=frozenset({"pl"}))
    for paper, times in ((Paper.A4, 1), (Paper.CARDS, 0)):
        assert press("en", "pl").page(facts, paper).count('<p class="draft">') == times


def test_drawing_when_it_stands_alone_then_an_image_with_a_white_ground() -> None:
    drawing = to_svg(FACTS.square)
    assert drawing.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert 'fill="#fff"' in drawing
    assert FACTS.square.path in drawing


@pytest.mark.parametrize("paper", [Paper.A4, Paper.CARDS])
def test_poster_when_verapdf_reads_it_then_it_conforms_to_pdf_ua(paper: Paper, tmp_path: Path) -> None:
    if reason := verapdf.why_absent():
        pytest.skip(reason)
    path = tmp_path / "poster.pdf"
    path.write_bytes(to_pdf(press("ar", "en").page(replace(FACTS, languages=("ar", "en")), paper)))
    assert verapdf.findings(path) == []
