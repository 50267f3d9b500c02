"""Suggestions as rows: replaced as a whole, decided once, apart by project."""

from dataclasses import replace

from ei_collect.coding.coding import PlaceSpokenOf, Scale, Span, Stance, Suggestion, SuggestionState
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.projects.project import Project
from ei_collect.store.suggestions import count_open, decide, find_suggestion, open_suggestions, replace_open
from tests.coded import settle


def test_suggestions_when_replaced_then_open_ones_go_and_decided_ones_stay(
    installation: Installation, project: Project
) -> None:
    town = settle(installation, project)
    text_id = town.hears("The bus never arrives")
    one = Suggestion(
        *("sg_one", text_id, Span(0, 7), "buses", Stance.BARRIER, Scale.CITY, PlaceSpokenOf(), "why", "test", 1.0)
    )
    two, three = replace(one, id="sg_two", code="people"), replace(one, id="sg_three", code="police")
    with installation.database.writing() as connection:
        assert replace_open(connection, project.scope, [one, two]) == 2
        assert decide(connection, project.scope, one.id, SuggestionState.REJECTED, town.researcher.id)
        assert not decide(connection, project.scope, one.id, SuggestionState.TAKEN, town.researcher.id)
        assert replace_open(connection, project.scope, [one, replace(two, why="anew"), three]) == 1
        found = {each.id: each.why for each in open_suggestions(connection, project.scope)}
        assert found == {"sg_two": "anew", "sg_three": "why"}
        kept = find_suggestion(connection, project.scope, one.id)
    assert kept == replace(one, state=SuggestionState.REJECTED)


def test_suggestion_when_of_another_project_then_not_found_and_not_decided(
    installation: Installation, project: Project
) -> None:
    town = settle(installation, project)
    other = add_project(installation, NewProject("leeds", "Leeds", ("en",), "us@example.org")).scope
    text_id = town.hears("The bus never arrives")
    one = Suggestion(
        *("sg_one", text_id, Span(0, 7), "buses", Stance.BARRIER, Scale.CITY, PlaceSpokenOf(), "why", "test", 1.0)
    )
    with installation.database.writing() as connection:
        replace_open(connection, project.scope, [one])
        assert replace_open(connection, other, []) == 0
        assert find_suggestion(connection, other, one.id) is None
        assert not decide(connection, other, one.id, SuggestionState.TAKEN, town.researcher.id)
        assert (count_open(connection, project.scope), count_open(connection, other)) == (1, 0)
