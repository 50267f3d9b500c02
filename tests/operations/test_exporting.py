"""Exports for researchers, from the database to the files."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from ei_collect.analysis.cells import WITHHELD
from ei_collect.analysis.columns import FACTS
from ei_collect.analysis.order import keyed_order
from ei_collect.answering.response import Answer, Device, Help, Missing, Submission, Value, Words
from ei_collect.coding.coding import Span, Stance
from ei_collect.coding.loading import load_codebook
from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.coding import apply_code, use_codebook
from ei_collect.operations.exporting import Format, export_codings, export_responses
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import keep
from ei_collect.operations.members import add_user
from ei_collect.operations.places import ship_wards
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.projects.project import Project
from ei_collect.store.texts import all_texts
from ei_collect.survey.definition import PublishedVersion
from tests.exchange import BELONG, TOWN, WORDS, publish_both, read_rows, survey_of
from tests.operations.test_tables import sheet_cells

SENSITIVE = "police_officials"
SAID: Mapping[str, Value] = {
    "ward": "E05010885",
    "belong": "no",
    "where_to": ("shop",),
    "caption": Words("=cmd|' /C'!A0"),
}


@pytest.fixture
def version(installation: Installation, project: Project) -> PublishedVersion:
    """The small survey, published in a town that has its wards."""
    ship_wards(installation)
    return publish_both(installation, project)


def _answer(
    installation: Installation, project: Project, version: PublishedVersion, key: str, said: Mapping[str, Value]
) -> str:
    answers = {question.code: Answer(Missing.SKIPPED, "so") for question in version.survey.questions()}
    answers |= {code: Answer(value, "so") for code, value in said.items()}
    given = Submission(
        version.id,
        version.survey.slug,
        answers,
        "so",
        Device.TABLET,
        Help.SCRIBE,
        home_ward="E05010885",
        synthetic=True,
    )
    return keep(installation, project.scope, version, given, key).response_id


def test_export_responses_when_csv_then_codes_and_a_second_file_that_says_what_they_mean(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    response_id = _answer(installation, project, version, "k1", SAID)
    done = export_responses(installation, project, "town", tmp_path / "out.csv", format=Format.CSV)
    assert (done.rows, done.files) == (1, (tmp_path / "out.csv", tmp_path / "out-questions.csv"))
    (row,) = read_rows(tmp_path / "out.csv")
    assert (row["response_id"], row["language"], row["device"], row["help"]) == (response_id, "so", "tablet", "scribe")
    assert (row["home_ward_name"], row["belong"], row["years"]) == ("Ashley", "no", "[skipped]")
    assert (row["where_to.park"], row["where_to.shop"], row["synthetic"]) == ("0", "1", "1")
    assert row["caption"] == "'=cmd|' /C'!A0"
    described = read_rows(tmp_path / "out-questions.csv")
    assert [each["column"] for each in described] == list(row)
    assert described[-1]["wording"] == "May we quote you?"


def test_export_responses_when_labelled_in_somali_then_both_tables_are(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    _answer(installation, project, version, "k1", SAID)
    path = tmp_path / "out.csv"
    export_responses(installation, project, "town", path, format=Format.CSV, language="so", labels=True)
    assert read_rows(path)[0]["belong"] == "Maya"
    assert read_rows(tmp_path / "out-questions.csv")[-1]["wording"] == "Ma ku xigan karnaa?"


def test_export_responses_when_xlsx_then_two_sheets_and_no_formula(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    _answer(installation, project, version, "k1", SAID)
    path = tmp_path / "out.xlsx"
    done = export_responses(installation, project, "town", path, format=Format.XLSX)
    assert done.files == (path,)
    cells = sheet_cells(path)
    assert ("inlineStr", "'=cmd|' /C'!A0") in cells
    assert ("n", "1") in cells
    assert ("inlineStr", "May we quote you?") in sheet_cells(path, 2)


def test_export_responses_when_two_versions_were_answered_then_every_answer_has_its_column(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    newer = publish_both(installation, project, survey_of(WORDS, replace(BELONG, code="at_home")))
    _answer(installation, project, version, "k1", SAID)
    _answer(installation, project, newer, "k2", {"caption": Words("x"), "at_home": "yes"})
    export_responses(installation, project, "town", tmp_path / "out.csv", format=Format.CSV)
    rows = {row["version"]: row for row in read_rows(tmp_path / "out.csv")}
    assert (rows["1"]["belong"], rows["1"]["at_home"]) == ("no", "[not_asked]")
    assert (rows["2"]["belong"], rows["2"]["at_home"]) == ("[not_asked]", "yes")
    assert list(rows["1"])[len(FACTS) :][:3] == ["caption", "at_home", "ward"]


def test_export_responses_when_many_then_all_in_a_keyed_order_and_the_same_each_time(
    installation: Installation,
    project: Project,
    version: PublishedVersion,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ei_collect.operations.exporting.BATCH", 3)
    given = {
        _answer(installation, project, version, f"k{number}", {"caption": Words(str(number))}) for number in range(8)
    }
    for name in ("out.csv", "again.csv"):
        export_responses(installation, project, "town", tmp_path / name, format=Format.CSV)
    ids = [row["response_id"] for row in read_rows(tmp_path / "out.csv")]
    assert (set(ids), ids) == (given, keyed_order(installation.config.lasting_key, given))
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "out.csv").read_bytes()


def test_export_responses_when_another_project_asks_then_there_is_no_such_survey(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    other = add_project(installation, NewProject("other", "Other", ("en",), "x@example.org"))
    assert version.project_id == project.id
    with pytest.raises(NotFoundError):
        export_responses(installation, other, TOWN.slug, tmp_path / "out.csv", format=Format.CSV)


def test_export_responses_when_the_language_is_not_there_then_those_that_are(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    assert "pl" not in version.languages
    with pytest.raises(InputError, match="One of: en, so"):
        export_responses(installation, project, "town", tmp_path / "out.csv", format=Format.CSV, language="pl")
    assert list(tmp_path.glob("out*")) == []


def test_export_codings_when_words_were_coded_then_one_row_each_and_sensitive_ones_guarded(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    use_codebook(installation, project.scope, load_codebook(installation.config.surveys / "codebook.yaml"))
    ada = add_user(installation, "ada@example.org", "Ada", "a long enough password")
    for number, code in enumerate(("buses_trains", SENSITIVE)):
        said = {"caption": Words("=The bus is late")}
        response_id = _answer(installation, project, version, f"k{number}", said)
        with installation.database.reading() as connection:
            (text,) = (each for each in all_texts(connection, project.scope) if each.response_id == response_id)
        apply_code(installation, project.scope, ada, text.id, span=Span(0, 8), code=code, stance=Stance.BARRIER)
    done = export_codings(installation, project, "town", tmp_path / "out.csv", format=Format.CSV)
    rows = {row["code"]: row for row in read_rows(tmp_path / "out.csv")}
    assert (done.rows, rows["buses_trains"]["home_ward"], rows[SENSITIVE]["home_ward"]) == (2, "E05010885", WITHHELD)
    assert (rows[SENSITIVE]["words"], rows[SENSITIVE]["language"]) == ("'=The bus", WITHHELD)
    assert export_codings(installation, project, "town", tmp_path / "out.xlsx", format=Format.XLSX).rows == 2


def test_export_codings_when_there_is_no_codebook_then_refused(
    installation: Installation, project: Project, version: PublishedVersion, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="codebook"):
        export_codings(installation, project, version.survey.slug, tmp_path / "out.csv", format=Format.CSV)
