"""What whoever types a sheet is shown of its scans: pictures of pages, parts of them, and what boxes seem to say."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ei_collect.errors import NotFoundError
from ei_collect.fieldwork.cropping import cropped
from ei_collect.fieldwork.keyed import Keyed
from ei_collect.fieldwork.paper_form import HELP
from ei_collect.fieldwork.proposing import proposals
from ei_collect.operations.desk import Desk, Keyer
from ei_collect.operations.installation import Installation
from ei_collect.operations.scan_files import scan_objects
from ei_collect.projects.project import Scope
from ei_collect.store.scans import Scan, find_scan, opener_of, scans_of_sheet
from ei_collect.survey.definition import Role


@dataclass(frozen=True)
class Seen:
    """The scans of a sheet. `proposed` is what its boxes seem to say; consent is never among it."""

    scans: tuple[Scan, ...] = ()
    proposed: Keyed = field(default_factory=Keyed)

    def pictures(self, page: int) -> tuple[str, ...]:
        """The ids of the scans of a page, the best one first."""
        of_page = [scan for scan in self.scans if scan.page == page]
        return tuple(scan.id for scan in sorted(of_page, key=lambda scan: scan.reading.trouble is not None))

    def showing(self, name: str) -> str | None:
        """The id of the scan that shows a field on its own, or None."""
        return next((scan.id for scan in self.scans if scan.reading.crop(name)), None)


def seen(installation: Installation, scope: Scope, desk: Desk) -> Seen:
    """What came in of the sheet on the desk."""
    with installation.database.reading() as connection:
        scans = scans_of_sheet(connection, scope, desk.sheet.id)
    proposed = proposals((scan.reading for scan in scans), desk.form)
    quoting = desk.version.survey.roles.get(Role.QUOTE_CONSENT)
    answers = {name: values for name, values in proposed.items() if name not in {HELP, f"q_{quoting}"}}
    facts: Mapping[str, tuple[str, ...]] = {HELP: proposed[HELP]} if HELP in proposed else {}
    return Seen(scans, Keyed(answers, frozenset(), facts))


def picture_of(installation: Installation, keyer: Keyer, scan_id: str, name: str = "") -> bytes:
    """The picture of a page as JPEG; with the name of a field, only the part that shows it.

    Raises:
        NotFoundError: there is none that this person may know of.
    """
    scope = keyer.project.scope
    with installation.database.reading() as connection:
        opened_by = opener_of(connection, scope, scan_id)
        scan = find_scan(connection, scope, scan_id) if keyer.opened_by in {None, opened_by} else None
    area = scan.reading.crop(name) if scan and name else None
    picture = scan_objects(installation).read(scan_id) if scan and (area or not name) else None
    if picture is None:
        raise NotFoundError.of("scan-absent", "is not there", where="scan", mend="Go back to the page before.")
    return cropped(picture, area) if area else picture
