"""Keeping places: imported, added, changed; and those that stand for whole wards."""

from pathlib import Path

import pytest

from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.placing import (
    add_place,
    all_places,
    change_place,
    import_places,
    places_named,
    whole_wards,
)
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.places.place import PlaceKind
from ei_collect.projects.project import Project
from ei_collect.store.places import Written
from tests.operations.posting import place_named

PLACES = """code,name,name_ar,kind,ward,latitude,longitude,active_to
park,The Park,الحديقة,park,Easton,51.46,-2.56,2027-01-01
library,A Library,,library,E05010892,,,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A file with two places."""
    path = tmp_path / "places.csv"
    path.write_text(PLACES, encoding="utf-8")
    return path


def test_import_when_done_twice_then_the_second_changes_nothing(
    installation: Installation, project: Project, table: Path
) -> None:
    assert import_places(installation, project, table) == Written(new=2)
    before = all_places(installation, project)
    assert import_places(installation, project, table) == Written(unchanged=2)
    assert all_places(installation, project) == before
    assert [place.code for place in before] == ["library", "park"]


def test_import_when_a_row_has_changed_then_the_place_keeps_its_id(
    installation: Installation, project: Project, table: Path
) -> None:
    import_places(installation, project, table)
    (before,) = places_named(installation, project, ("park",))
    table.write_text(PLACES.replace("The Park", "Easton Park"), encoding="utf-8")
    assert import_places(installation, project, table) == Written(changed=1, unchanged=1)
    (after,) = places_named(installation, project, ("park",))
    assert (after.id, after.names.wordings["en"], after.point) == (before.id, "Easton Park", (51.46, -2.56))


def test_import_when_a_row_is_wrong_then_nothing_is_written(
    installation: Installation, project: Project, table: Path
) -> None:
    table.write_text(PLACES + "x y,Bad,,castle,,,,\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        import_places(installation, project, table)
    assert [finding.code for finding in caught.value.findings] == ["place-code", "place-kind"]
    assert all_places(installation, project) == ()


def test_place_when_added_twice_then_the_second_is_refused(installation: Installation, project: Project) -> None:
    place_named(installation, project, "Park")
    with pytest.raises(InputError, match="place-exists"):
        place_named(installation, project, "Park")


def test_place_when_changed_then_its_code_stays_whatever_the_form_says(
    installation: Installation, project: Project
) -> None:
    kept = add_place(installation, project, {"name": "Park", "kind": "park"})
    changed = change_place(installation, project, "park", {"name": "Big Park", "code": "other"})
    assert (changed.id, changed.code, changed.kind) == (kept.id, "park", PlaceKind.OTHER)
    assert all_places(installation, project) == (changed,)


def test_place_when_it_is_wrong_or_not_there_then_it_is_not_changed(
    installation: Installation, project: Project
) -> None:
    place_named(installation, project, "Park")
    with pytest.raises(InputError, match="place-nameless"):
        change_place(installation, project, "park", {"name": " "})
    for code in ("nowhere", "a\0b"):
        with pytest.raises(NotFoundError):
            change_place(installation, project, code, {"name": "Park"})


def test_whole_wards_when_asked_for_twice_then_34_places_that_no_list_of_places_has(
    installation: Installation, project: Project
) -> None:
    wards = whole_wards(installation, project)
    assert len({place.ward for place in wards}) == 34
    assert whole_wards(installation, project) == wards
    assert all_places(installation, project) == ()


def test_whole_wards_when_the_town_has_none_then_said(installation: Installation) -> None:
    elsewhere = add_project(installation, NewProject("bath", "Bath", ("en",), "x@example.org", place_set="bath"))
    with pytest.raises(NotFoundError, match="wards import"):
        whole_wards(installation, elsewhere)


def test_places_when_of_two_projects_then_apart(installation: Installation, project: Project) -> None:
    other = add_project(installation, NewProject("bath", "Bath", ("en",), "x@example.org"))
    place_named(installation, project, "Park")
    place_named(installation, other, "Park")
    assert len(all_places(installation, other)) == 1
    with pytest.raises(NotFoundError, match="place library: is not there"):
        places_named(installation, other, ("park", "library"))
