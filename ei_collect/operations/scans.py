"""Bringing in scans of paper sheets: each page finds its sheet by its code, and its boxes are read.

Nothing that is read counts: it is shown to whoever types the sheet. A picture is kept without anything but its pixels,
first as a file, then as a row.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import file_digest, sha256
from pathlib import Path

from ei_collect.errors import CollectError, Finding, InputError, NotFoundError
from ei_collect.fieldwork.layout import Layout
from ei_collect.fieldwork.reader import LaidPage, Reader
from ei_collect.fieldwork.scanned import PageReading, Trouble, area_of, crops_of
from ei_collect.fieldwork.sheet_code import read_page_code, read_sheet_code, shown_sheet_code
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.scan_files import forget_scans, scan_objects
from ei_collect.photos.refusal import PhotoRefusedError
from ei_collect.projects.project import Scope
from ei_collect.store import scans as store
from ei_collect.store.database import Connection
from ei_collect.store.ids import new_id
from ei_collect.store.scans import Scan
from ei_collect.store.sheets import Sheet, find_sheet, layout_of


class Outcome(StrEnum):
    """What became of a page that was brought in."""

    READ = "read"
    UNREAD = "unread"
    UNPLACED = "unplaced"
    KNOWN = "known"
    UNWANTED = "unwanted"
    SLIP = "slip"
    BLANK = "blank"
    REFUSED = "refused"


SAID = {
    Outcome.READ: "read",
    Outcome.UNREAD: "kept as a picture: its boxes cannot be read",
    Outcome.UNPLACED: "kept as a picture: somebody has to say which sheet it is",
    Outcome.KNOWN: "not kept: it came in before",
    Outcome.UNWANTED: "not kept: the sheet is done, or was taken back",
    Outcome.SLIP: "not kept: it shows the code that belongs to whoever answered; please destroy it",
    Outcome.BLANK: "not kept: it is blank",
    Outcome.REFUSED: "refused",
}
"""What is told of each."""
LEFT_OUT = {Trouble.SLIP: Outcome.SLIP, Trouble.BLANK: Outcome.BLANK}
"""What is never kept: the code of a respondent is not for us, and the back of a leaf is empty."""


@dataclass(frozen=True)
class BroughtIn:
    """A page of a file; `number` counts from 1.

    `reading` and `scan_id` are None where it was not kept, `refused` says why a file could not be opened.
    """

    file: str
    number: int
    outcome: Outcome
    scan_id: str | None = None
    reading: PageReading | None = None
    refused: Finding | None = None

    @property
    def boxes(self) -> int:
        """How many boxes were read."""
        return len(self.reading.marks) if self.reading else 0

    @property
    def sure(self) -> int:
        """How many of them nobody needs to look at."""
        return sum(mark.is_sure for mark in self.reading.marks) if self.reading else 0


def bring_in(installation: Installation, scope: Scope, files: Iterable[tuple[str, Path]]) -> Iterator[BroughtIn]:
    """Read files, each with the name by which it is told of, page by page, and keep what shows sheets of the project.

    A page that came in before is not read again.

    Raises:
        AbsentError: the extra `scans` is not installed.
    """
    with Reader() as reader:
        for name, path in files:
            try:
                for page in _pages(reader, name, path):
                    yield _bring(installation, scope, reader, page)
            except PhotoRefusedError as error:
                yield BroughtIn(name, 0, Outcome.REFUSED, refused=replace(error.findings[0], where=name))
            except OSError as error:
                what = f"cannot be read ({error.strerror})"
                finding = Finding(name, "file-unreadable", what, "Look at its name, and at who may read it.")
                yield BroughtIn(name, 0, Outcome.REFUSED, refused=finding)


def _pages(reader: Reader, name: str, path: Path) -> Iterator["_Page"]:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    for number in range(reader.pages(path)):
        yield _Page(name, path, number, digest)


def place(installation: Installation, scope: Scope, scan_id: str, code: str, page: int) -> None:
    """Say whose a scan is, by the code and the number that somebody read on it. Its boxes are not read.

    Raises:
        InputError: it cannot be a sheet's code, the sheet has no such page, or nothing of it may be kept any more.
        NotFoundError: there is no such scan without a sheet, or no such sheet.
    """
    with installation.database.writing() as connection:
        scan = store.find_scan(connection, scope, scan_id)
        if scan is None or scan.sheet_id is not None:
            raise _absent()
        bare = read_sheet_code(code)
        sheet, layout = find_sheet(connection, scope, bare), layout_of(connection, scope, bare)
        if sheet is None or layout is None:
            where = f"sheet {shown_sheet_code(bare)}"
            raise NotFoundError.of("sheet-unknown", "is not one of ours", where=where, mend="Look at its code.")
        if not 1 <= page <= len(layout.pages):
            mend = f"It has pages 1 to {len(layout.pages)}."
            raise InputError.of("page-absent", "is not there", where=f"page {page}", mend=mend)
        if not store.is_wanted(connection, scope, sheet.id):
            raise InputError.of("sheet-done", "needs no scan any more", where="sheet", mend="Remove this one.")
        store.place_scan(connection, scope, scan_id, sheet.id, replace(scan.reading, code=bare, page=page))


def remove(installation: Installation, scope: Scope, scan_id: str) -> None:
    """Throw a scan away, with its picture.

    Raises:
        NotFoundError: there is no such scan.
    """
    with installation.database.writing() as connection:
        gone = store.delete_scan(connection, scope, scan_id)
    if not gone:
        raise _absent()
    forget_scans(installation, gone)


def _absent() -> NotFoundError:
    return NotFoundError.of("scan-absent", "is not there", where="scan", mend="Go back to the list.")


@dataclass(frozen=True)
class _Page:
    """A page of a file that comes in; `number` counts from 0."""

    name: str
    path: Path
    number: int
    file_digest: str

    @property
    def digest(self) -> str:
        """What tells this page from every other."""
        return sha256(f"{self.file_digest}:{self.number}".encode()).hexdigest()


def _bring(installation: Installation, scope: Scope, reader: Reader, page: _Page) -> BroughtIn:
    told = BroughtIn(page.name, page.number + 1, Outcome.KNOWN)
    with installation.database.reading() as connection:
        if store.has_scan(connection, scope, page.digest):
            return told
    laid = reader.lay(page.path, page.number)
    if laid.trouble in LEFT_OUT:
        return replace(told, outcome=LEFT_OUT[laid.trouble])
    with installation.database.reading() as connection:
        sheet, layout = _whose(connection, scope, laid)
    reading, picture = _read(reader, laid, layout)
    scan = Scan(new_id("sc"), sheet.id if sheet else None, reading.page, page.digest, reading, today())
    if not _keep(installation, scope, scan, picture):
        return replace(told, outcome=Outcome.UNWANTED)
    outcome = Outcome.UNPLACED if sheet is None else Outcome.UNREAD if reading.trouble else Outcome.READ
    return replace(told, outcome=outcome, scan_id=scan.id, reading=reading)


def _whose(connection: Connection, scope: Scope, laid: LaidPage) -> tuple[Sheet | None, Layout | None]:
    """The sheet that a page belongs to, with its layout; None where there is no such one, or no such page on it."""
    named = read_page_code(laid.words) if laid.words else None
    if named is None:
        return None, None
    sheet, layout = find_sheet(connection, scope, named[0]), layout_of(connection, scope, named[0])
    if sheet is None or layout is None or named[1] > len(layout.pages):
        return None, None
    return sheet, layout


def _read(reader: Reader, laid: LaidPage, layout: Layout | None) -> tuple[PageReading, bytes]:
    """What stands on a page, and the picture to keep of it."""
    named = read_page_code(laid.words) if laid.words else None
    if named is None or layout is None:
        return PageReading(None, None, trouble=laid.trouble or Trouble.UNKNOWN_CODE), laid.picture
    code, page = named
    if laid.trouble:
        return PageReading(code, page, trouble=laid.trouble), laid.picture
    boxes = [
        (spot.field, spot.value, area_of(spot, layout)) for spot in layout.pages[page - 1] if spot.value is not None
    ]
    marks = reader.marks(laid.picture, boxes)
    if marks is None:
        return PageReading(code, page, trouble=Trouble.OTHER_PRINT), laid.picture
    return PageReading(code, page, marks, crops_of(layout, page)), laid.picture


def _keep(installation: Installation, scope: Scope, scan: Scan, picture: bytes) -> bool:
    """Keep a picture and its row; whether it was wanted: its sheet is not settled, void, or taken back."""
    files = scan_objects(installation)
    files.put(scan.id, picture)
    try:
        with installation.database.writing() as connection:
            wanted = scan.sheet_id is None or store.is_wanted(connection, scope, scan.sheet_id)
            kept = wanted and store.insert_scan(connection, scope, scan)
    except CollectError:
        files.delete(scan.id)
        raise
    if not kept:
        files.delete(scan.id)
    return kept
