"""Publishing: versions that stay as they are, and languages that open when somebody has signed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.publishing import languages_offered, publish, sign_off
from ei_collect.projects.project import Project
from ei_collect.store.surveys import find_signoffs, latest_version, latest_versions, version
from ei_collect.survey.definition import PublishedVersion
from tests.operations.catalogue_making import translate
from tests.survey.writing import section, survey_of, survey_text

TEXT = survey_text(section("home", "code: words, kind: long_text, label: Say"))
SURVEY = survey_of(TEXT)
REWORDED = survey_of(TEXT.replace("Say", "Say more"))


@pytest.fixture
def published(installation: Installation, project: Project, tmp_path: Path) -> PublishedVersion:
    """The survey in English, Arabic and Somali; Polish lacks one wording."""
    for language in ("ar", "so"):
        translate(tmp_path, language, SURVEY)
    translate(tmp_path, "pl", SURVEY, without="words.label")
    return publish(installation, project.scope, SURVEY, tmp_path)


def test_publish_when_first_then_version_one_with_the_wordings_of_every_complete_language(
    published: PublishedVersion,
) -> None:
    assert (published.number, published.languages) == (1, ("en", "so", "ar"))
    assert published.survey.title.wordings == {
        "en": "A small survey",
        "ar": "ar A small survey",
        "so": "so A small survey",
    }


def test_publish_when_read_back_then_the_same_survey(installation: Installation, published: PublishedVersion) -> None:
    with installation.database.reading() as connection:
        assert version(connection, published.id) == published
        assert latest_version(connection, "small") == published


def test_publish_when_nothing_has_changed_then_the_same_version(
    installation: Installation, project: Project, published: PublishedVersion, tmp_path: Path
) -> None:
    assert publish(installation, project.scope, SURVEY, tmp_path) == published


def test_publish_when_a_wording_has_changed_then_the_next_version_and_the_old_one_stays(
    installation: Installation, project: Project, published: PublishedVersion, tmp_path: Path
) -> None:
    second = publish(installation, project.scope, REWORDED, tmp_path)
    assert (second.number, second.languages) == (2, ("en",))
    with installation.database.reading() as connection:
        assert version(connection, published.id) == published
        assert latest_version(connection, "small") == second


def test_publish_when_several_do_it_at_once_then_one_version(installation: Installation, project: Project) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: publish(installation, project.scope, SURVEY), range(16)))
    assert {(one.id, one.number) for one in made} == {(made[0].id, 1)}


def test_publish_when_an_earlier_text_comes_back_then_a_version_of_its_own(
    installation: Installation, project: Project, tmp_path: Path
) -> None:
    numbers = [publish(installation, project.scope, survey, tmp_path).number for survey in (SURVEY, REWORDED, SURVEY)]
    assert numbers == [1, 2, 3]


def test_publish_when_the_interface_is_not_translated_then_the_language_is_not_in_it(
    installation: Installation, project: Project, tmp_path: Path
) -> None:
    translate(tmp_path, "ar", SURVEY, interface=False)
    assert publish(installation, project.scope, SURVEY, tmp_path).languages == ("en",)


def test_publish_when_the_interface_template_has_a_message_more_then_the_language_is_not_in_it(
    installation: Installation, project: Project, tmp_path: Path
) -> None:
    translate(tmp_path, "ar", SURVEY)
    (tmp_path / "interface.pot").write_text('msgid "Next"\nmsgstr ""\n\nmsgid "Back"\nmsgstr ""\n', encoding="utf-8")
    assert publish(installation, project.scope, SURVEY, tmp_path).languages == ("en",)


def test_publish_when_the_slug_is_another_projects_then_refused(
    installation: Installation, published: PublishedVersion
) -> None:
    other = add_project(installation, NewProject("leeds", "Leeds", ("en",), "x@example.org"))
    with pytest.raises(InputError, match="survey-taken"):
        publish(installation, other.scope, SURVEY)
    with installation.database.reading() as connection:
        assert latest_versions(connection, other.scope) == ()
        assert latest_version(connection, "small") == published


def test_offered_when_not_signed_off_then_the_source_language_only(
    project: Project, published: PublishedVersion
) -> None:
    real = replace(project, demonstration=False)
    assert languages_offered(real, published, ()) == ("en",)
    assert languages_offered(real, published, {"so", "pl"}) == ("en", "so")


def test_offered_when_a_demonstration_then_every_complete_language_that_the_project_wishes(
    project: Project, published: PublishedVersion
) -> None:
    assert languages_offered(project, published, ()) == ("en", "ar", "so")
    assert languages_offered(replace(project, languages=("so", "en")), published, ()) == ("so", "en")
    assert languages_offered(replace(project, languages=("so",)), published, ()) == ("en", "so")


def test_offered_when_the_pseudo_language_is_switched_on_then_in_a_demonstration_only(
    project: Project, published: PublishedVersion
) -> None:
    assert languages_offered(project, published, (), pseudo=True) == ("en", "ar", "so", "qps")
    assert languages_offered(replace(project, demonstration=False), published, (), pseudo=True) == ("en",)


def test_sign_off_when_complete_then_recorded_for_that_version_only(
    installation: Installation, project: Project, published: PublishedVersion, tmp_path: Path
) -> None:
    assert sign_off(installation, project.scope, "small", "so", "Hodan A.") == published
    second = publish(installation, project.scope, REWORDED, tmp_path)
    with installation.database.reading() as connection:
        assert set(find_signoffs(connection, project.scope, published.id)) == {"so"}
        assert find_signoffs(connection, project.scope, second.id) == {}


@pytest.fixture
def at_home(installation: Installation, tmp_path: Path) -> Installation:
    """The installation whose own catalogues are those of the tests."""
    return replace(installation, config=replace(installation.config, translations=tmp_path))


@pytest.mark.usefixtures("published")
def test_publish_when_only_a_question_has_changed_then_sign_offs_are_carried_over_and_say_from_where(
    at_home: Installation, project: Project, tmp_path: Path
) -> None:
    sign_off(at_home, project.scope, "small", "so", "Hodan A.")
    for number, survey in enumerate((REWORDED, SURVEY), start=2):
        translate(tmp_path, "so", survey)
        carried = publish(at_home, project.scope, survey)
        assert carried.number == number
        with at_home.database.reading() as connection:
            signed = find_signoffs(connection, project.scope, carried.id)
        assert {code: (each.reviewer, each.carried_from) for code, each in signed.items()} == {"so": ("Hodan A.", 1)}


@pytest.mark.parametrize("changed", ["Welcome.", "Thank you.", "You may stop."])
@pytest.mark.usefixtures("published")
def test_publish_when_what_was_read_has_changed_then_it_is_to_be_read_again(
    at_home: Installation, project: Project, tmp_path: Path, changed: str
) -> None:
    sign_off(at_home, project.scope, "small", "so", "Hodan A.")
    survey = survey_of(TEXT.replace(changed, "It is otherwise."))
    assert survey != SURVEY
    translate(tmp_path, "so", survey)
    second = publish(at_home, project.scope, survey)
    with at_home.database.reading() as connection:
        assert find_signoffs(connection, project.scope, second.id) == {}


QUOTING = survey_text(
    section(
        "home",
        "code: quote, kind: single, scale: leave, label: May we print it, hint: Only if you agree, "
        "why: Words tell more, easy: May we show it",
        "code: other, kind: single, scale: leave, label: May we call",
    ),
    roles="{quote_consent: quote}",
    scales="leave: [{code: 'yes', label: Gladly}, {code: 'no', label: Never}]",
)


@pytest.mark.parametrize(
    ("wording", "holds"),
    [
        ("May we print it", False),
        ("Only if you agree", False),
        ("Words tell more", False),
        ("May we show it", False),
        ("Never", False),
        ("May we call", True),
    ],
)
def test_publish_when_the_question_about_quoting_has_changed_then_it_is_to_be_read_again(
    at_home: Installation, project: Project, tmp_path: Path, wording: str, holds: bool
) -> None:
    before, after = survey_of(QUOTING), survey_of(QUOTING.replace(wording, "It is otherwise"))
    translate(tmp_path, "so", before)
    publish(at_home, project.scope, before)
    sign_off(at_home, project.scope, "small", "so", "Hodan A.")
    translate(tmp_path, "so", after)
    second = publish(at_home, project.scope, after)
    with at_home.database.reading() as connection:
        assert (second.number, bool(find_signoffs(connection, project.scope, second.id))) == (2, holds)


@pytest.mark.usefixtures("published")
def test_publish_when_a_message_of_the_interface_has_changed_then_it_is_to_be_read_again(
    at_home: Installation, project: Project, tmp_path: Path
) -> None:
    sign_off(at_home, project.scope, "small", "so", "Hodan A.")
    translate(tmp_path, "so", REWORDED)
    interface = tmp_path / "so/LC_MESSAGES/interface.po"
    interface.write_text(interface.read_text(encoding="utf-8").replace("so Next", "so On"), encoding="utf-8")
    second = publish(at_home, project.scope, REWORDED)
    with at_home.database.reading() as connection:
        assert second.languages == ("en", "so")
        assert find_signoffs(connection, project.scope, second.id) == {}


@pytest.mark.usefixtures("published")
def test_publish_when_the_language_is_no_longer_complete_then_its_sign_off_stays_behind(
    at_home: Installation, project: Project, tmp_path: Path
) -> None:
    sign_off(at_home, project.scope, "small", "so", "Hodan A.")
    translate(tmp_path, "so", REWORDED, without="words.label")
    second = publish(at_home, project.scope, REWORDED)
    with at_home.database.reading() as connection:
        assert find_signoffs(connection, project.scope, second.id) == {}


@pytest.mark.parametrize(
    ("language", "reviewer", "word"),
    [
        ("pl", "Ewa", "not complete"),
        ("en", "Ann", "own language"),
        ("tlh", "Worf", "not complete"),
        ("so", "  ", "the name"),
    ],
)
@pytest.mark.usefixtures("published")
def test_sign_off_when_it_cannot_be_then_refused(
    installation: Installation, project: Project, language: str, reviewer: str, word: str
) -> None:
    with pytest.raises(InputError, match=word):
        sign_off(installation, project.scope, "small", language, reviewer)


def test_sign_off_when_done_already_then_refused_and_the_first_name_stays(
    installation: Installation, project: Project, published: PublishedVersion
) -> None:
    sign_off(installation, project.scope, "small", "so", "Hodan A.")
    with pytest.raises(InputError, match="already"):
        sign_off(installation, project.scope, "small", "so", "Somebody else")


def test_sign_off_when_the_survey_is_another_projects_then_not_found(
    installation: Installation, published: PublishedVersion
) -> None:
    other = add_project(installation, NewProject("leeds", "Leeds", ("en",), "x@example.org"))
    with pytest.raises(NotFoundError):
        sign_off(installation, other.scope, "small", "so", "Hodan A.")
