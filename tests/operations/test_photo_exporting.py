"""Photos on their way out: each stands in a selection exactly when its maker, staff and the rule allow it."""

import csv
import json
import os
import re
from dataclasses import replace
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from ei_collect.analysis.photos import FOR_RESEARCH, HEADINGS
from ei_collect.answering.photographs import Feeling, People, Showing
from ei_collect.answering.response import Quotable
from ei_collect.coding.coding import IdentityCheck, Stance
from ei_collect.coding.spans import whole
from ei_collect.errors import InputError
from ei_collect.language.text import Text
from ei_collect.operations.coding import apply_code, check_identity
from ei_collect.operations.installation import Installation
from ei_collect.operations.moderating import may_show
from ei_collect.operations.packs import build_pack
from ei_collect.operations.photo_exporting import CONTACT_SHEET, MANIFEST, export_photos
from ei_collect.operations.photo_showing import forum_photos, photo_sheet, photos_within
from ei_collect.operations.pictures import photo_objects
from ei_collect.photos.showing import Status
from ei_collect.places.place import Place, PlaceKind
from ei_collect.projects.project import Project
from ei_collect.store.photos import sent_photos
from ei_collect.store.place_list import insert_place
from ei_collect.store.texts import all_texts
from tests.album import ALT, EVERY, Hung, Kept, hang
from tests.coded import settle

pytestmark = pytest.mark.sqlite_only

ALLOWED = """
    forum     none      uncleared : forum
    forum     none      cleared   : forum
    forum     agreed    uncleared : forum
    forum     agreed    cleared   : forum
    forum     covered   uncleared : forum
    forum     covered   cleared   : forum
    forum     not_sure  cleared   : forum
    forum     children  cleared   : forum
    forum     unsaid    cleared   : forum
    published none      uncleared : forum published
    published none      cleared   : forum published
    published agreed    uncleared : forum published
    published agreed    cleared   : forum published
    published covered   uncleared : forum published
    published covered   cleared   : forum published
    published not_sure  cleared   : forum published
    published children  cleared   : forum
    published unsaid    cleared   : forum published
"""
"""What the maker allows, who is in it, what staff found of them: where it may stand once staff approved it. No other."""

APPROVED = {tuple(line.partition(":")[0].split()): set(line.partition(":")[2].split()) for line in ALLOWED.split("\n")}


def expected(hung: Hung) -> set[str]:
    """Where a photo may stand, by the table."""
    if hung.status is Status.REMOVED:
        return set()
    people = hung.people.value if hung.people else "unsaid"
    row = (hung.showing.value, people, "cleared" if hung.cleared else "uncleared")
    return {"research"} | (APPROVED.get(row, set()) if hung.status is Status.FORUM else set())


@pytest.fixture
def wall(installation: Installation, project: Project, monkeypatch: pytest.MonkeyPatch) -> tuple[Kept, ...]:
    """Every combination, of a person and made up."""
    monkeypatch.setattr(os, "fsync", lambda _: None)  # 720 files
    settle(installation, project)
    return hang(installation, project, EVERY) + hang(installation, project, EVERY, synthetic=True)


@pytest.fixture
def town(installation: Installation, project: Project) -> Installation:
    """A town whose wards and codebook are there."""
    settle(installation, project)
    return installation


def exported(installation: Installation, project: Project, showing: Showing, to: Path) -> dict[str, bytes]:
    """The files of the archive."""
    export = export_photos(installation, project, showing, to / "photos.zip")
    assert export.findings == ()
    with ZipFile(to / "photos.zip") as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rows(files: dict[str, bytes]) -> list[dict[str, str]]:
    """The table of an archive."""
    return list(csv.DictReader(StringIO(files[MANIFEST].decode(), newline="")))


@pytest.mark.parametrize("showing", [*Showing])
def test_export_when_made_of_every_combination_then_it_holds_exactly_what_the_table_allows(
    installation: Installation, project: Project, wall: tuple[Kept, ...], showing: Showing, tmp_path: Path
) -> None:
    files = exported(installation, project, showing, tmp_path)
    wanted = {kept.id: kept for kept in wall if showing in expected(kept.hung)}
    told = {row["photo"]: row for row in rows(files)}
    assert len(wall) == 360
    assert set(told) == set(wanted)
    assert set(files) - {MANIFEST, CONTACT_SHEET} == {
        name for photo in wanted for name in (f"photos/{photo}.jpg", f"thumbnails/{photo}.small.jpg")
    }
    for photo, kept in wanted.items():
        assert files[told[photo]["file"]] == kept.picture
        assert files[told[photo]["thumbnail"]] == kept.thumbnail
        assert told[photo]["sha256"] == sha256(kept.picture).hexdigest()
        assert told[photo]["synthetic"] == ("yes" if kept.synthetic else "no")
    sheet = files[CONTACT_SHEET].decode()
    assert set(re.findall(r"ph_[0-9a-z]{12}", sheet)) == set(wanted)
    assert sheet.count("synthetic, no person") == sum(kept.synthetic for kept in wanted.values())


def test_pack_and_sheet_when_made_of_every_combination_then_they_hold_what_may_be_shown_at_the_forum(
    installation: Installation, project: Project, wall: tuple[Kept, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ei_collect.operations.packs.to_pdf", str.encode)
    wanted = {kept.id for kept in wall if "forum" in expected(kept.hung)}
    built = build_pack(installation, project)
    page = built.files["pack.html"].read_text()
    assert set(re.findall(r'<article class="photo" id="(\w+)"', page)) == wanted
    assert page.count('src="data:image/jpeg;base64,') == len(wanted)
    assert not [kept.id for kept in wall if kept.id not in wanted and kept.id in page]
    told = json.loads(built.files["pack.json"].read_bytes())["photos"]
    assert {photo["photo_id"]: photo["synthetic"] for photo in told} == {
        kept.id: kept.synthetic for kept in wall if kept.id in wanted
    }
    monkeypatch.setattr("ei_collect.operations.photo_showing.to_pdf", str.encode)
    for per_page in (1, 2, 3, 4):
        sheet = photo_sheet(installation, project, per_page).decode()
        assert set(re.findall(r"Photo (ph_\w+)", sheet)) == wanted
        assert sheet.count("<section") == -(-len(wanted) // per_page)
        assert sheet.count("synthetic, no person") == len(wanted) // 2


def test_rule_of_the_staff_when_asked_then_it_agrees_with_the_selection_for_the_forum(
    installation: Installation, project: Project, wall: tuple[Kept, ...]
) -> None:
    with installation.database.reading() as connection:
        sent = tuple(sent_photos(connection, project.scope))
    allowed = {each.photo.id for each in sent if may_show(each.answer, each.photo)}
    assert allowed == {photo.id for photo in photos_within(installation, project, Showing.FORUM)}
    assert len(sent) == len(wall)


@pytest.mark.parametrize("showing", [Showing.FORUM, Showing.PUBLISHED])
def test_photo_when_nobody_has_described_it_then_it_is_shown_to_nobody(
    town: Installation, project: Project, showing: Showing
) -> None:
    undescribed, described = hang(town, project, [Hung(Showing.PUBLISHED, alt=" "), Hung(Showing.PUBLISHED)])
    assert [photo.id for photo in photos_within(town, project, showing)] == [described.id]
    assert {photo.id for photo in photos_within(town, project, Showing.RESEARCH)} == {undescribed.id, described.id}


def test_caption_when_its_author_did_not_agree_to_be_quoted_then_only_the_research_has_it(
    town: Installation, project: Project, tmp_path: Path
) -> None:
    hang(town, project, [Hung(Showing.PUBLISHED, caption="Ours at last")], quotable=Quotable.NEVER)
    for showing in (Showing.FORUM, Showing.PUBLISHED):
        files = exported(town, project, showing, tmp_path)
        assert not [name for name, content in files.items() if b"Ours at last" in content]
        assert rows(files)[0]["caption_withheld"] == "the author did not agree to be quoted"
    (photo,) = forum_photos(town, project)
    assert (photo.caption, photo.language, photo.withheld) == (None, None, "the author did not agree to be quoted")
    assert rows(exported(town, project, Showing.RESEARCH, tmp_path))[0]["caption"] == "Ours at last"


def test_caption_when_a_person_found_identifying_detail_in_it_then_the_photo_stands_without_it(
    installation: Installation, project: Project
) -> None:
    town = settle(installation, project)
    words = "Me at Ali's door"
    hang(installation, project, [Hung(caption=words)])
    with installation.database.reading() as connection:
        text = next(text for text in all_texts(connection, project.scope) if text.body == words)
    coding = apply_code(
        installation, project.scope, town.researcher, text.id, span=whole(words), code="buses", stance=Stance.BARRIER
    )
    check_identity(installation, project.scope, town.researcher, coding.excerpt_id, IdentityCheck.WITHHELD)
    (photo,) = forum_photos(installation, project)
    assert (photo.caption, photo.withheld) == (None, "a person found identifying detail")


def test_table_when_written_then_it_says_what_is_told_of_each_photo_and_no_cell_is_a_formula(
    town: Installation, project: Project, tmp_path: Path
) -> None:
    with town.database.writing() as connection:
        names = Text("en", {"en": "=Park", "ar": "حديقة"})
        insert_place(connection, project.scope, Place("", "park", names, PlaceKind.PARK, "E05010885"))
    evil = Hung(
        Showing.PUBLISHED,
        alt="+alt",
        caption='=HYPERLINK("x")',
        where="place:park",
        feeling=Feeling.LESS,
        language="so",
    )
    hang(town, project, [evil], language="ar")
    (row,) = rows(exported(town, project, Showing.RESEARCH, tmp_path))
    assert tuple(row) == HEADINGS + FOR_RESEARCH
    assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    facts = ("caption_language", "feeling", "where", "ward", "showing", "shown_to", "people", "status", "where_words")
    assert [row[name] for name in facts] == [
        "so",
        "less",
        "place:park",
        "Ashley",
        "published",
        "published",
        "none",
        "forum",
        "behind number 12",
    ]
    assert (row["width"], row["height"], row["survey"], row["question"]) == ("60", "40", "pictured-day", "pictures")
    assert row["response"].startswith("rs_")


def test_table_when_it_goes_beyond_the_research_then_nothing_joins_a_photo_to_other_answers(
    town: Installation, project: Project, tmp_path: Path
) -> None:
    hang(town, project, [Hung(Showing.PUBLISHED, where="E05010885")])
    files = exported(town, project, Showing.FORUM, tmp_path)
    assert tuple(rows(files)[0]) == HEADINGS
    assert not [name for name, content in files.items() if b"behind number 12" in content or b"rs_" in content]


def test_archive_when_written_then_it_tells_no_time_and_is_for_its_owner_alone(
    town: Installation, project: Project, tmp_path: Path
) -> None:
    hang(town, project, [Hung()])
    exported(town, project, Showing.RESEARCH, tmp_path)
    with ZipFile(tmp_path / "photos.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert (tmp_path / "photos.zip").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.glob(".photos*")] == []


def test_photo_when_its_file_is_gone_or_another_then_it_is_left_out_and_told(
    town: Installation, project: Project, tmp_path: Path
) -> None:
    gone, changed, whole_one = hang(town, project, [Hung(), Hung(), Hung()])
    files = photo_objects(town)
    files.delete(f"{gone.id}.jpg", f"{changed.id}.jpg")
    files.put(f"{changed.id}.jpg", whole_one.picture)
    export = export_photos(town, project, Showing.RESEARCH, tmp_path / "photos.zip")
    assert {(found.where, found.code) for found in export.findings} == {
        (f"photo {gone.id}", "photo-without-file"),
        (f"photo {changed.id}", "photo-damaged"),
    }
    with ZipFile(tmp_path / "photos.zip") as archive:
        assert f"photos/{whole_one.id}.jpg" in archive.namelist()
        assert len(archive.namelist()) == 4


def test_photos_of_another_project_when_one_is_exported_then_they_are_not_in_it(
    town: Installation, project: Project
) -> None:
    hang(town, project, [Hung()])
    other = replace(project, id="pr_another")
    assert [*photos_within(town, other, Showing.RESEARCH)] == []


def test_sheet_when_more_than_four_are_to_stand_on_a_page_then_refused(town: Installation, project: Project) -> None:
    for number in (0, 5):
        with pytest.raises(InputError, match="per-page"):
            photo_sheet(town, project, number)


@pytest.mark.parametrize("per_page", [1, 2, 3, 4])
def test_sheet_when_printed_then_each_side_has_so_many_photos(
    town: Installation, project: Project, per_page: int
) -> None:
    told = Hung(caption="مقعدي المفضل تحت الشجرة. " * 30, language="ar", where="E05010885", people=People.AGREED)
    hang(town, project, [told] * 5, language="ar")
    with pikepdf.open(BytesIO(photo_sheet(town, project, per_page))) as document:
        assert len(document.pages) == -(-5 // per_page)
        alts = [
            str(found["/Alt"])
            for found in document.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/S") == "/Figure"
        ]
    assert alts == [ALT] * 5
