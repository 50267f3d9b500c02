"""Places and posters of a project, for tests."""

from datetime import date

from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.placing import add_place
from ei_collect.operations.postering import Batch, make_posters
from ei_collect.places.place import Place
from ei_collect.places.poster import Poster
from ei_collect.projects.project import Project


def hang(
    installation: Installation,
    project: Project,
    place: str = "Park",
    *,
    survey: str = "town",
    batch: str = "May",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Poster:
    """A poster in a new place with this name."""
    kept = place_named(installation, project, place)
    (poster,) = make_posters(
        installation, project, Batch(survey, batch, ("en",), starts_on or today(), ends_on), [kept]
    )
    return poster


def place_named(installation: Installation, project: Project, name: str, **facts: str) -> Place:
    """A new place."""
    return add_place(installation, project, {"name": name, "ward": "Ashley", **facts})
