"""Bringing wards and postcodes in: the ones we ship, and those that an operator has from the ONS."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from ei_collect.errors import Finding
from ei_collect.language.sheet import open_sheet
from ei_collect.operations.installation import Installation
from ei_collect.places import bristol
from ei_collect.places.ons import outlines_beside, read_outlines, read_postcodes
from ei_collect.store import places as store
from ei_collect.store.places import Written

BATCH = 1000
MAX_FINDINGS = 10_000  # a file of the whole kingdom given for one town must not fill the memory with faults

Value = TypeVar("Value")


@dataclass(frozen=True)
class WardImport:
    """What an import wrote, and every unusable row: `findings` holds the first MAX_FINDINGS of the `unusable` ones."""

    wards: Written
    postcodes: Written
    unusable: int
    findings: tuple[Finding, ...]


class _Faults:
    """Counts every fault and keeps the first ones."""

    def __init__(self) -> None:
        self.count = 0
        self.kept: list[Finding] = []

    def sieve(self, found: Iterable[Value | Finding]) -> Iterator[Value]:
        """Let the usable through."""
        for each in found:
            if not isinstance(each, Finding):
                yield each
                continue
            self.count += 1
            if self.count <= MAX_FINDINGS:
                self.kept.append(each)


def ship_wards(installation: Installation) -> Written:
    """Put Bristol's 34 wards into the place set `bristol`; done twice it changes nothing."""
    with installation.database.writing() as connection:
        return store.put_wards(connection, bristol.PLACE_SET, bristol.WARDS)


def import_wards(installation: Installation, place_set: str, boundaries: Path, postcodes: Path) -> WardImport:
    """Read ONS-style files and write, in one transaction, every usable ward and postcode; a second run changes nothing.

    Raises:
        UnreadableError: one of the files cannot be read; nothing was written.
        OSError: one of them cannot be opened.
    """
    faults = _Faults()
    with open_sheet(postcodes) as sheet, installation.database.writing() as connection:
        kept = store.wards_of(connection, place_set)
        outlines = tuple(faults.sieve(outlines_beside(kept, read_outlines(boundaries))))
        wards = store.put_wards(connection, place_set, (outline.ward for outline in outlines))
        store.set_boundaries(connection, place_set, outlines)
        located = read_postcodes(sheet, store.wards_of(connection, place_set))
        usable = faults.sieve(located)
        written = Written()
        while batch := {each.postcode: each.ward_code for each in islice(usable, BATCH)}:
            written += store.put_postcodes(connection, place_set, batch)
    return WardImport(wards, written, faults.count, tuple(faults.kept))
