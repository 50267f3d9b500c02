"""Photos in the pack and on the sheets: what stands beside each, and what it is not called."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import escape

from ei_collect.answering.photographs import Showing
from ei_collect.answering.translation import Translation
from ei_collect.forum.flat import to_json
from ei_collect.forum.pack import HAS_SYNTHETIC, ForumPack
from ei_collect.forum.page import to_html
from ei_collect.forum.pdf import to_pdf
from ei_collect.forum.photo import ForumPhoto, in_the_page
from ei_collect.forum.photo_sheet import FOR_WHOM, to_contact_sheet, to_photo_sheet
from tests import verapdf
from tests.forum.packs import candidate, pack
from tests.photographs import photo

ARABIC = "مقعدي المفضل تحت الشجرة"


def shown(number: int = 1, **facts: object) -> ForumPhoto:
    """A photo for the forum, with `facts` instead where given."""
    usual = ForumPhoto(
        id=f"ph_{number:012}",
        src=in_the_page(photo(number)),
        width=120,
        height=80,
        alt="A bench under a tree",
        caption=ARABIC,
        language="ar",
        withheld="",
        feeling="less connected or comfortable",
        place="St Pauls Park",
        ward="Ashley",
        status="forum",
        published=False,
        synthetic=False,
        digest="0" * 64,
    )
    return replace(usual, **facts)  # type: ignore[arg-type]  # facts of any kind


def illustrated(*photos: ForumPhoto) -> ForumPack:
    """A pack of one candidate with these photos."""
    return replace(pack(candidate()), photos=photos)


def test_photo_when_in_the_pack_then_its_caption_place_and_feeling_stand_with_it_in_its_own_language() -> None:
    page = to_html(illustrated(shown()))
    article = page[page.index('<article class="photo"') :].partition("</article>")[0]
    assert f'<blockquote lang="ar" dir="rtl"><p>{ARABIC}</p></blockquote>' in article
    for told in ("in Arabic, as it was given", "less connected or comfortable", "St Pauls Park", "Ashley"):
        assert told in article
    assert 'alt="A bench under a tree"' in article
    assert "arrier" not in article  # a feeling is no stance
    assert "nabler" not in article


def test_photo_when_a_person_took_it_then_nothing_calls_it_synthetic_and_otherwise_all_of_it_does() -> None:
    assert "synthetic" not in to_html(illustrated(shown())).partition("</style>")[2]
    made_up = replace(illustrated(shown(synthetic=True)), synthetic=True)
    page = to_html(made_up)
    assert HAS_SYNTHETIC in page
    assert "synthetic, no person took or said this" in page
    assert json.loads(to_json(made_up))["photos"][0]["synthetic"] is True


@pytest.mark.parametrize(
    ("tool", "made"), [("", "translated by Asha <b>"), ("Engine <2>", "machine translation by Engine <2>")]
)
def test_photo_when_its_caption_is_translated_then_both_stand_there_and_who_or_what_did_it(
    tool: str, made: str
) -> None:
    photo = shown(translation=Translation("en", "My favourite bench", "Asha <b>", tool))
    for page in (
        to_html(illustrated(photo)),
        to_photo_sheet([photo], "Bristol", 2),
        to_contact_sheet([photo], "Bristol", Showing.FORUM),
    ):
        original = page.index(f'<blockquote lang="ar" dir="rtl"><p>{ARABIC}</p></blockquote>')
        translated = page.index('<blockquote class="translation" lang="en" dir="ltr"><p>My favourite bench</p>')
        assert original < translated < page.index(f"<strong>In English</strong> {escape(made)}")
    told = json.loads(to_json(illustrated(photo)))["photos"][0]
    assert (told["caption"], told["language"]) == (ARABIC, "ar")
    assert told["translation"] == {"language": "en", "text": "My favourite bench", "made": made, "tool": tool or None}


def test_photo_when_nobody_translated_its_caption_then_nothing_says_so() -> None:
    assert "translat" not in to_html(illustrated(shown())).partition("</style>")[2].replace("Nobody translated", "")
    assert json.loads(to_json(illustrated(shown())))["photos"][0]["translation"] is None


def test_caption_when_long_and_translated_then_both_have_room_on_the_sheet() -> None:
    long = "word " * 400
    sheet = to_photo_sheet([shown(caption=long, language="en", translation=Translation("pl", long, "A"))], "Bristol", 4)
    printed = [part.partition("</p>")[0] for part in sheet.split("<blockquote")[1:]]
    assert [each.endswith("word…") for each in printed] == [True, True]
    assert sum(map(len, printed)) < 400


def test_photo_when_its_caption_is_withheld_then_the_reason_stands_there_and_no_language() -> None:
    photo = shown(caption=None, language=None, withheld="the author did not agree to be quoted")
    page = to_html(illustrated(photo))
    assert "Its caption is not printed: the author did not agree to be quoted." in page
    assert "<strong>Caption</strong>" not in page


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '" onerror="x', "{{ 7 * 7 }}"])
def test_words_of_strangers_when_they_stand_beside_a_photo_then_they_are_words(evil: str) -> None:
    photo = shown(alt=evil, caption=evil, language="en", place=evil, ward=evil)
    for page in (
        to_html(illustrated(photo)),
        to_photo_sheet([photo], evil, 1),
        to_contact_sheet([photo], evil, Showing.RESEARCH),
    ):
        words = page.partition("</style>")[2]
        assert evil not in words or evil == "{{ 7 * 7 }}"
        assert "<script" not in words
        assert ">49<" not in words


def test_caption_when_longer_than_the_sheet_has_room_for_then_its_beginning_stands_there() -> None:
    sheet = to_photo_sheet([shown(caption="word " * 400, language="en")], "Bristol", 4)
    printed = sheet.partition("<blockquote")[2].partition("</p>")[0]
    assert printed.endswith("word…")
    assert len(printed) < 300


@pytest.mark.parametrize("showing", [*Showing])
def test_contact_sheet_when_made_then_it_says_for_whose_eyes_it_is(showing: Showing) -> None:
    page = to_contact_sheet([shown(src="thumbnails/ph_1.small.jpg")], "Bristol", showing)
    assert FOR_WHOM[showing] in page
    assert '<img src="thumbnails/ph_1.small.jpg"' in page


def test_sheet_when_printed_then_verapdf_finds_it_to_conform(tmp_path: Path) -> None:
    if reason := verapdf.why_absent():
        pytest.skip(reason)
    photos = [shown(1), shown(2, caption=None, language=None), shown(3, synthetic=True), shown(4, feeling="")]
    photos[0] = replace(photos[0], translation=Translation("pl", "Moja ławka", "Asha"))
    path = tmp_path / "sheet.pdf"
    path.write_bytes(to_pdf(to_photo_sheet(photos, "Bristol", 4)))
    assert verapdf.findings(path) == []
