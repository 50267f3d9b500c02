"""How far each language has come."""

from dataclasses import replace
from pathlib import Path

import pytest

from ei_collect.errors import NotFoundError
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.installation import Installation
from ei_collect.operations.language_status import LanguageStatus, language_status, project_status
from ei_collect.operations.memory import Memory
from ei_collect.operations.publishing import publish, sign_off
from ei_collect.operations.translating import update_catalogues, write_templates
from ei_collect.projects.project import Project
from tests.operations.catalogue_making import translate
from tests.survey.writing import section, survey_of, survey_text

TEXT = survey_text(section("home", "code: words, kind: long_text, label: Say"))
SURVEY = survey_of(TEXT)


@pytest.fixture
def own(installation: Installation, tmp_path: Path) -> Installation:
    """An installation with one small survey: whole in Somali, but for one wording in Polish."""
    surveys, translations = tmp_path / "surveys", tmp_path / "po"
    surveys.mkdir()
    (surveys / "small.yaml").write_text(TEXT, encoding="utf-8")
    translate(translations, "so", SURVEY)
    translate(translations, "pl", SURVEY, without="words.label")
    return replace(installation, config=replace(installation.config, surveys=surveys, translations=translations))


def _by_code(statuses: tuple[LanguageStatus, ...]) -> dict[str, LanguageStatus]:
    return {status.language.code: status for status in statuses}


def test_status_when_asked_then_every_language_with_its_counts(own: Installation) -> None:
    told = _by_code(language_status(own))
    assert set(told) == set(LANGUAGES) - {"en"}
    counts = {code: (told[code].complete, told[code].missing, told[code].needs_review) for code in ("so", "pl", "prs")}
    assert counts == {"so": (True, 0, 7), "pl": (False, 1, 6), "prs": (False, 7, 0)}


def test_status_when_published_and_signed_off_then_by_whom(own: Installation, project: Project) -> None:
    publish(own, project.scope, SURVEY)
    sign_off(own, project.scope, "small", "so", "Hodan A.")
    told = _by_code(language_status(own, "small"))
    assert [code for code, status in told.items() if status.published] == ["so"]
    signoff = told["so"].signoff
    assert signoff is not None
    assert (signoff.reviewer, signoff.carried_from, told["so"].reread) == ("Hodan A.", None, False)
    assert told["pl"].signoff is None


def test_status_when_what_was_signed_off_has_changed_since_then_it_is_to_be_read_again(
    own: Installation, project: Project
) -> None:
    publish(own, project.scope, SURVEY)
    sign_off(own, project.scope, "small", "so", "Hodan A.")
    interface = own.config.translations / "so/LC_MESSAGES/interface.po"
    interface.write_text(interface.read_text(encoding="utf-8").replace("so Next", "so On"), encoding="utf-8")
    assert not _by_code(language_status(own))["so"].reread  # this process serves what it has read already
    assert _by_code(language_status(replace(own, memory=Memory())))["so"].reread


def test_status_when_the_source_has_changed_then_stale_before_and_after_the_update(own: Installation) -> None:
    (own.config.surveys / "small.yaml").write_text(TEXT.replace("Say", "Say more"), encoding="utf-8")
    before = _by_code(language_status(own))
    assert (before["so"].stale, before["so"].missing, before["pl"].stale) == (1, 1, 0)
    write_templates(own.config)
    update_catalogues(own.config, "so")
    assert _by_code(language_status(own))["so"].stale == 1


def test_status_when_the_survey_is_unknown_then_refused(own: Installation) -> None:
    with pytest.raises(NotFoundError):
        language_status(own, "none")


def test_status_of_a_project_when_nothing_has_changed_then_its_surveys_with_every_language(
    own: Installation, project: Project
) -> None:
    version = publish(own, project.scope, SURVEY)
    (told,) = project_status(own, project)
    assert (told.version, told.changed) == (version, False)
    assert _by_code(told.languages) == _by_code(language_status(own))


def test_status_of_a_project_when_the_file_says_something_else_or_is_faulty_or_gone_then_told_apart(
    own: Installation, project: Project
) -> None:
    publish(own, project.scope, SURVEY)
    file = own.config.surveys / "small.yaml"
    file.write_text(TEXT.replace("Say", "Say more"), encoding="utf-8")
    assert [(each.changed, _by_code(each.languages)["so"].complete) for each in project_status(own, project)] == [
        (True, False)
    ]
    file.write_text("slug: small", encoding="utf-8")
    assert [each.changed for each in project_status(own, project)] == [False]
    file.unlink()
    assert [each.changed for each in project_status(own, project)] == [False]
