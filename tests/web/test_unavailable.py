"""Where the database, the files or the disk are gone for a while: what is said, what is kept, and how it goes on."""

import errno
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeAlias

import pytest
from flask import Flask

from ei_collect.errors import UnavailableError
from ei_collect.operations import answering as operations
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from ei_collect.store.bucket import BucketError
from ei_collect.store.database import Database
from ei_collect.store.disk import DiskError
from ei_collect.store.objects import Folder
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web.installed import KEY
from tests.photographs import SLUG, photo, publish_pictured_day
from tests.web.town import begin, kept
from tests.web.visits import Visitor

Away: TypeAlias = Callable[[], AbstractContextManager[None]]
GONE = UnavailableError.of("database-unusable", "cannot be used", where="the database", mend="Look at it.")
LINES = 'First line,\nsecond line: <b>& "three"</b>'


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> Away:
    """Lets no database be reached while it is entered."""

    @contextmanager
    def away() -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr(Database, "reading", _refuse)
            patch.setattr(Database, "writing", _refuse)
            yield

    return away


def _refuse(*_: object) -> None:
    raise GONE


@pytest.mark.sqlite_only
def test_a_page_when_the_database_is_gone_then_it_keeps_what_was_typed_and_one_press_later_it_is_saved(
    town_survey: PublishedVersion,
    visitor: Visitor,
    gone: Away,
    caplog: pytest.LogCaptureFixture,
) -> None:
    begin(visitor, "ar").fills_in(bus="never").presses().fills_in(why_never=LINES, ways=["foot", "bike"])
    typed = visitor.form()
    with gone():
        visitor.presses()
        assert (visitor.status, visitor.language) == (503, ("ar", "rtl"))
        assert visitor.headers["Retry-After"] == "60"
        assert visitor.headers["Cache-Control"] == "no-store"
        assert visitor.sees("What you saved before is still there.")
        assert visitor.sees("What you sent just now is not saved yet.")
        visitor.taps("Try again")
        assert visitor.status == 503
    assert "second line" not in caplog.text
    visitor.taps("Try again")
    assert visitor.status == 200
    visitor.opens("/ar/s/town/getting_around")
    assert [line.replace("\r\n", "\n") for line in visitor.typed("why_never")] == [LINES]
    assert visitor.form()["q_ways"] == typed["q_ways"]


@pytest.mark.sqlite_only
def test_sending_when_the_database_is_gone_then_the_same_button_sends_once_it_is_back(
    town_survey: PublishedVersion,
    visitor: Visitor,
    gone: Away,
    installation: Installation,
    project: Project,
) -> None:
    begin(visitor).fills_in(bus="never").presses().presses().presses()
    with gone():
        assert visitor.presses().status == 503
    assert visitor.taps("Try again").address.endswith("/thanks")
    assert len(kept(installation, project)) == 1


@pytest.mark.sqlite_only
def test_a_page_when_nothing_was_typed_and_the_database_is_gone_then_it_says_what_is_safe(
    town_survey: PublishedVersion, visitor: Visitor, gone: Away
) -> None:
    with gone():
        for address in ("/so/s/town", "/so/", "/so/privacy", "/staff/"):
            visitor.opens(address)
            assert visitor.status in {503, 200}
        assert visitor.opens("/so/s/town").status == 503
        assert visitor.language == ("so", "ltr")
        assert visitor.sees("What you saved before is still there.")
        assert not visitor.sees("Try again")
        assert visitor.opens("/healthz").status == 200


@pytest.mark.sqlite_only
def test_signing_in_when_the_database_is_gone_then_no_password_stands_on_the_page(visitor: Visitor, gone: Away) -> None:
    visitor.opens("/staff/sign-in")
    token = visitor.form()["csrf_token"]
    with gone():
        visitor.posts("/staff/sign-in", {"csrf_token": token, "email": ["a@example.org"], "password": ["swordfish"]})
    assert visitor.status == 503
    assert "swordfish" not in visitor.markup


@pytest.mark.sqlite_only
def test_the_disk_when_it_is_full_outside_our_own_folders_then_it_is_the_same_page(
    town_survey: PublishedVersion, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/tmp/somebody")  # noqa: S108  # only a name

    begin(visitor).fills_in(years="7")
    with monkeypatch.context() as patch:
        patch.setattr(operations, "save_section", full)
        assert visitor.presses().status == 503
    assert visitor.sees("What you sent just now is not saved yet.")
    assert "answering.save: the system: No space left on device" in caplog.text
    assert "somebody" not in caplog.text


@pytest.mark.sqlite_only
@pytest.mark.parametrize("error", [DiskError, BucketError])
def test_a_photo_when_the_files_are_gone_then_the_words_are_kept_and_the_photo_can_come_again(
    app: Flask, installation: Installation, project: Project, monkeypatch: pytest.MonkeyPatch, error: type[DiskError]
) -> None:
    publish_pictured_day(installation, project)
    visitor = Visitor(app.test_client()).begins(SLUG)

    def refuse(*_: object) -> None:
        raise error.of("objects-unusable", "cannot be used", where="files", mend="Make room.")

    visitor.fills_in(place="By the river").chooses("pictures", photo(1), part="picture")
    with monkeypatch.context() as patch:
        patch.setattr(Folder, "create", refuse)
        visitor.presses()
    assert visitor.sees("could not be kept")
    assert visitor.typed("place") == ["By the river"]
    assert visitor.chooses("pictures", photo(1), part="picture").presses().status == 200
    names = sorted(path.suffixes[0] for path in (Path(app.extensions[KEY].config.data) / "photos").iterdir())
    assert names == [".jpg", ".small"]
