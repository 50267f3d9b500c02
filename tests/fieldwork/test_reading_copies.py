"""Sheets printed, filled in by people, copied badly, mixed and read: what is accepted is right, and whose it is, too."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import cv2
import pytest
from PIL import Image

from ei_collect.fieldwork.proposing import proposals
from ei_collect.operations.installation import Installation
from ei_collect.operations.scans import BroughtIn, Outcome, bring_in
from ei_collect.projects.project import Project
from ei_collect.store.scans import scans_of_sheet
from tests.fieldwork.copying import Copier
from tests.fieldwork.hall import Hall, hall
from tests.fieldwork.pens import Person, Picture

SEED = 20261123
HIDDEN = 0.05
"""Of so many pages the code is torn off or stained."""

pytestmark = pytest.mark.sqlite_only


@dataclass
class Pile:
    """Files with pages in them: whose each is, and who filled it in."""

    files: list[tuple[str, Path]] = field(default_factory=list)
    truth: dict[tuple[str, int], tuple[str, int]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    people: dict[str, Person] = field(default_factory=dict)


@dataclass
class Tally:
    """What was accepted, what of it was wrong, and what was handed to a person."""

    boxes: int = 0
    accepted: int = 0
    wrong: list[str] = field(default_factory=list)
    proposed: int = 0
    proposed_wrong: list[str] = field(default_factory=list)
    handed: int = 0

    def __str__(self) -> str:
        right = 100 * (1 - len(self.wrong) / max(self.accepted, 1))
        return (
            f"{self.accepted} of {self.boxes} boxes accepted, {right:.2f}% right, {self.boxes - self.accepted} handed over; "
            f"{self.proposed} answers proposed, {len(self.proposed_wrong)} of them wrong, {self.handed} handed over"
        )


@pytest.mark.parametrize(("language", "count"), [("en", 8), ("ar", 7)])
def test_sheets_when_copied_badly_and_mixed_then_what_is_accepted_is_right(
    installation: Installation, project: Project, tmp_path: Path, language: str, count: int
) -> None:
    _check(hall(installation, project, count, language=language), tmp_path)


@pytest.mark.full
@pytest.mark.parametrize(("language", "large_print"), [("en", False), ("ar", False), ("en", True)])
def test_hundred_sheets_when_copied_badly_and_mixed_then_what_is_accepted_is_right(
    installation: Installation, project: Project, tmp_path: Path, language: str, large_print: bool
) -> None:
    _check(hall(installation, project, 100, language=language, large_print=large_print), tmp_path)


def _check(sheets: Hall, folder: Path) -> None:
    pile = _pile(sheets, folder, Random(SEED))
    told = list(bring_in(sheets.installation, sheets.project.scope, pile.files))
    assert {(page.file, page.number) for page in told} == set(pile.truth)
    found = [page for page in told if page.outcome is not Outcome.UNPLACED]
    assert [page for page in found if _named(page) != pile.truth[page.file, page.number]] == []
    unplaced = [page for page in told if page.outcome is Outcome.UNPLACED]
    unread = [page for page in told if page.outcome is Outcome.UNREAD]
    tally = _tally(sheets, pile)
    print(f"\n{len(told)} pages, seed {SEED}: {len(unplaced)} without a code, {len(unread)} as pictures only; {tally}")
    assert len(tally.wrong) <= 0.005 * tally.accepted, tally.wrong
    assert len(tally.proposed_wrong) <= 0.005 * tally.proposed, tally.proposed_wrong
    assert tally.accepted > 0.8 * tally.boxes
    assert len(unplaced) + len(unread) <= len(pile.hidden) + 0.05 * len(told)


def _named(page: BroughtIn) -> tuple[str | None, int | None]:
    return (page.reading.code, page.reading.page) if page.reading else (None, None)


def _pile(sheets: Hall, folder: Path, chance: Random) -> Pile:
    """Every page filled in, copied and shuffled: some as single pictures, some together in a PDF."""
    pile, copies = Pile(), []
    for place, code in enumerate(sheets.codes):
        person, pages = Person(Random(chance.random())), sheets.pages(place)
        pile.people[code] = person
        person.decide(sheets.form)
        person.fill_in(pages, sheets.layout)
        for number, page in enumerate(pages, start=1):
            copies.append((_copied(page, folder, pile, chance), code, number))
    chance.shuffle(copies)
    in_pdf = [name for name, *_ in copies[: len(copies) // 4]]
    scanned = [Image.open(folder / name) for name in in_pdf]
    scanned[0].save(folder / "all.pdf", save_all=True, append_images=scanned[1:], resolution=150, quality=75)
    pile.files.append(("all.pdf", folder / "all.pdf"))
    for place, (name, code, number) in enumerate(copies, start=1):
        pile.truth[("all.pdf", place) if name in in_pdf else (name, 1)] = (code, number)
        if name not in in_pdf:
            pile.files.append((name, folder / name))
    return pile


def _copied(page: Picture, folder: Path, pile: Pile, chance: Random) -> str:
    """The name of a file with a copy of a page; of some pages the code is hidden."""
    name = f"{chance.getrandbits(40):x}.jpg"
    if chance.random() < HIDDEN:
        pile.hidden.add(name)
        page = _without_code(page)
    copy = Copier(Random(chance.random()), chance.choice([0.1, 0.6, 1])).copy(page)
    cv2.imwrite(str(folder / name), copy, [cv2.IMWRITE_JPEG_QUALITY, chance.randrange(50, 95)])
    return name


def _without_code(page: Picture) -> Picture:
    torn = page.copy()
    torn[: page.shape[0] // 9] = 250
    return torn


def _tally(sheets: Hall, pile: Pile) -> Tally:
    tally = Tally()
    for sheet in sheets.made.sheets:
        meant = pile.people[sheet.code].meant
        with sheets.installation.database.reading() as connection:
            readings = [scan.reading for scan in scans_of_sheet(connection, sheets.project.scope, sheet.id)]
        for mark in (mark for reading in readings for mark in reading.marks):
            tally.boxes += 1
            tally.accepted += mark.is_sure
            if mark.is_sure and mark.ticked != ((mark.field, mark.value) in meant):
                tally.wrong.append(f"{sheet.code} {mark}")
        proposed = proposals(readings, sheets.form)
        for question in (question for section in sheets.form.sections for question in section.questions):
            fields = {box.field for box in question.boxes}
            wanted = {box for box in meant if box[0] in fields}
            given = {(name, value) for name in fields for value in proposed.get(name, ())}
            tally.proposed += bool(given)
            tally.handed += bool(wanted and not given)
            if given and given != wanted:
                tally.proposed_wrong.append(f"{sheet.code} {question.number}: {given} for {wanted}")
    return tally
