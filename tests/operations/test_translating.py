"""Templates and catalogues."""

from pathlib import Path

import pytest

from ei_collect.config import Config, read_config
from ei_collect.errors import NotFoundError
from ei_collect.language.catalogues import read_catalogue
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.translating import translation_findings, update_catalogues, write_templates
from tests.operations.catalogue_making import translate
from tests.survey.writing import section, survey_of, survey_text

TEXT = survey_text(section("home", "code: words, kind: long_text, label: Say"))


@pytest.fixture
def own(tmp_path: Path) -> Config:
    """A configuration with one small survey and no translations yet."""
    surveys = tmp_path / "surveys"
    surveys.mkdir()
    (surveys / "small.yaml").write_text(TEXT, encoding="utf-8")
    (surveys / "codebook.yaml").write_text("language: en\n", encoding="utf-8")
    return read_config(
        {"EI_DATA": str(tmp_path / "data"), "EI_SURVEYS": str(surveys), "EI_TRANSLATIONS": str(tmp_path / "po")}
    )


def _codes(config: Config) -> list[str]:
    return [finding.code for finding in translation_findings(config)]


def test_templates_when_written_then_one_for_the_interface_and_one_for_each_survey(own: Config) -> None:
    assert _codes(own) == ["template-old", "template-old"]
    assert [path.name for path in write_templates(own)] == ["interface.pot", "survey-small.pot"]
    assert _codes(own) == []


def test_templates_when_written_twice_then_the_same_to_the_letter(own: Config) -> None:
    first = [path.read_text(encoding="utf-8") for path in write_templates(own)]
    assert [path.read_text(encoding="utf-8") for path in write_templates(own)] == first


def test_template_of_a_survey_when_written_then_paths_are_contexts(own: Config) -> None:
    words = write_templates(own)[1].read_text(encoding="utf-8")
    assert 'msgctxt "words.label"\nmsgid "Say"\nmsgstr ""\n' in words


def test_catalogues_when_updated_then_every_message_is_there_and_translations_stay(own: Config) -> None:
    write_templates(own)
    update_catalogues(own, "so")
    assert read_catalogue(own.translations, "so", "survey-small").missing == 7
    translate(own.translations, "so", survey_of(TEXT), interface=False)
    before = (own.translations / "so/LC_MESSAGES/survey-small.po").read_text(encoding="utf-8")
    update_catalogues(own, "so")
    assert (own.translations / "so/LC_MESSAGES/survey-small.po").read_text(encoding="utf-8") == before
    assert _codes(own) == []


def test_survey_when_reworded_then_template_and_catalogue_are_out_of_date_until_updated(own: Config) -> None:
    write_templates(own)
    update_catalogues(own, "so")
    (own.surveys / "small.yaml").write_text(TEXT.replace("Say", "Say more"), encoding="utf-8")
    assert _codes(own) == ["template-old", "message-absent", "message-obsolete"]
    write_templates(own)
    update_catalogues(own, "so")
    assert _codes(own) == []


def test_update_when_the_language_is_unknown_then_refused(own: Config) -> None:
    with pytest.raises(NotFoundError):
        update_catalogues(own, "tlh")


def test_template_of_a_survey_when_written_then_each_message_says_where_it_stands(own: Config) -> None:
    words = write_templates(own)[1].read_text(encoding="utf-8")
    note = "#. Survey “A small survey”, section “About home”, question “Say” (kind: long text): the question itself\n"
    assert f'{note}msgctxt "words.label"\n' in words
    update_catalogues(own, "zh-Hant")
    assert note in (own.translations / "zh-Hant/LC_MESSAGES/survey-small.po").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["ar", "prs", "zh-Hans"])
def test_catalogues_when_made_for_a_language_then_their_header_says_what_translators_tools_need(
    own: Config, code: str
) -> None:
    write_templates(own)
    for path in update_catalogues(own, code):
        head = path.read_text(encoding="utf-8").partition("\n\n")[0]
        assert f'"Language: {LANGUAGES[code].locale}\\n"' in head
        assert '"Content-Type: text/plain; charset=utf-8\\n"' in head
        assert '"Plural-Forms: nplurals=' in head
    assert _codes(own) == []
