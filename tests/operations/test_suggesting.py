"""Suggesting for a whole project: again and again the same, and never over a person's head."""

import pytest

from ei_collect.coding.coding import Span, Stance, Suggestion
from ei_collect.errors import InputError
from ei_collect.language.text import Text
from ei_collect.operations.coding import apply_code, remove_coding, use_codebook
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.suggesting import is_coded, suggest
from ei_collect.store.suggestions import count_open, decided_suggestions, open_suggestions
from ei_collect.survey.definition import Kind, Question
from tests.coded import CODEBOOK, Town, read_codebook


def test_project_when_suggested_twice_then_nothing_is_new_the_second_time(town: Town) -> None:
    town.hears("The bus never arrives")
    town.hears("لا أشعر بالأمان في الحافلة", language="ar")
    town.hears("Nothing of the kind")
    assert suggest(town.installation, town.project) == 2
    before = _open(town)
    assert suggest(town.installation, town.project) == 0
    assert _open(town) == before
    assert {each.stance for each in before} == {Stance.BARRIER}


def test_place_when_the_respondent_names_it_then_it_is_suggested_and_not_itself_coded(town: Town) -> None:
    town.hears("The bus never arrives", place="The bus stop")
    assert suggest(town.installation, town.project) == 1
    assert _open(town)[0].place.name == "The bus stop"


def test_words_when_a_person_coded_them_so_then_not_suggested(town: Town) -> None:
    text_id = town.hears("The bus never arrives and people love it")
    made = apply_code(
        town.installation,
        town.project.scope,
        town.researcher,
        text_id,
        span=Span(4, 7),
        code="buses",
        stance=Stance.ENABLER,
    )
    suggest(town.installation, town.project)
    assert [each.code for each in _open(town)] == ["people"]
    remove_coding(town.installation, town.project.scope, made.id)
    assert suggest(town.installation, town.project) == 1


def test_codebook_when_it_loses_a_code_then_its_open_suggestions_go(town: Town) -> None:
    town.hears("The bus never arrives")
    suggest(town.installation, town.project)
    use_codebook(town.installation, town.project.scope, read_codebook(CODEBOOK.replace("code: buses", "code: trams")))
    assert suggest(town.installation, town.project) == 1
    assert [each.code for each in _open(town)] == ["trams"]
    with town.installation.database.reading() as connection:
        assert count_open(connection, town.project.scope) == 1
        assert decided_suggestions(connection, town.project.scope) == ()


def test_project_when_without_a_codebook_then_said_with_a_mend(town: Town) -> None:
    other = add_project(town.installation, NewProject("leeds", "Leeds", ("en",), "us@example.org"))
    with pytest.raises(InputError) as refused:
        suggest(town.installation, other)
    assert refused.value.findings[0].code == "codebook-absent"


@pytest.mark.parametrize(
    ("kind", "asks_for", "expected"),
    [
        (Kind.LONG_TEXT, None, True),
        (Kind.SHORT_TEXT, "barrier", True),
        (Kind.SHORT_TEXT, None, False),
        (Kind.SINGLE, None, False),
        (Kind.PLACE, "enabler", True),
        (Kind.PLACE, None, False),
    ],
)
def test_question_when_open_and_long_or_asking_for_something_then_coded(
    kind: Kind, asks_for: str | None, expected: bool
) -> None:
    assert is_coded(Question("q", kind, Text.of("?"), asks_for=asks_for)) is expected


def _open(town: Town) -> tuple[Suggestion, ...]:
    with town.installation.database.reading() as connection:
        return open_suggestions(connection, town.project.scope)
