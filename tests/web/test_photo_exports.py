"""Photos to take away in the browser: who may have what."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask

from ei_collect.answering.photographs import Showing
from ei_collect.operations.installation import Installation
from ei_collect.operations.packs import build_pack
from ei_collect.projects.project import MemberRole, Project
from tests.album import Hung, Kept, hang
from tests.coded import Town, joins, settle
from tests.web.test_forum import browser_of

PAGE = "/staff/bristol/photo-exports"

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def town(installation: Installation, project: Project) -> Town:
    """A town."""
    return settle(installation, project)


@pytest.fixture
def wall(town: Town) -> tuple[Kept, ...]:
    """One photo for the research alone, one for the forum, one to publish."""
    return hang(town.installation, town.project, [Hung(showing) for showing in Showing])


def test_researcher_when_exporting_then_each_archive_holds_what_it_may(
    app: Flask, town: Town, wall: tuple[Kept, ...]
) -> None:
    client = browser_of(app, town.researcher)
    page = client.get(PAGE).text
    for showing, number in zip(Showing, (3, 2, 1), strict=True):
        assert f'href="{PAGE}/{showing}.zip"' in page
        answer = client.get(f"{PAGE}/{showing}.zip")
        assert (answer.mimetype, answer.headers["Cache-Control"]) == ("application/zip", "private, no-store")
        with ZipFile(BytesIO(answer.data)) as archive:
            held = {name for name in archive.namelist() if name.startswith("photos/")}
        assert held == {f"photos/{kept.id}.jpg" for kept in wall[3 - number :]}
        answer.close()


def test_facilitator_when_taking_photos_away_then_only_the_sheet_for_the_forum(
    app: Flask, town: Town, wall: tuple[Kept, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ei_collect.operations.photo_showing.to_pdf", str.encode)
    client = browser_of(app, joins(town.installation, town.project, "facilitator@example.org", MemberRole.FACILITATOR))
    page = client.get(PAGE).text
    assert ".zip" not in page
    assert f'href="{PAGE}/sheet.pdf?per_page=4"' in page
    answer = client.get(f"{PAGE}/sheet.pdf?per_page=4")
    assert answer.mimetype == "application/pdf"
    assert [kept.id in answer.text for kept in wall] == [False, True, True]
    for showing in Showing:
        assert client.get(f"{PAGE}/{showing}.zip").status_code == 404


@pytest.mark.parametrize("given", ["0", "5", "two", "-1", "1e9", ""])
def test_sheet_when_asked_for_in_no_such_size_then_it_says_so(app: Flask, town: Town, given: str) -> None:
    client = browser_of(app, town.researcher)
    assert client.get(f"{PAGE}/sheet.pdf", query_string={"per_page": given}).status_code == 422


def test_archive_when_there_is_no_such_selection_then_it_is_not_found(app: Flask, town: Town) -> None:
    assert browser_of(app, town.researcher).get(f"{PAGE}/everything.zip").status_code == 404


def test_stranger_when_asking_for_photos_then_is_sent_to_sign_in(app: Flask, town: Town) -> None:
    for address in (PAGE, f"{PAGE}/research.zip", f"{PAGE}/sheet.pdf"):
        assert app.test_client().get(address).status_code in {302, 401}


def test_pack_when_it_has_photos_then_its_page_may_show_what_it_carries_and_nothing_else(
    app: Flask, town: Town, wall: tuple[Kept, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ei_collect.operations.packs.to_pdf", str.encode)
    built = build_pack(town.installation, town.project)
    answer = browser_of(app, town.researcher).get(f"/staff/bristol/packs/{built.id}/pack.html")
    assert answer.text.count('<img src="data:image/jpeg;base64,') == 2
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "img-src data:;" in policy
