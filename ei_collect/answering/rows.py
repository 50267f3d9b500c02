"""Rows of somebody else's table as submissions. Which column is what is in `columns`, what a cell says in `reading`."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

import langcodes
import orjson

from ei_collect.answering.columns import Columns, Fact
from ei_collect.answering.guarding import restore
from ei_collect.answering.interpreting import OTHER_LANGUAGE
from ei_collect.answering.reading import WardFinder, kept_exactly, read_cells
from ei_collect.answering.response import (
    Answer,
    Device,
    Help,
    Missing,
    Quotable,
    Submission,
    Value,
    WithWords,
    Words,
)
from ei_collect.errors import Finding
from ei_collect.language.sheet import Row, Sheet
from ei_collect.survey.definition import PublishedVersion, Role

Said = TypeVar("Said")


@dataclass(frozen=True)
class Basis:
    """What holds for every row of a table: the version answered, the grounds for quoting, whether it is invented."""

    version: PublishedVersion
    quotable: Quotable
    synthetic: bool = False


@dataclass
class RowReader:
    """Reads the rows of one table, in order: it remembers the ids met so far."""

    sheet: Sheet
    columns: Columns
    basis: Basis
    wards: WardFinder
    _rows_of_ids: dict[str, int] = field(default_factory=dict)
    _times_met: Counter[str] = field(default_factory=Counter)

    def read(self, row: Row) -> Submission | tuple[Finding, ...]:
        """The submission that a row amounts to, or everything that is wrong with it.

        Questions without a column were not asked; an empty cell is a skipped one. A row without an id of its own gets
        one from its content and how often that came before, so that the same table gives the same ids again.
        """
        reading = _Reading(self, row)
        submission = reading.submission()
        return tuple(reading.findings) if reading.findings else submission

    def remember(self, source: str, row: Row) -> int | None:
        """The number of the earlier row that has this id, or None."""
        number = self._rows_of_ids.setdefault(source, row.number)
        return number if number != row.number else None

    def made_up_id(self, row: Row) -> str:
        """An id for a row that has none: `row-<digest>-<how manieth of this content>`."""
        digest = hashlib.sha256(orjson.dumps(list(row.cells))).hexdigest()[:24]
        self._times_met[digest] += 1
        return f"row-{digest}-{self._times_met[digest]}"


class _Reading:
    """One row being read; its faults gather in `findings`."""

    def __init__(self, reader: RowReader, row: Row) -> None:
        self.reader = reader
        self.row = row
        self.findings: list[Finding] = []

    def submission(self) -> Submission:
        """What the row says; of use only where there are no findings."""
        self._check_width()
        basis = self.reader.basis
        helped = self._fact(Fact.HELP, _helps.get, Help.UNKNOWN, f"One of: {', '.join(Help)}.")
        declared = self._fact(Fact.LANGUAGE, _language, None, "Give a language code, such as so.")
        language = declared or basis.version.survey.language
        answers = {
            question.code: Answer(_in_language(self._value(question.code), declared), language)
            for question in basis.version.survey.questions()
        }
        return Submission(
            version_id=basis.version.id,
            survey_slug=basis.version.survey.slug,
            answers=answers,
            language=language,
            device=self._fact(Fact.DEVICE, _devices.get, Device.UNKNOWN, f"One of: {', '.join(Device)}."),
            help=helped,
            quotable=self._quotable(answers),
            home_ward=self._home_ward(answers),
            source_row=self._source(),
            synthetic=basis.synthetic,
            help_from=self._interpreted(Fact.HELP_FROM, helped),
            help_into=self._interpreted(Fact.HELP_INTO, helped),
        )

    def _interpreted(self, fact: Fact, helped: Help) -> str | None:
        """A language between which somebody interpreted; a fault where the same row says that nobody did."""
        mend = f"Give a language code, such as so, or {OTHER_LANGUAGE}."
        told = self._fact(fact, _language_or_other, None, mend)
        if told and helped is not Help.INTERPRETER:
            help_stated = f"{Fact.HELP} {Help.INTERPRETER}"
            self._fault(self.reader.columns.facts[fact], f"{fact}-alone", f"is not beside {help_stated!r}", "Say both.")
        return told

    def _value(self, code: str) -> Value:
        columns = self.reader.columns
        about = columns.of_question(code)
        question = self.reader.basis.version.survey.question(code)
        if not about or question is None:
            return Missing.NOT_ASKED
        main = self._cell(columns.questions[code]) if code in columns.questions else ""
        parts = {part: self._cell(at) for part, at in columns.parts.get(code, {}).items()}
        reading = read_cells(main, parts, question, self.reader.wards, defused=columns.are_ours)
        self.findings.extend(replace(finding, where=self._where(about[0])) for finding in reading.findings)
        return reading.value

    def _fact(self, fact: Fact, convert: Callable[[str], Said | None], absent: Said, mend: str) -> Said:
        at = self.reader.columns.facts.get(fact)
        cell = self._cell(at).strip() if at is not None else ""
        if at is None or not cell:
            return absent
        said = convert(cell.casefold())
        if said is None:
            self._fault(at, f"{fact}-unknown", f"{cell!r} is no {fact.replace('_', ' ')}", mend)
        return absent if said is None else said

    def _source(self) -> str:
        at = self.reader.columns.facts.get(Fact.SOURCE)
        if at is None:
            return self.reader.made_up_id(self.row)
        cell = self._cell(at)
        source = kept_exactly((restore(cell) if self.reader.columns.are_ours else cell).strip())
        if not source:
            self._fault(at, "source-empty", "has no id", "Give every row an id of its own, or leave the column out.")
        elif earlier := self.reader.remember(source, self.row):
            self._fault(at, "source-twice", f"{source!r} is the id of row {earlier} too", "Give each row its own.")
        return source

    def _home_ward(self, answers: Mapping[str, Answer]) -> str | None:
        stated = self._fact(Fact.HOME_WARD, self.reader.wards.find, None, "Give a ward's code or official name.")
        asked = self.reader.basis.version.survey.roles.get(Role.HOME_WARD)
        answered = answers[asked].value if asked else None
        return stated or (None if isinstance(answered, Missing) or not isinstance(answered, str) else answered)

    def _quotable(self, answers: Mapping[str, Answer]) -> Quotable:
        """The declared grounds; where consent is the ground and the row itself was asked, only its own yes is one."""
        grounds = self.reader.basis.quotable
        asked = self.reader.basis.version.survey.roles.get(Role.QUOTE_CONSENT)
        if grounds is Quotable.CONSENTED and asked in self.reader.columns.questions:
            return grounds if asked and answers[asked].value == "yes" else Quotable.NEVER
        return grounds

    def _check_width(self) -> None:
        width = len(self.reader.sheet.headings)
        if any(cell.strip() for cell in self.row.cells[width:]):
            where = f"{self.reader.sheet.name}: row {self.row.number}, column {width + 1}"
            self.findings.append(
                Finding(where, "row-wide", "stands beyond the headings", "Put quotation marks round cells with commas.")
            )

    def _cell(self, at: int) -> str:
        return self.row.cells[at] if at < len(self.row.cells) else ""

    def _where(self, at: int) -> str:
        return f"{self.reader.sheet.name}: row {self.row.number}, column {self.reader.sheet.headings[at]}"

    def _fault(self, at: int, code: str, what: str, mend: str) -> None:
        self.findings.append(Finding(self._where(at), code, what, mend))


_devices = {device.value: device for device in Device}
_helps = {kind.value: kind for kind in Help}


def _language(cell: str) -> str | None:
    return langcodes.standardize_tag(cell) if langcodes.tag_is_valid(cell) else None


def _language_or_other(cell: str) -> str | None:
    return OTHER_LANGUAGE if cell == OTHER_LANGUAGE else _language(cell)


def _in_language(value: Value, declared: str | None) -> Value:
    match value:
        case Words():
            return replace(value, language=declared)
        case WithWords(words=words):
            return replace(value, words=replace(words, language=declared))
        case _:
            return value
