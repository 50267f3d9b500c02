"""Strings made to break programs, through every form of the pack."""

import json
from html.parser import HTMLParser
from pathlib import Path

import orjson
import pytest

from ei_collect.coding.candidates import Candidate
from ei_collect.forum.flat import to_csv, to_json
from ei_collect.forum.page import to_html
from ei_collect.forum.pdf import to_pdf
from tests import verapdf
from tests.forum.packs import candidate, pack, piece

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def candidates(shared_data: Path) -> list[Candidate]:
    """Each hostile string as words and as a title."""
    strings = [each for each in json.loads((shared_data / "hostile" / "blns.json").read_text("utf-8")) if each.strip()]
    return [
        candidate(piece(number, words, language="ar" if number % 2 else "en"), id=f"ca_{number}", title=words)
        for number, words in enumerate(strings)
    ]


class Tags(HTMLParser):
    """Every kind of element of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]


def test_hostile_words_when_on_the_page_then_no_markup_comes_alive(candidates: list[Candidate]) -> None:
    plain = pack(candidate(), candidate(piece(2), id="ca_2"))
    assert Tags(to_html(pack(*candidates))).seen <= Tags(to_html(plain)).seen | {"article", "h5", "blockquote"}


def test_hostile_words_when_in_json_then_every_character_is_kept(candidates: list[Candidate]) -> None:
    told = orjson.loads(to_json(pack(*candidates)))["candidates"]
    assert [each["excerpts"][0]["text"] for each in told] == [each.evidence[0].words for each in candidates]


def test_hostile_titles_when_in_csv_then_none_is_a_formula(candidates: list[Candidate]) -> None:
    content = to_csv(pack(*candidates)).decode()
    assert content.count("ca_") >= len(candidates)
    assert "\r\n=" not in content
    assert ",=" not in content


@pytest.mark.full
def test_hostile_words_when_printed_then_the_pdf_conforms(candidates: list[Candidate], tmp_path: Path) -> None:
    if reason := verapdf.why_absent():
        pytest.skip(reason)
    path = tmp_path / "pack.pdf"
    path.write_bytes(to_pdf(to_html(pack(*candidates))))
    assert verapdf.findings(path) == []
