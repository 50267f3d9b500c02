"""The pack as a page: accessible, self-contained, and never alive with anybody's words."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from ei_collect.coding.coding import Stance
from ei_collect.forum.pack import HAS_SYNTHETIC, UNCONFIRMED, ForumPack
from ei_collect.forum.page import to_html
from tests.forum.packs import candidate, pack, piece, synthetic


class Outline(HTMLParser):
    """What a page consists of: its headings' levels, its elements with their attributes, and what stands in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of this kind."""
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def whole() -> ForumPack:
    """A pack in which there is something of everything."""
    return pack(
        candidate(piece(1, "السلام عليكم 2021", language="ar"), dimensions=("social", "spatial")),
        candidate(piece(2, ward="w1"), id="ca_2", stance=Stance.ENABLER),
        candidate(piece(3, ward="w1"), piece(4, quotable="never"), id="ca_3"),
        tallies=synthetic(60),
    )


def test_page_when_read_then_its_headings_skip_no_level(whole: ForumPack) -> None:
    levels = [int(tag[1]) for tag, _ in Outline(to_html(whole)).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_page_when_opened_then_nothing_comes_from_outside_and_nothing_runs(whole: ForumPack) -> None:
    page = to_html(whole)
    tags = {tag for tag, _ in Outline(page).elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "form"}
    assert "url(http" not in page
    assert "@import" not in page
    assert not [attributes for _, attributes in Outline(page).elements if "style" in attributes]


def test_page_when_it_links_then_to_an_anchor_that_is_there_or_to_the_staff_page(whole: ForumPack) -> None:
    outline = Outline(to_html(whole))
    ids = [attributes["id"] for _, attributes in outline.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for link in outline.all("a"):
        address = str(link["href"])
        assert address[1:] in ids or address.startswith("http://localhost:8000/staff/bristol/candidates/ca_")


def test_page_when_something_is_labelled_then_its_label_is_there(whole: ForumPack) -> None:
    elements = Outline(to_html(whole)).elements
    ids = {attributes.get("id") for _, attributes in elements}
    assert {attributes["aria-labelledby"] for _, attributes in elements if "aria-labelledby" in attributes} <= ids


def test_quote_when_arabic_then_it_says_its_language_and_direction(whole: ForumPack) -> None:
    assert {"lang": "ar", "dir": "rtl"} in Outline(to_html(whole)).all("blockquote")


def test_quote_when_its_language_is_unknown_then_the_words_tell_the_direction() -> None:
    assert {"lang": "xx", "dir": "auto"} in Outline(to_html(pack(candidate(piece(1, language="xx"))))).all("blockquote")


def test_words_when_they_are_markup_then_they_stay_words() -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)></style>{{ 7*7 }}"
    outline = Outline(to_html(pack(candidate(piece(1, attack), title=attack))))
    assert not outline.all("script") + outline.all("img")
    assert "49" not in to_html(pack(candidate(piece(1, attack))))


def test_words_when_html_cannot_hold_a_character_then_a_substitute_is_seen() -> None:
    assert "a␇b" in to_html(pack(candidate(piece(1, "a\x07b"))))


def test_words_when_withheld_then_they_are_nowhere_on_the_page() -> None:
    page = to_html(pack(candidate(piece(1, "only for staff", quotable="never", ward="w1"))))
    assert "only for staff" not in page
    assert "Its excerpts are not printed: the author did not agree" in page


def test_page_when_draft_and_synthetic_then_it_says_both() -> None:
    page = to_html(pack(candidate(piece(1, confirmed=False, synthetic=True))))
    assert UNCONFIRMED in page
    assert HAS_SYNTHETIC in page
    assert "synthetic, no person said this" in page


def test_candidate_when_a_barrier_then_a_word_says_so_and_not_its_colour_alone(whole: ForumPack) -> None:
    article = to_html(whole).partition('id="ca_3"')[2].partition("</article>")[0]
    assert re.search(r">–</span>\s*Barrier", article)


def test_sheets_when_printed_then_one_for_each_dimension_and_a_blank_figure(whole: ForumPack) -> None:
    outline = Outline(to_html(whole))
    ids = {attributes.get("id") for _, attributes in outline.elements}
    assert {"sheet-social", "sheet-spatial", "figure-filled", "figure-blank"} <= ids


def test_tables_when_there_then_each_has_a_caption_and_headings_with_a_scope(whole: ForumPack) -> None:
    outline = Outline(to_html(whole))
    assert len(outline.all("caption")) == len(outline.all("table")) > 0
    assert all(cell.get("scope") in {"row", "col"} for cell in outline.all("th"))


def test_pack_when_empty_then_it_is_still_a_whole_page() -> None:
    page = to_html(pack())
    assert page.count("None so far. What would you add?") == 4
    assert "No resident has answered yet." in page
