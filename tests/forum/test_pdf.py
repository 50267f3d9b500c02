"""The PDF: conforming, in the languages of its parts, and with a notice on every page."""

import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from ei_collect.forum.pack import HAS_SYNTHETIC, UNCONFIRMED
from ei_collect.forum.page import to_html
from ei_collect.forum.pdf import to_pdf
from tests import verapdf
from tests.forum.packs import candidate, pack, piece
from tests.forum.test_photos import shown

ARABIC = "هذا المكان يمر به كثير من الناس كل يوم. " * 60


@pytest.fixture(scope="module")
def printed() -> bytes:
    """A draft pack with photos and with long Arabic words, of which one quote runs over the end of a page."""
    made = pack(
        candidate(
            piece(1, ARABIC, language="ar", confirmed=False, synthetic=True),
            piece(2),
            piece(3, ARABIC, language="ar"),
        ),
        candidate(piece(4, "Zażółć gęślą jaźń.", language="pl"), id="ca_2"),
    )
    return to_pdf(to_html(replace(made, photos=(shown(1, caption="Halkan.", language="so"), shown(2, caption=None)))))


def languages(content: bytes) -> list[str]:
    """The language of each quote in the structure tree."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return [
            str(found["/Lang"])
            for found in document.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/S") == "/BlockQuote"
        ]


def words(content: bytes, page: int, folder: Path) -> str:
    """What stands on a page, its lines joined."""
    path = folder / "pack.pdf"
    path.write_bytes(content)
    command = ["pdftotext", "-f", str(page), "-l", str(page), str(path), "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return " ".join(re.sub("[\u202a-\u202e]", "", said).split())


def test_quotes_when_printed_then_each_has_its_language_and_so_has_each_part_of_a_divided_one(printed: bytes) -> None:
    found = languages(printed)
    assert found.count("en") == 1
    assert found.count("pl") == 1
    assert found.count("so") == 1
    assert found.count("ar") > 2


def test_document_when_printed_then_it_has_a_title_and_a_language(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as document:
        assert document.Root.Lang == "en"
        assert "Everyday Bristol" in str(document.docinfo["/Title"])
        width, height = (float(each) for each in document.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)


def test_every_page_when_draft_and_synthetic_then_it_says_both(printed: bytes, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(printed)) as document:
        pages = len(document.pages)
    for page in range(1, pages + 1):
        said = words(printed, page, tmp_path)
        assert UNCONFIRMED in said, page
        assert HAS_SYNTHETIC in said, page


def test_character_when_there_is_no_font_for_it_then_its_number_is_printed(tmp_path: Path) -> None:
    content = to_pdf('<html lang="en"><title>t</title><p>before \U0010fffd after</p></html>')
    assert words(content, 1, tmp_path) == "before [U+10FFFD] after"


@pytest.mark.parametrize("odd", ["سلام \u2029word \u2028 \u2029 ", "word \u200f\u2028\xad", "here and \t\n\xad"])
def test_words_when_they_have_odd_ends_of_lines_then_printed_all_the_same(odd: str) -> None:
    told = candidate(piece(1, "".join(f"{'w' * number} {odd}" for number in range(150))), title=odd * 30)
    assert to_pdf(to_html(pack(told))).startswith(b"%PDF")


def test_page_when_it_asks_for_something_from_outside_then_nothing_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    page = f'<html lang="en"><title>t</title><link rel="attachment" href="file://{tmp_path}/secret.txt"><p>x</p></html>'
    with pikepdf.open(io.BytesIO(to_pdf(page))) as document:
        assert b"secret" not in b"".join(bytes(each.get_file().read_bytes()) for each in document.attachments.values())


def test_pack_when_printed_then_verapdf_finds_it_to_conform(printed: bytes, tmp_path: Path) -> None:
    if reason := verapdf.why_absent():
        pytest.skip(reason)
    path = tmp_path / "pack.pdf"
    path.write_bytes(printed)
    assert verapdf.findings(path) == []
