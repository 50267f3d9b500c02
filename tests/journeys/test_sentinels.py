"""Nothing of a visitor's address, browser, way or time of day is kept anywhere, and no answer stands in what is logged."""

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from sqlalchemy.exc import IntegrityError

from ei_collect.answering.form import Form
from ei_collect.answering.photographs import Showing
from ei_collect.config import Config
from ei_collect.errors import AbsentError
from ei_collect.operations import answering
from ei_collect.operations.installation import Installation
from ei_collect.operations.journal import keep_journal
from ei_collect.operations.packs import build_pack
from ei_collect.operations.photo_exporting import export_photos
from ei_collect.operations.photo_showing import photo_sheet
from ei_collect.projects.project import Project
from ei_collect.store.members import set_password
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY
from tests.answering.every_kind import EVERY_KIND, SLUG
from tests.answering.surveys import publish_yaml
from tests.cli.commands import run
from tests.coded import Town, settle
from tests.journeys.respondents import START, answers_all, opens_with
from tests.journeys.sentinels import MARKS, browser, kept_in, moments, now, rows
from tests.journeys.server import free_port, serving
from tests.photographer import Photographer, publish_pictured
from tests.sounds import SPOKEN, WEBM
from tests.web.conftest import PASSWORD_HASH
from tests.web.staff_visits import Colleague
from tests.web.visits import Visitor

SECRET = "Kingfisher"
SECRETLY: dict[str, Form] = {
    "you": {"q_speaks.other": [f"{SECRET} 1"]},
    "everyday": {"q_ways.other": [f"{SECRET} 2"]},
    "story": {"q_what_helps": [f"{SECRET} 3"], "q_where_met.words": [f"{SECRET} 4"]},
}


def _found(looked_at: Iterator[tuple[str, bytes]]) -> set[tuple[str, str]]:
    return {(name, mark) for name, content in looked_at for mark in MARKS if mark.encode() in content}


def _visits(port: int) -> None:
    """All that respondents do, and what goes wrong for them."""
    person = answers_all(Visitor(browser(port)), changes=SECRETLY).fills_in(field_readable="1")
    code, form = person.code, person.form()
    assert person.presses().status == 200
    other = answers_all(Visitor(browser(port)), changes=SECRETLY)
    Visitor(browser(port)).posts(f"{START}/send", form)
    Visitor(browser(port)).posts(f"{START}/story", {**other.form(), "q_what_helps": [f"{SECRET} 5"]})
    opens_with(Visitor(browser(port)), code).taps("Change my answers")
    for address in (
        "/",
        "/en/privacy",
        "/en/help",
        "/en/nowhere",
        f"/en/s/{SLUG}x",
        "/p/NOCODE",
        "/t/nowhere",
        "/healthz",
    ):
        Visitor(browser(port)).opens(address)
    for address in ("/en/r", "/en/r/withdraw", "/en/r/download", "/staff/sign-in", f"{START}/nowhere", "/t/x/sync"):
        Visitor(browser(port)).posts(address, {"code": ["0000"], "email": ["who@example.org"], "password": [SECRET]})
    Visitor(browser(port)).posts(f"{START}/story", {"key": [code], "q_what_helps": [SECRET * 200_000]})
    spoken = Visitor(browser(port)).begins("spoken")
    spoken.chooses("belong", WEBM).presses("go", "later")
    gone = answers_all(Visitor(browser(port)), changes=SECRETLY)
    taken = gone.code
    opens_with(Visitor(browser(port)), taken).taps("Take my answers back").taps("Yes, delete all my answers")


def _staff_work(town: Town, port: int, folder: Path) -> None:
    """What staff do with it: export, pack, photos, log, backup."""
    installation, project = town.installation, town.project
    publish_pictured(installation, project, "pictured")
    taker = Photographer(installation, project, slug="pictured")
    taker.takes()
    taker.says(caption="A bench").sends()
    build_pack(installation, project)
    export_photos(installation, project, Showing.RESEARCH, folder / "photos.zip")
    (folder / "sheet.pdf").write_bytes(photo_sheet(installation, project, 4))
    colleague = Colleague(browser(port))
    assert colleague.signs_in(town.researcher.email).status_code == 302
    for name in (
        f"export/{SLUG}.csv",
        f"export/{SLUG}.xlsx",
        "photo-exports/research.zip",
        f"export/codings/{SLUG}.csv",
    ):
        answer = colleague.client.get(f"/staff/{project.slug}/{name}")
        assert answer.status_code == 200
        (folder / name.replace("/", "-")).write_bytes(answer.data)
    for command in (["audit", "export", "--to", str(folder / "log.csv")], ["backup", "--to", str(folder / "backups")]):
        assert run(installation, *command) == 0


def test_sentinels_when_planted_in_every_request_then_nothing_that_is_kept_holds_them(
    installation: Installation, project: Project, config: Config, tmp_path: Path
) -> None:
    town = settle(installation, project)
    publish_yaml(installation, project, EVERY_KIND, languages=("en", "ar", "so"))
    publish_yaml(installation, project, SPOKEN)
    with installation.database.writing() as connection:
        set_password(connection, town.researcher.id, PASSWORD_HASH)
    port, scratch, out, log = free_port(), tmp_path / "scratch", tmp_path / "out", tmp_path / "logs"
    for folder in (scratch, out, log):
        folder.mkdir()
    here = replace(config, base_url=f"http://localhost:{port}")
    with (log / "server.log").open("wb") as file, serving(here, port, file, {"TMPDIR": str(scratch)}):
        began = now()
        _visits(port)
        everything = rows(installation)
        assert SECRET in everything
        assert moments(began).findall(everything) == []
        assert [mark for mark in MARKS if mark in everything] == []
        _staff_work(town, port, out)
        assert _found(kept_in([config.data, scratch, out, log])) == set()
    assert _found(kept_in([config.data, scratch, out, log])) == set()
    assert [mark for mark in MARKS if mark in rows(installation)] == []
    told = (log / "server.log").read_text(encoding="utf-8")
    assert (SECRET in told, "who@example.org" in told, bool(moments(began).search(told))) == (False, False, False)


def test_marks_when_they_are_kept_anywhere_then_found(tmp_path: Path) -> None:
    began = now()
    with ZipFile(tmp_path / "table.xlsx", "w", ZIP_DEFLATED) as archive:
        archive.writestr("sheet.xml", "x" * 1000 + MARKS[0])
    (tmp_path / "wagtail.csv").write_text("nothing", encoding="utf-8")
    assert {mark for _, mark in _found(kept_in([tmp_path]))} == {MARKS[0], "wagtail"}
    told = (f"{began:%Y-%m-%d %H:%M}", f"{began:%Y-%m-%dT%H:%M:%S}", str(int(began.timestamp())), str([began]))
    assert all(moments(began).search(each) for each in told)
    assert not moments(began).search(f"{began:%Y-%m-%d} 1234567890 datetime.date(2026, 11, 23)")


def _chained() -> Exception:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        fault = RuntimeError(f"cannot keep {SECRET}")
        fault.__cause__ = error
        return fault


FAULTS: dict[str, Callable[[], Exception]] = {
    "a value": lambda: ValueError(f"no number: {SECRET}"),
    "a chain": _chained,
    "a row": lambda: IntegrityError("INSERT", {"body": SECRET}, Exception(f"Failing row contains ({SECRET})")),
    "a file": lambda: OSError(28, "No space left on device", f"/photos/{SECRET}.jpg"),
    "a fault of ours": lambda: AbsentError.of("object-gone", "is gone", where="the objects", mend="Look there."),
}


@pytest.fixture
def journal() -> Iterator[io.StringIO]:
    """What the program says of itself meanwhile."""
    root = logging.getLogger()
    before, level, told = list(root.handlers), root.level, io.StringIO()
    keep_journal(told)
    yield told
    root.handlers[:], root.level = before, level


@pytest.mark.sqlite_only
@pytest.mark.parametrize("fault", FAULTS)
def test_answers_when_keeping_them_fails_in_any_way_then_the_log_holds_none(
    installation: Installation,
    project: Project,
    journal: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    def breaks(*_given: object, **_named: object) -> None:
        raise FAULTS[fault]()

    publish_yaml(installation, project, EVERY_KIND)
    app = create_app(installation.config)
    with closing(app.extensions[KEY].database):
        person = answers_all(Visitor(app.test_client()), changes=SECRETLY)
        code = person.code
        monkeypatch.setattr(answering, "submit", breaks)
        person.presses()
        assert person.status >= 500
    assert journal.getvalue().strip()
    assert [word for word in (SECRET, code, START) if word in journal.getvalue()] == []
