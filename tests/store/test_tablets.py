"""What shared tablets tell of themselves."""

from datetime import date

from ei_collect.operations.installation import Installation
from ei_collect.operations.places import ship_wards
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.tablets import Tablet, put_tablet, tablets_of
from tests.answering.surveys import TOWN, publish_yaml
from tests.coded import joins
from tests.operations.sitting_opening import opened

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def test_tablet_when_it_tells_again_then_the_newest_stands_and_who_waits_longest_comes_first(
    installation: Installation, project: Project
) -> None:
    ship_wards(installation)
    publish_yaml(installation, project, TOWN)
    sitting = opened(installation, project, joins(installation, project, "host@example.org", MemberRole.PARTNER))
    told = [Tablet("ABC", MONDAY, 0), Tablet("XYZ", MONDAY, 2, MONDAY), Tablet("ABC", TUESDAY, 1, TUESDAY)]
    with installation.database.writing() as connection:
        for tablet in told:
            put_tablet(connection, project.scope, sitting.id, tablet)
        assert tablets_of(connection, project.scope, sitting.id) == (told[1], told[2])
