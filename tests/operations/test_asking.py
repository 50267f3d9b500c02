"""Which languages a survey is put to people in: those whose sign-off is of the words that are served now."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ei_collect.operations.asking import all_asking, asking
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.language_status import project_status
from ei_collect.operations.memory import Memory
from ei_collect.operations.previewing import preview
from ei_collect.operations.projects import NewProject, add_project, set_project
from ei_collect.operations.publishing import publish, sign_off
from ei_collect.projects.project import Project
from ei_collect.store.surveys import Signoff, insert_signoff
from ei_collect.survey.definition import PublishedVersion
from tests.language.catalogue_files import write_catalogue
from tests.operations.catalogue_making import translate
from tests.survey.writing import section, survey_of, survey_text

TEXT = survey_text(section("home", "code: words, kind: long_text, label: Say"))
SURVEY = survey_of(TEXT)
PAGES = "ei_collect/web/templates"
AGREE = "I agree that you keep a recording of my voice."
INTERFACE = f"""
#: {PAGES}/resident/voice_agreement.html
msgid "{AGREE}"
msgstr "Waan oggolahay."

#: {PAGES}/resident/faults.html {PAGES}/resident/kinds/date.html
msgid "Year"
msgstr "Sanad"
"""


@pytest.fixture
def town(installation: Installation, tmp_path: Path) -> Installation:
    """The installation with catalogues in Somali and Polish, and nothing of it remembered."""
    for language in ("so", "pl"):
        translate(tmp_path, language, SURVEY, interface=False)
        write_catalogue(tmp_path, language, "interface", INTERFACE)
    return _reopened(replace(installation, config=replace(installation.config, translations=tmp_path)))


@pytest.fixture
def real(town: Installation) -> Project:
    """A project that shows no drafts."""
    return add_project(town, NewProject("real", "A real one", ("en", "so", "pl"), "team@example.org"))


@pytest.fixture
def signed(town: Installation, real: Project) -> PublishedVersion:
    """The survey, signed off in Somali."""
    publish(town, real.scope, SURVEY)
    return sign_off(town, real.scope, "small", "so", "Hodan A.")


def _reopened(installation: Installation) -> Installation:
    return replace(installation, memory=Memory(patience=0))


def _edit(installation: Installation, before: str, after: str, name: str = "so/LC_MESSAGES/interface.po") -> None:
    path = installation.config.translations / name
    changed = path.read_text(encoding="utf-8").replace(before, after)
    assert changed != path.read_text(encoding="utf-8")
    path.write_text(changed, encoding="utf-8")


def _is_open(installation: Installation) -> bool:
    """Whether Somali is; every place that tells of it must say the same."""
    found = asking(installation, "small")
    (listed,) = all_asking(installation)
    assert found == listed
    is_open = "so" in found.languages
    assert (found.checked_by_speaker("so"), found.is_draft("so")) == (is_open, not is_open)
    ((_, _, languages),) = (vars(each).values() for each in project_status(installation, found.project))
    (status,) = (each for each in languages if each.language.code == "so")
    assert status.reread is not is_open
    shown = preview(installation, found.project, "small", "so")
    assert (shown.signoff is not None) is is_open
    return is_open


@pytest.mark.usefixtures("signed")
def test_a_language_when_nothing_has_changed_since_it_was_signed_off_then_it_is_open_there_and_after(
    town: Installation,
) -> None:
    assert _is_open(town)
    assert _is_open(_reopened(town))


@pytest.mark.usefixtures("signed")
def test_a_language_when_what_is_agreed_to_has_changed_since_then_it_closes_until_it_is_read_again(
    town: Installation, real: Project
) -> None:
    _edit(town, "Waan oggolahay.", "Ma oggoli.")
    again = _reopened(town)
    assert not _is_open(again)
    sign_off(again, real.scope, "small", "so", "Ayaan")
    assert _is_open(again)


@pytest.mark.usefixtures("signed")
def test_a_language_when_nothing_that_a_speaker_must_read_has_changed_then_it_stays_open(town: Installation) -> None:
    _edit(town, "Sanad", "Sannad")
    assert _is_open(_reopened(town))


@pytest.mark.usefixtures("signed")
def test_a_language_when_a_message_comes_to_stand_where_it_must_be_read_then_it_closes(town: Installation) -> None:
    _edit(town, "resident/kinds/date.html", "resident/start.html")
    assert not _is_open(_reopened(town))


@pytest.mark.usefixtures("signed")
def test_a_language_when_the_program_says_more_than_its_catalogue_then_it_closes(town: Installation) -> None:
    more = INTERFACE + f'\n#: {PAGES}/resident/about/privacy.html\nmsgid "We sell it all."\nmsgstr ""\n'
    (town.config.translations / "interface.pot").write_text(more, encoding="utf-8")
    assert not _is_open(_reopened(town))


@pytest.mark.usefixtures("signed")
def test_a_language_when_its_catalogue_can_no_longer_be_read_then_it_closes_and_no_other_does(
    town: Installation, real: Project
) -> None:
    sign_off(town, real.scope, "small", "pl", "Ewa")
    (town.config.translations / "so/LC_MESSAGES/interface.po").write_bytes(b'msgid "\xff')
    assert asking(_reopened(town), "small").languages == ("en", "pl")


def test_a_language_when_its_old_sign_off_has_no_digest_then_it_counts_for_its_version(
    town: Installation, real: Project
) -> None:
    version = publish(town, real.scope, SURVEY)
    with town.database.writing() as connection:
        insert_signoff(connection, real.scope, Signoff(version.id, "so", "Hodan A.", today()))
    _edit(town, "Waan oggolahay.", "Ma oggoli.")
    assert _is_open(_reopened(town))
    sign_off(_reopened(town), real.scope, "small", "so", "Ayaan")
    _edit(town, "Ma oggoli.", "Waan oggolahay.")
    assert not _is_open(_reopened(town))


@pytest.mark.usefixtures("signed")
def test_catalogues_when_they_have_been_read_once_then_a_process_never_reads_them_again(
    town: Installation, real: Project
) -> None:
    sign_off(town, real.scope, "small", "pl", "Ewa")
    assert asking(town, "small").languages == ("en", "so", "pl")
    shutil.rmtree(town.config.translations)
    set_project(town, "real", {"name": "Another name"})
    found = asking(town, "small")
    assert (found.project.name, found.languages) == ("Another name", ("en", "so", "pl"))
    assert asking(_reopened(town), "small").languages == ("en",)
