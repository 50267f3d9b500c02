"""Checking survey files with their translations."""

from dataclasses import replace
from pathlib import Path

import pytest

from ei_collect.config import Config, read_config
from ei_collect.errors import NotFoundError
from ei_collect.language.po import po_path
from ei_collect.operations.checking import check_surveys
from ei_collect.operations.publishing import complete_catalogues
from tests.operations.catalogue_making import translate
from tests.survey.writing import section, survey_of, survey_text

TEXT = survey_text(section("home", "code: words, kind: long_text, label: Say"))
EASY = survey_text(
    section(
        "home",
        "code: words, kind: long_text, label: Say, easy: Tell us",
        "code: more, kind: long_text, label: Say more",
    )
)
COMFORTS = {"easy-missing", "recording-missing"}


@pytest.fixture
def own(tmp_path: Path) -> Config:
    """A configuration with one small survey, translated into Somali but for one wording."""
    config = read_config(
        {"EI_DATA": str(tmp_path), "EI_SURVEYS": str(tmp_path), "EI_TRANSLATIONS": str(tmp_path / "po")}
    )
    (tmp_path / "small.yaml").write_text(TEXT, encoding="utf-8")
    translate(config.translations, "so", survey_of(TEXT), without="words.label")
    return config


def test_check_when_a_language_has_gaps_then_they_are_notes(own: Config) -> None:
    report = check_surveys(own)
    assert report.findings == ()
    gaps = [(note.code, note.where.partition(" ")[2]) for note in report.notes if note.code not in COMFORTS]
    assert gaps == [("wording-missing", "words.label")]


def test_check_when_the_language_is_demanded_then_gaps_are_findings_with_file_and_line(own: Config) -> None:
    report = check_surveys(own, demanded=["so"])
    assert {note.code for note in report.notes} == COMFORTS
    (finding,) = report.findings
    path = po_path(own.translations, "so", "survey-small")
    line = path.read_text(encoding="utf-8").splitlines().index('msgid "Say"') + 1
    assert finding.where in {f"{path}:{line} words.label", f"{path}:{line - 1} words.label"}


def test_check_when_a_demanded_language_has_no_catalogue_then_one_finding(own: Config) -> None:
    assert [finding.code for finding in check_surveys(own, demanded=["ar"]).findings] == ["catalogue-absent"]


def test_check_when_words_have_changed_since_then_stale(own: Config) -> None:
    (own.surveys / "small.yaml").write_text(TEXT.replace("A small survey", "A short one"), encoding="utf-8")
    codes = [note.code for note in check_surveys(own).notes if note.code not in COMFORTS]
    assert codes == ["wording-stale", "wording-missing"]


def test_check_when_two_files_have_one_slug_then_found(own: Config) -> None:
    (own.surveys / "twin.yaml").write_text(TEXT, encoding="utf-8")
    assert [finding.code for finding in check_surveys(own).findings] == ["duplicate-survey"]


def test_check_when_several_files_are_faulty_then_the_findings_of_all(own: Config) -> None:
    (own.surveys / "bad.yaml").write_text("", encoding="utf-8")
    (own.surveys / "worse.yaml").write_text("a:\n\t- b", encoding="utf-8")
    assert [finding.code for finding in check_surveys(own).findings] == ["empty", "yaml"]


def test_check_when_files_are_named_then_only_those(own: Config) -> None:
    (own.surveys / "bad.yaml").write_text("", encoding="utf-8")
    assert check_surveys(own, [own.surveys / "small.yaml"]).findings == ()


def test_check_when_a_demanded_language_is_unknown_then_refused(own: Config) -> None:
    with pytest.raises(NotFoundError):
        check_surveys(replace(own), demanded=["tlh"])


def test_check_when_the_file_is_faulty_too_then_its_gaps_are_found_in_the_same_run(own: Config) -> None:
    (own.surveys / "small.yaml").write_text(TEXT.replace("summary: It asks little.", 'summary: ""'), encoding="utf-8")
    report = check_surveys(own, demanded=["so"])
    assert [finding.code for finding in report.findings] == ["wording-empty", "wording-missing"]
    assert report.findings[1].where.endswith(" words.label")


def _told(config: Config) -> list[tuple[str, str]]:
    """What comforts are missing: where, and of which questions."""
    notes = [note for note in check_surveys(config).notes if note.code in COMFORTS]
    return [(note.where.removeprefix(str(config.surveys)), note.what) for note in notes]


def test_check_when_there_is_neither_easy_read_nor_a_recording_then_notes_for_each_language(own: Config) -> None:
    assert _told(own) == [
        ("/small.yaml:1", "lacks an easy-read wording of every question"),
        ("/media/small/en", "lacks a recording of every question"),
        ("/media/small/so", "lacks a recording of every question"),
    ]


def test_check_when_some_are_there_then_the_others_are_named(own: Config) -> None:
    (own.surveys / "small.yaml").write_text(EASY, encoding="utf-8")
    translate(own.translations, "so", survey_of(EASY), without="words.easy")
    for language, name in (("en", "words.opus"), ("en", "more.mp3"), ("so", "more.wav"), ("so", "words.txt")):
        folder = own.surveys / "media/small" / language
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    assert _told(own) == [
        ("/small.yaml:1", "lacks an easy-read wording of 1 of 2 questions (more)"),
        ("/po/so/LC_MESSAGES/survey-small.po:1", "lacks an easy-read wording of 1 of 2 questions (words)"),
        ("/media/small/so", "lacks a recording of 1 of 2 questions (words)"),
    ]


def test_check_when_an_easy_read_wording_is_not_translated_then_the_language_is_complete_all_the_same(
    own: Config,
) -> None:
    (own.surveys / "small.yaml").write_text(EASY, encoding="utf-8")
    translate(own.translations, "so", survey_of(EASY), without="words.easy")
    assert check_surveys(own, demanded=["so"]).findings == ()
    (own.surveys / "small.yaml").write_text(EASY.replace("Tell us", "Please tell us"), encoding="utf-8")
    assert check_surveys(own, demanded=["so"]).findings == ()
    assert list(complete_catalogues(survey_of(EASY), own.translations)) == ["so"]
