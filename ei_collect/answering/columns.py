"""Which column of somebody else's table is which question or fact. What the rows then say is in `rows`."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ei_collect.errors import Finding, InputError
from ei_collect.language.sheet import HEADING_ROW, Sheet
from ei_collect.survey.definition import Survey


class Fact(StrEnum):
    """What a column can say beside the answers. The source is the row's own id; the language is that of the words."""

    SOURCE = "source"
    DEVICE = "device"
    HELP = "help"
    LANGUAGE = "language"
    HOME_WARD = "home_ward"


BY_THEMSELVES = {"id": Fact.SOURCE.value, "source_row": Fact.SOURCE.value}
"""Headings that mean a fact without being mapped, beside the facts' own names."""


@dataclass(frozen=True)
class Columns:
    """Which column (from 0) answers which question, by its code, or carries which fact; and the headings not taken."""

    questions: Mapping[str, int]
    facts: Mapping[Fact, int]
    not_taken: tuple[str, ...]


def plan_columns(sheet: Sheet, survey: Survey, mapping: Mapping[str, str]) -> Columns:
    """What each column of `sheet` is taken for: by `mapping` (heading to question code or fact), else by its own name.

    Where a question and a fact share a name, the question has it.

    Raises:
        InputError: every heading of `mapping` that is absent, every target unknown or named twice; or no answers.
    """
    targets = [_target(heading, survey, mapping) for heading in sheet.headings]
    findings = [*_misnamed(sheet, survey, mapping), *_doubled(sheet, targets)]
    questions = {code: at for at, code in enumerate(targets) if code and survey.question(code)}
    facts = {Fact(name): at for at, name in enumerate(targets) if name in list(Fact) and name not in questions}
    if not questions and not findings:
        findings.append(_finding(sheet, "columns-none", "answers no question", "Name columns: --map column=question."))
    if findings:
        raise InputError(findings)
    not_taken = tuple(heading for heading, target in zip(sheet.headings, targets, strict=True) if target is None)
    return Columns(questions, facts, not_taken)


def _target(heading: str, survey: Survey, mapping: Mapping[str, str]) -> str | None:
    if heading in mapping:
        return mapping[heading]
    if survey.question(heading) or heading in list(Fact):
        return heading
    if heading in BY_THEMSELVES and BY_THEMSELVES[heading] not in mapping.values():
        return BY_THEMSELVES[heading]
    return None


def _misnamed(sheet: Sheet, survey: Survey, mapping: Mapping[str, str]) -> Iterator[Finding]:
    for heading, target in mapping.items():
        if heading not in sheet.headings:
            yield _finding(
                sheet, "column-absent", f"has no column {heading!r}", f"One of: {', '.join(sheet.headings)}."
            )
        if not survey.question(target) and target not in list(Fact):
            codes = ", ".join([*(question.code for question in survey.questions()), *Fact])
            yield _finding(
                sheet, "target-unknown", f"maps {heading!r} to {target!r}, which is not there", f"One of: {codes}."
            )


def _doubled(sheet: Sheet, targets: list[str | None]) -> Iterator[Finding]:
    for target, times in Counter(targets).items():
        if target and times > 1:
            yield _finding(
                sheet,
                "column-twice",
                f"has {times} columns for {target!r}",
                "Rename all but one, or map one with --map.",
            )


def _finding(sheet: Sheet, code: str, what: str, mend: str) -> Finding:
    return Finding(f"{sheet.name}: row {HEADING_ROW}", code, what, mend)
