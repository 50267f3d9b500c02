"""Which texts wait for a coder, counted exactly and within one project."""

import pytest

from ei_collect.coding.coding import Span, Stance
from ei_collect.operations.coding import apply_code
from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.suggesting import suggest
from ei_collect.projects.project import Project
from ei_collect.store.conflicts import conflicts_of, count_conflicts
from ei_collect.store.queues import Wanted, count_queued, count_responses, queued_texts
from tests.coded import Town, settle

CAPTIONS = (("day", "caption"),)


@pytest.fixture
def town(installation: Installation, project: Project) -> Town:
    """A town in which three people spoke: one text is coded, another has a suggestion."""
    town = settle(installation, project)
    coded = town.hears("Nothing of the kind", place="A place")
    town.hears("The bus never arrives")
    town.hears("Nothing at all")
    apply_code(
        installation, project.scope, town.researcher, coded, span=Span(0, 7), code="buses", stance=Stance.NEITHER
    )
    suggest(installation, project)
    return town


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (Wanted(CAPTIONS), 3),
        (Wanted(CAPTIONS, uncoded=True), 2),
        (Wanted(CAPTIONS, suggested=True), 1),
        (Wanted(CAPTIONS, uncoded=True, suggested=True), 1),
        (Wanted((("day", "place"),)), 1),
        (Wanted((("other", "caption"),)), 0),
        (Wanted(()), 0),
    ],
)
def test_queue_when_counted_then_as_many_as_it_gives(town: Town, wanted: Wanted, number: int) -> None:
    with town.installation.database.reading() as connection:
        assert count_queued(connection, town.project.scope, wanted) == number
        assert len(queued_texts(connection, town.project.scope, wanted, after=None, limit=9)) == number


def test_queue_when_read_in_pieces_then_each_text_once(town: Town) -> None:
    seen: list[str] = []
    with town.installation.database.reading() as connection:
        for _ in range(3):
            after = seen[-1] if seen else None
            seen += queued_texts(connection, town.project.scope, Wanted(CAPTIONS), after=after, limit=1)
    assert len(set(seen)) == 3


def test_counts_when_of_another_project_then_nothing(town: Town) -> None:
    other = add_project(town.installation, NewProject("leeds", "Leeds", ("en",), "us@example.org")).scope
    with town.installation.database.reading() as connection:
        assert count_responses(connection, town.project.scope) == {"day": (3, 0)}
        assert count_responses(connection, other) == {}
        assert count_queued(connection, other, Wanted(CAPTIONS)) == 0
        assert (count_conflicts(connection, other), conflicts_of(connection, other, after=None, limit=5)) == (0, ())
