"""The house's own catalogues: in step with the program and the surveys, and whole in every language."""

from pathlib import Path

import pytest

from ei_collect.config import Config, read_config
from ei_collect.language.catalogues import INTERFACE, read_catalogue
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.publishing import interface_is_complete
from ei_collect.operations.translating import domain_of, survey_files, translation_findings
from ei_collect.survey.instrument import Instrument
from ei_collect.survey.loading import load_survey
from ei_collect.survey.wordings import missing_wordings
from tests.conftest import HOME

TRANSLATED = sorted(set(LANGUAGES) - {"en"})
ANSWERED_ALONE = [
    path for path in survey_files(HOME / "surveys") if load_survey(path).instrument is not Instrument.INTERVIEW
]
"""An interview guide may be there in its own language only: who interviews puts it into the other's."""


@pytest.fixture
def house(tmp_path: Path) -> Config:
    """The configuration of a plain checkout."""
    return read_config({"EI_DATA": str(tmp_path)})


def test_catalogues_when_compared_with_what_they_translate_then_in_step_and_well_formed(house: Config) -> None:
    """Mend by `ei-collect language template`, then `ei-collect language update` for each language."""
    assert [str(finding) for finding in translation_findings(house)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_interface_when_looked_through_then_every_message_is_translated(house: Config, language: str) -> None:
    assert interface_is_complete(house.translations, language)


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("path", ANSWERED_ALONE, ids=lambda path: path.stem)
def test_survey_when_looked_through_then_every_wording_is_translated(house: Config, language: str, path: Path) -> None:
    survey = load_survey(path)
    assert missing_wordings(survey, read_catalogue(house.translations, language, domain_of(survey))) == ()


@pytest.mark.parametrize("language", TRANSLATED)
def test_interface_when_translated_then_no_message_is_merely_the_english_one(house: Config, language: str) -> None:
    catalogue = read_catalogue(house.translations, language, INTERFACE)
    copied = [
        key for key, entry in catalogue.entries.items() if entry.translations == (key[1],) and len(key[1].split()) > 1
    ]
    assert copied == []
