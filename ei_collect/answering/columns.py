"""Which column of somebody else's table is which question or fact. What the rows then say is in `rows`."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ei_collect.answering.kinds import KINDS
from ei_collect.errors import Finding, InputError
from ei_collect.language.sheet import HEADING_ROW, Sheet
from ei_collect.survey.definition import Survey


class Fact(StrEnum):
    """What a column can say beside the answers. The source is the row's own id; the language is that of the words.

    HELP_FROM and HELP_INTO are the languages between which somebody interpreted.
    """

    SOURCE = "source"
    DEVICE = "device"
    HELP = "help"
    HELP_FROM = "help_from"
    HELP_INTO = "help_into"
    LANGUAGE = "language"
    HOME_WARD = "home_ward"


BY_THEMSELVES = {"id": Fact.SOURCE.value, "source_row": Fact.SOURCE.value}
"""Headings that mean a fact without being mapped, beside the facts' own names."""


OURS = frozenset({"response_id", "submitted_on"})
"""Headings by which a table is known for one that we exported."""


@dataclass(frozen=True)
class Columns:
    """Which column (from 0) answers which question, by its code, or carries which fact; and the headings not taken.

    `parts` are the columns of which each tells a part of an answer: question code to the part's name to its column.
    `are_ours`: the table is one of our own exports, perhaps with columns taken out or put in.
    """

    questions: Mapping[str, int]
    facts: Mapping[Fact, int]
    not_taken: tuple[str, ...]
    parts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    are_ours: bool = False

    def of_question(self, code: str) -> tuple[int, ...]:
        """Every column that tells something of this question."""
        main = (self.questions[code],) if code in self.questions else ()
        return (*main, *self.parts.get(code, {}).values())


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
    parts = _parts(survey, targets)
    if not questions and not parts and not findings:
        findings.append(_finding(sheet, "columns-none", "answers no question", "Name columns: --map column=question."))
    if findings:
        raise InputError(findings)
    not_taken = tuple(heading for heading, target in zip(sheet.headings, targets, strict=True) if target is None)
    return Columns(questions, facts, not_taken, parts, are_ours=set(sheet.headings) >= OURS)


def _parts(survey: Survey, targets: Sequence[str | None]) -> dict[str, dict[str, int]]:
    known = set(_names_of_parts(survey))
    found: dict[str, dict[str, int]] = {}
    for at, target in enumerate(targets):
        if target in known:
            code, _, part = target.partition(".")
            found.setdefault(code, {})[part] = at
    return found


def _names_of_parts(survey: Survey) -> Iterator[str]:
    """The names that our own exports give to columns of which a question has several."""
    for question in survey.questions():
        names = [column.name for column in KINDS[question.kind].columns(question)]
        yield from (name for name in names if name != question.code)


def _target(heading: str, survey: Survey, mapping: Mapping[str, str]) -> str | None:
    if heading in mapping:
        return mapping[heading]
    if survey.question(heading) or heading in list(Fact) or heading in _names_of_parts(survey):
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
        if not survey.question(target) and target not in [*Fact, *_names_of_parts(survey)]:
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
