"""A paper sheet as it lies on the desk of whoever types or settles it: what is printed, and every pass so far."""

from dataclasses import dataclass

from ei_collect.answering.cells import WardFinder
from ei_collect.errors import NotFoundError
from ei_collect.fieldwork.keyed import PageToKey, pages_to_key
from ei_collect.fieldwork.numbering import paper_form
from ei_collect.fieldwork.paper_form import PaperForm
from ei_collect.fieldwork.sheet_code import read_sheet_code, shown_sheet_code
from ei_collect.projects.project import Project, User
from ei_collect.store import keyings as store
from ei_collect.store.database import Connection
from ei_collect.store.keyings import Keying, SheetToKey
from ei_collect.store.places import wards_of
from ei_collect.store.surveys import version as find_version
from ei_collect.survey.definition import PublishedVersion


@dataclass(frozen=True)
class Keyer:
    """Who types, and in which project. `every`: they may know of all its sheets, not only of their own sittings'."""

    user: User
    project: Project
    every: bool = True

    @property
    def opened_by(self) -> str | None:
        """Whose sittings they may know of: None for everybody's."""
        return None if self.every else self.user.id


@dataclass(frozen=True)
class Desk:
    """A sheet with all that is needed to type it, and every pass over it so far."""

    sheet: SheetToKey
    version: PublishedVersion
    form: PaperForm
    pages: tuple[PageToKey, ...]
    wards: WardFinder
    passes: tuple[Keying, ...]

    def page(self, number: int) -> PageToKey | None:
        """The page with this number, or None."""
        return next((page for page in self.pages if page.number == number), None)

    def open_pass(self) -> Keying | None:
        """The pass that has been begun and not finished, or None."""
        return next((each for each in self.passes if not each.done), None)

    @property
    def where(self) -> str:
        """The sheet as findings name it."""
        return f"sheet {shown_sheet_code(self.sheet.code)}"

    def left(self, pages: tuple[int, ...]) -> tuple[int, ...]:
        """The numbers of the pages with something to type that are not among `pages`."""
        return tuple(page.number for page in self.pages if any(page.fields()) and page.number not in pages)


def desk_of(connection: Connection, keyer: Keyer, code: str, *, hold: bool = False) -> Desk:
    """A sheet as it lies on the desk, inside a transaction that the caller owns.

    Raises:
        InputError: it cannot be a sheet's code.
        NotFoundError: there is no such sheet that this person may know of.
    """
    bare, project = read_sheet_code(code), keyer.project
    sheet = store.sheet_to_key(connection, project.scope, bare, hold=hold)
    if sheet is None or keyer.opened_by not in {None, sheet.opened_by}:
        raise NotFoundError.of(
            "sheet-unknown", "is not one of ours", where=f"sheet {shown_sheet_code(bare)}", mend="Look at its code."
        )
    version = find_version(connection, sheet.version_id)
    form = paper_form(version, sheet.language)
    wards = WardFinder.of(wards_of(connection, project.place_set))
    passes = store.keyings_of(connection, project.scope, sheet.id)
    return Desk(sheet, version, form, pages_to_key(form, sheet.layout), wards, passes)
