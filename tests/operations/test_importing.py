"""Answers from tables: the good rows kept once, the others named."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from ei_collect.analysis.cells import restore
from ei_collect.answering.response import Answer, Device, Quotable, Response, Submission, Value, Words
from ei_collect.errors import InputError, UnreadableError
from ei_collect.operations import importing
from ei_collect.operations.exporting import Format, export_responses
from ei_collect.operations.importing import ImportReport, import_responses
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import keep
from ei_collect.operations.places import ship_wards
from ei_collect.operations.publishing import publish
from ei_collect.projects.project import Project
from ei_collect.store.responses import stream_responses
from ei_collect.store.tables import conflicts
from ei_collect.survey.definition import PublishedVersion
from ei_collect.survey.loading import load_survey
from tests.exchange import TOWN, publish_both, read_rows, write_rows

GOOD = ["r1", "The park", "Ashley"]


@pytest.fixture
def version(installation: Installation, project: Project) -> PublishedVersion:
    """The small survey, published in a town that has its wards."""
    ship_wards(installation)
    return publish_both(installation, project)


def _kept(installation: Installation, project: Project, slug: str = "town") -> dict[str | None, Response]:
    with installation.database.reading() as connection:
        return {each.submission.source_row: each for each in stream_responses(connection, project.scope, slug)}


def _counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.imported, report.unchanged, report.conflicts, report.faulty


def test_import_responses_when_some_rows_are_faulty_then_the_others_are_in_and_each_fault_named(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    path = write_rows(
        tmp_path / "a.csv",
        ["id", "caption", "ward", "group"],
        [*GOOD, "x"],
        ["r2", "", "Easton"],
        ["r3", "No", "Ashly"],
    )
    report = import_responses(
        installation, project, version, path, {}, quotable=Quotable.ALREADY_PUBLISHED, synthetic=True
    )
    assert _counts(report) == (1, 0, 0, 2)
    assert report.not_taken == ("group",)
    assert [finding.where for finding in report.findings] == [
        "a.csv: row 3, column caption",
        "a.csv: row 4, column ward",
    ]
    (response,) = _kept(installation, project).values()
    given = response.submission
    assert (given.home_ward, given.quotable, given.synthetic) == ("E05010885", Quotable.ALREADY_PUBLISHED, True)
    assert (given.device, given.version_id) == (Device.UNKNOWN, version.id)


def test_import_responses_when_done_again_then_nothing_is_added_and_a_changed_row_is_a_conflict(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    headings = ["id", "caption", "ward"]
    path = write_rows(tmp_path / "a.csv", headings, GOOD, ["r2", "The shop", ""])
    changed = write_rows(tmp_path / "b.csv", headings, GOOD, ["r2", "Another shop", ""], ["r3", "New", ""])
    done = [
        import_responses(installation, project, version, file, {}, quotable=Quotable.NEVER)
        for file in (path, path, changed, changed)
    ]
    assert [_counts(report) for report in done] == [(2, 0, 0, 0), (0, 2, 0, 0), (1, 1, 1, 0), (0, 2, 1, 0)]
    (finding,) = done[2].findings
    assert (finding.where, finding.code) == ("b.csv: row 3, column id", "row-changed")
    assert _kept(installation, project)["r2"].submission.answers["caption"].value == Words("The shop")
    with installation.database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(conflicts)) == 1


def test_import_responses_when_a_dry_run_then_the_same_report_and_nothing_written(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    path = write_rows(tmp_path / "a.csv", ["id", "caption"], ["r1", "words"], ["r2", ""])
    dry = import_responses(installation, project, version, path, {}, quotable=Quotable.NEVER, dry_run=True)
    assert (_counts(dry), dry.dry_run) == ((1, 0, 0, 1), True)
    assert _kept(installation, project) == {}
    wet = import_responses(installation, project, version, path, {}, quotable=Quotable.NEVER)
    assert (_counts(wet), wet.findings) == (_counts(dry), dry.findings)


def test_import_responses_when_the_file_breaks_off_then_nothing_is_written(
    installation: Installation,
    project: Project,
    version: PublishedVersion,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importing, "BATCH", 1)
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,caption\nr1,fine\nr2,caf\xe9\n")
    with pytest.raises(UnreadableError, match="0xe9"):
        import_responses(installation, project, version, path, {}, quotable=Quotable.NEVER)
    assert _kept(installation, project) == {}


def test_import_responses_when_a_column_is_mapped_to_nothing_then_refused_before_any_row(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    path = write_rows(tmp_path / "a.csv", ["id", "quote"], ["r1", "words"])
    with pytest.raises(InputError, match="target-unknown"):
        import_responses(installation, project, version, path, {"quote": "captoin"}, quotable=Quotable.NEVER)


def test_import_responses_when_rows_have_no_id_then_all_are_kept_once(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    path = write_rows(tmp_path / "a.csv", ["caption"], ["same"], ["same"], ["other"])
    done = [import_responses(installation, project, version, path, {}, quotable=Quotable.NEVER) for _time in range(2)]
    assert [_counts(report) for report in done] == [(3, 0, 0, 0), (0, 3, 0, 0)]


@pytest.mark.shared
def test_import_responses_when_given_the_real_captions_and_interviews_then_every_word_is_there(
    installation: Installation, project: Project, shared_data: Path
) -> None:
    survey = load_survey(installation.config.surveys / "day-in-my-life.yaml")
    version = publish(installation, project.scope, survey)
    folder = shared_data / "captions"
    captions = import_responses(
        installation, project, version, folder / "day_in_my_life.csv", {}, quotable=Quotable.ALREADY_PUBLISHED
    )
    interviews = import_responses(
        installation,
        project,
        version,
        folder / "interviews.csv",
        {"quote": "caption", "place_or_sector": "place"},
        quotable=Quotable.ALREADY_PUBLISHED,
    )
    assert (captions.findings, captions.not_taken) == ((), ("partner_group",))
    assert (interviews.findings, interviews.not_taken) == ((), ("method",))
    kept = _kept(installation, project, "day-in-my-life")
    for name, column in (("day_in_my_life.csv", "caption"), ("interviews.csv", "quote")):
        for row in read_rows(folder / name):
            assert kept[row["id"]].submission.answers["caption"].value == Words(row[column])


@pytest.mark.shared
def test_import_responses_when_words_are_hostile_then_exact_in_the_database_and_in_the_csv(
    installation: Installation, project: Project, version: PublishedVersion, shared_data: Path, tmp_path: Path
) -> None:
    hostile = json.loads((shared_data / "hostile" / "blns.json").read_text(encoding="utf-8"))
    words = {f"r{number}": text for number, text in enumerate(hostile) if text.strip()}
    path = write_rows(tmp_path / "in.csv", ["id", "caption"], *map(list, words.items()))
    report = import_responses(installation, project, version, path, {}, quotable=Quotable.NEVER)
    assert _counts(report) == (len(words), 0, 0, 0), report.findings
    kept = {row: each.submission.answers["caption"].value for row, each in _kept(installation, project).items()}
    assert kept == {row: Words(text) for row, text in words.items()}
    csv.field_size_limit(10_000_000)
    export_responses(installation, project, "town", tmp_path / "out.csv", format=Format.CSV)
    assert {row["source_row"]: restore(row["caption"]) for row in read_rows(tmp_path / "out.csv")} == words
    export_responses(installation, project, "town", tmp_path / "out.xlsx", format=Format.XLSX)


TROUBLE = (
    "[dont_know] ",
    " [skipped]",
    "\n[withheld]\t",
    "=1+1",
    "-",
    "@x",
    "'=1+1",
    "''[skipped]",
    "'tis",
    "＝1",
    "[a]",
)


def _there_and_back(
    installation: Installation, project: Project, version: PublishedVersion, words: list[str], folder: Path
) -> dict[str | None, Value]:
    """What is kept of words that somebody gave to one survey, exported by us and imported into another: by number."""
    for number, each in enumerate(words):
        said = {"caption": Answer(Words(each), "en")}
        given = Submission(version.id, "town", said, "en", source_row=str(number))
        keep(installation, project.scope, version, given, str(number))
    csv.field_size_limit(10_000_000)
    export_responses(installation, project, "town", folder / "out.csv", format=Format.CSV)
    again = publish_both(installation, project, replace(TOWN, slug="again"))
    report = import_responses(installation, project, again, folder / "out.csv", {}, quotable=Quotable.NEVER)
    assert _counts(report) == (len(words), 0, 0, 0), report.findings
    kept = _kept(installation, project, "again")
    return {row: each.submission.answers["caption"].value for row, each in kept.items()}


def test_import_responses_when_we_exported_them_then_every_word_is_as_it_was(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    words = [*TROUBLE, *(f"{word}x" for word in TROUBLE)]
    there = _there_and_back(installation, project, version, words, tmp_path)
    assert there == {str(number): Words(each, "en") for number, each in enumerate(words)}


@pytest.mark.shared
def test_import_responses_when_we_exported_hostile_words_then_every_one_is_as_it_was(
    installation: Installation, project: Project, version: PublishedVersion, shared_data: Path, tmp_path: Path
) -> None:
    hostile = json.loads((shared_data / "hostile" / "blns.json").read_text(encoding="utf-8"))
    words = [each for each in hostile if each.strip()]
    there = _there_and_back(installation, project, version, words, tmp_path)
    assert there == {str(number): Words(each, "en") for number, each in enumerate(words)}


def test_import_responses_when_we_exported_ids_that_look_dangerous_then_they_are_the_same_ids(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    path = write_rows(tmp_path / "in.csv", ["id", "caption"], ["-1", "words"], ["=2", "words"])
    import_responses(installation, project, version, path, {}, quotable=Quotable.NEVER)
    export_responses(installation, project, "town", tmp_path / "out.csv", format=Format.CSV)
    report = import_responses(installation, project, version, tmp_path / "out.csv", {}, quotable=Quotable.NEVER)
    assert set(_kept(installation, project)) == {"-1", "=2"}
    assert report.imported == 0
