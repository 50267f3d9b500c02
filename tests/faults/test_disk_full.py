"""The disk is full at any write of a visit: a clear page in the respondent's language, no partial file, and it goes on."""

from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import pytest
from sqlalchemy import select

from ei_collect.answering.receipts import mint
from ei_collect.language.catalogues import INTERFACE, read_catalogue
from ei_collect.operations.installation import Installation
from ei_collect.operations.pictures import sweep_photos
from ei_collect.store.objects import PARTIAL
from ei_collect.store.tables import photos
from tests.faults.chance import Chance
from tests.faults.crowd import upload
from tests.faults.ledger import Ledger, compare, words_of
from tests.faults.shim import ENDLESS, LEFT, REFUSED, Shim, made
from tests.journeys.server import Page, Server, free_port, request, serving
from tests.photographs import photo
from tests.web.pages import PageReader

START = "/ar/s/faults"
MANY = 1_000_000
LANGUAGE = {"lang": "ar", "dir": "rtl"}
SAID = ("Something is wrong on our side", "Please try again in a few minutes. What you saved before is still there.")

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def shim(asked: Installation, tmp_path: Path) -> Shim:
    """Around the files of the installation."""
    return made(tmp_path, asked.config.data)


@pytest.fixture
def server(asked: Installation, shim: Shim) -> Iterator[Server]:
    """The program on a disk that can be full."""
    with serving(asked.config, free_port(), more=shim.environment()) as server:
        yield server


@pytest.mark.parametrize("points", [10, pytest.param(50, marks=pytest.mark.full)])
def test_the_disk_when_it_is_full_at_any_write_then_a_page_says_what_is_safe_and_it_goes_on(
    asked: Installation, shim: Shim, server: Server, chance: Chance, points: int
) -> None:
    ledger = Ledger()
    shim.set(LEFT, MANY)
    assert _visit(asked, shim, server.port, ledger) == []
    writes = MANY - shim.get(LEFT)
    told: list[str] = []
    for number in range(points):
        shim.set(LEFT, number * writes // points)
        told += _visit(asked, shim, server.port, ledger)
        shim.set(LEFT, ENDLESS)
        assert not list(asked.config.data.rglob(f"*{PARTIAL}"))
        assert not list((asked.config.data / "staging").iterdir())
    verdict = compare(asked, ledger)
    pages, kept = told.count("page"), len(ledger.sent)
    counts = f"{shim.get(REFUSED)} writes refused, {pages} pages and {told.count('photo')} photos told so"
    chance.tell(
        f"{points} points of {writes} writes at which the disk was full: {counts}; {kept} of {kept} kept in the end"
    )
    assert len(ledger.sent) == points + 1
    assert pages >= points // 2
    assert verdict.faults == ()
    assert _files_without_row(asked) == set()


def _visit(asked: Installation, shim: Shim, port: int, ledger: Ledger) -> list[str]:
    """Somebody saves a page, sends a photo, and sends all; each goes on once there is room again. What was told."""
    key, name, told = mint(), token_hex(16), []
    form = {"key": key, "agree": "research", "q_words": words_of(key)}
    told += _sends(asked, shim, port, f"{START}/only", form)
    ledger.note(ledger.saved, key)
    if not upload(port, key, name, photo()):
        told.append("photo")
        shim.set(LEFT, ENDLESS)
        assert upload(port, key, name, photo())
    ledger.note(ledger.pictured, key)
    told += _sends(asked, shim, port, f"{START}/send", {"key": key})
    ledger.note(ledger.sent, key)
    return told


def _sends(asked: Installation, shim: Shim, port: int, path: str, form: dict[str, str]) -> list[str]:
    """Send a form; where that fails, what the page that comes back holds, once there is room."""
    page = request(port, "POST", path, form)
    if page.status == 200:
        assert form["key"] in page.body
        return []
    held = _read(asked, page, path)
    assert {name: values[0] for name, values in held.items()} == form
    shim.set(LEFT, ENDLESS)
    assert request(port, "POST", path, held).status == 200
    return ["page"]


def _read(asked: Installation, page: Page, path: str) -> dict[str, list[str]]:
    """See that a page is the clear one, in the language of its reader; the form on it that sends it all again."""
    assert page.status == 503
    read = PageReader(page.body)
    html = next(given for tag, given in read.tags if tag == "html")
    assert LANGUAGE.items() <= html.items()
    arabic = read_catalogue(asked.config.translations, "ar", INTERFACE)
    for words in SAID:
        assert arabic.gettext(words) != words
        assert arabic.gettext(words) in read.text
    (form,) = [each for each in read.forms if each.in_main]
    assert form.action == path
    return form.as_it_stands()


def _files_without_row(asked: Installation) -> set[str]:
    """Files of photos that nothing refers to, once the program has been started again."""
    sweep_photos(asked, starting=True)
    with asked.database.reading() as connection:
        named = {
            name for each in connection.scalars(select(photos.c.id)) for name in (f"{each}.jpg", f"{each}.small.jpg")
        }
    return {path.name for path in (asked.config.data / "photos").iterdir()} - named
