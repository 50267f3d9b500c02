"""What is remembered, and that it is forgotten the moment another process changes it."""

from itertools import count

from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.memory import MOST, Memory, Shelf
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.standing import visit
from ei_collect.projects.project import Project
from ei_collect.store.database import open_database
from ei_collect.store.surveys import Signoff, insert_signoff
from tests.answering.surveys import TOWN, publish_yaml


def test_a_shelf_when_a_thing_is_there_then_it_is_not_made_again() -> None:
    made = count()
    shelf = Shelf(1)
    for _ in range(3):
        assert shelf.recall(lambda: f"thing {next(made)}", "kind", "name") == "thing 0"
    assert next(made) == 1


def test_a_shelf_when_it_is_full_then_it_is_emptied_and_goes_on() -> None:
    shelf = Shelf(1)
    for number in range(MOST + 5):
        assert shelf.recall(lambda number=number: number, "number", number) == number  # type: ignore[misc]
    assert len(shelf._things) <= MOST


def test_memory_when_the_revision_moves_then_the_shelf_is_empty_and_what_never_changes_stays() -> None:
    assert Memory().newest_revision is None
    memory = Memory()
    memory.always.recall(lambda: "kept", "name")
    memory.shelf(1).recall(lambda: "old", "name")
    assert memory.shelf(1).recall(lambda: "new", "name") == "old"
    assert memory.shelf(2).recall(lambda: "new", "name") == "new"
    assert memory.newest_revision == 2
    assert memory.always.recall(lambda: "other", "name") == "kept"


def test_a_visit_when_another_process_publishes_then_the_next_one_gets_the_new_version(
    installation: Installation, project: Project
) -> None:
    other = Installation(installation.config, open_database(installation.config.database_url))
    publish_yaml(installation, project, TOWN)
    assert visit(installation, "town", None, "en").asking.survey.title.wordings["en"] == "Our town"
    publish_yaml(other, project, TOWN.replace("Our town", "Our city"))
    assert visit(installation, "town", None, "en").asking.survey.title.wordings["en"] == "Our city"
    other.database.close()


def test_a_visit_when_another_process_signs_a_language_off_then_the_next_one_offers_it(
    installation: Installation,
) -> None:
    real = add_project(installation, NewProject("real", "A real one", ("en", "so"), "team@example.org"))
    version = publish_yaml(installation, real, TOWN, languages=("en", "so"))
    assert visit(installation, "town", None, "en").asking.languages == ("en",)
    other = open_database(installation.config.database_url)
    with other.writing() as connection:
        insert_signoff(connection, real.scope, Signoff(version.id, "so", "Amina Example", today()))
    other.close()
    assert visit(installation, "town", None, "en").asking.languages == ("en", "so")
