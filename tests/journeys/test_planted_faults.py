"""Ten planted faults of ten kinds: one run of the command names each with its file and line."""

import re
from pathlib import Path

import pytest

from ei_collect.cli import main
from ei_collect.language.po import po_path
from tests.conftest import SECRET
from tests.operations.catalogue_making import translate
from tests.survey.writing import survey_of

MENDED = """\
slug: planted
language: en
title: A survey with faults
summary: It asks little.
introduction: [Welcome.]
consent: [You may stop.]
thanks: Thank you.
roles: {home_ward: ward, age_band: age}
sections:
  - code: home
    title: Home
    questions:
      - {code: ward, kind: ward, label: Where do you live}
      - code: bus
        kind: single
        label: Do you take the bus
        choices:
          - {code: often, label: Often}
          - {code: never, label: Never}
      - {code: years, kind: number, label: How many years, minimum: 0, maximum: 90}
      - code: age
        kind: single
        label: How old are you
        why: To see whether we hear from every age
        choices: [{code: young, label: Young}, {code: old, label: Old}]
  - code: around
    title: Getting around
    questions:
      - {code: dear, kind: long_text, label: Is it dear, show_if: {question: bus, is: never}}
      - {code: late, kind: long_text, label: Is it late, show_if: {question: bus, answered: true}}
      - code: both
        kind: long_text
        label: Is it both
        show_if: {any: [{question: bus, is: often}, {question: bus, is: never}]}
      - {code: walk, kind: short_text, label: Do you walk, dimensions: [spatial]}
      - {code: ways, kind: multiple, label: Which ways, choices: [{code: foot, label: On foot}]}
  - code: end
    title: The end
    questions:
      - {code: more, kind: long_text, label: Anything else}
"""

PLANTED = (
    ("home_ward: ward,", "home_ward: wrad,", "role-reference"),  # a reference to a question that is not there
    ("show_if: {question: bus, answered: true}", "show_if: {question: more, answered: true}", "rule-forward"),
    ("show_if: {any: [", "show_if: {all: [", "unreachable"),
    ("code: walk,", "code: dear,", "duplicate-question"),
    ("{code: old, label: Old}", "{code: young, label: Old}", "duplicate-choice"),
    (", choices: [{code: foot, label: On foot}]", "", "choices-missing"),
    ("minimum: 0, maximum: 90", "minimum: 90, maximum: 0", "bounds-order"),
    ("        why: To see whether we hear from every age\n", "", "demographic-why"),
    ("[spatial]", "[spatail]", "unknown-dimension"),
)
"""Nine faults of the file itself: what stands there, what is planted in its place, and the finding that names it."""

UNTRANSLATED = "more.label"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder and catalogues of its own, in which Somali lacks one wording of the survey: the tenth fault."""
    for name, value in {"EI_DATA": "data", "EI_SURVEYS": "surveys", "EI_TRANSLATIONS": "po"}.items():
        monkeypatch.setenv(name, str(tmp_path / value))
    monkeypatch.setenv("EI_SECRET_KEY", SECRET)
    monkeypatch.delenv("EI_DATABASE_URL", raising=False)
    translate(tmp_path / "po", "so", survey_of(MENDED), without=UNTRANSLATED)


def test_survey_when_ten_faults_are_planted_then_all_are_found_in_one_run_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planted, path = MENDED, tmp_path / "planted.yaml"
    for good, bad, _ in PLANTED:
        assert planted.count(good) == 1
        planted = planted.replace(good, bad)
    path.write_text(planted, encoding="utf-8")
    assert main(["survey", "check", str(path), "--languages", "so"]) == 1
    found = findings_in(capsys.readouterr().out)
    wanted = {(str(path), line, code) for line, code in lines_of_faults(planted)}
    catalogue = po_path(tmp_path / "po", "so", "survey-planted")
    wanted.add((str(catalogue), line_of('msgid "Anything else"', catalogue.read_text("utf-8")), "wording-missing"))
    assert len(wanted) == 10
    assert {said_at(line) for line in found} == wanted
    assert len(found) == 10


def test_survey_when_mended_then_no_findings_and_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "planted.yaml"
    path.write_text(MENDED, encoding="utf-8")
    translate(tmp_path / "po", "so", survey_of(MENDED))
    assert main(["survey", "check", str(path), "--languages", "so"]) == 0
    assert findings_in(capsys.readouterr().out) == ["no findings"]


@pytest.mark.parametrize(("good", "bad", "code"), PLANTED)
def test_fault_when_planted_alone_then_the_only_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], good: str, bad: str, code: str
) -> None:
    path = tmp_path / "planted.yaml"
    path.write_text(MENDED.replace(good, bad), encoding="utf-8")
    assert main(["survey", "check", str(path)]) == 1
    assert [said_at(line)[2] for line in findings_in(capsys.readouterr().out)] == [code]


def findings_in(said: str) -> list[str]:
    """The lines of what was said but the notes, which name what is still to be recorded or written in easy words."""
    return [line for line in said.splitlines() if not line.startswith("note:")]


def lines_of_faults(planted: str) -> list[tuple[int, str]]:
    """Where each of the nine stands in the faulty file, told by words on that line."""
    marks = {
        "role-reference": "home_ward: wrad",
        "rule-forward": "question: more",
        "unreachable": "show_if: {all:",
        "duplicate-question": "label: Do you walk",
        "duplicate-choice": "label: Old",
        "choices-missing": "kind: multiple",
        "bounds-order": "minimum: 90",
        "demographic-why": "code: age",
        "unknown-dimension": "spatail",
    }
    return [(line_of(mark, planted), code) for code, mark in marks.items()]


def line_of(mark: str, text: str) -> int:
    """The number of the first line with `mark`."""
    return next(number for number, line in enumerate(text.splitlines(), start=1) if mark in line)


def said_at(line: str) -> tuple[str, int, str]:
    """File, line and code of a finding as it is printed."""
    found = re.fullmatch(r"(.+?):(\d+)(?: \S+)?: .* \[([a-z-]+)\] .+", line)
    assert found, line
    return found[1], int(found[2]), found[3]
