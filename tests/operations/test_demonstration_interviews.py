"""The demonstration's interviews: held once, marked as synthetic, by the guide that the program ships."""

import pytest

from ei_collect.answering.response import Help, Quotable
from ei_collect.operations.demonstration import STAFF, Demonstration
from ei_collect.operations.demonstration_interviews import GUIDE, hold_interviews
from ei_collect.operations.installation import Installation
from ei_collect.operations.places import ship_wards
from ei_collect.operations.publishing import publish
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.interviews import told_of
from ei_collect.store.responses import responses_after
from ei_collect.survey.loading import load_survey
from ei_collect.survey.schema import DIMENSIONS
from tests.coded import joins
from tests.conftest import HOME


@pytest.mark.sqlite_only
def test_interviews_when_held_twice_then_there_once_and_synthetic(installation: Installation, project: Project) -> None:
    ship_wards(installation)
    guide = publish(installation, project.scope, load_survey(HOME / "surveys" / f"{GUIDE}.yaml"))
    email = next(email for email, (_, role) in STAFF.items() if role is MemberRole.FIELDWORKER)
    joins(installation, project, email, MemberRole.FIELDWORKER)
    demonstration = Demonstration(project, (guide,), HOME)
    held = [hold_interviews(installation, demonstration) for _ in range(2)]
    scope = project.scope
    with installation.database.reading() as connection:
        kept = responses_after(connection, scope, GUIDE, "")
        told = told_of(connection, scope, [each.id for each in kept])
    assert (held, len(kept), len(told)) == ([3, 0], 3, 3)
    said = [each.submission for each in kept]
    assert all(each.synthetic for each in said)
    assert {each.language for each in said} == {"en", "ar", "so"}
    assert {each.help for each in said} == {Help.SCRIBE, Help.INTERPRETER}
    assert {each.quotable for each in said} == {Quotable.CONSENTED, Quotable.NEVER}
    assert all(each.notes for each in told.values())


def test_guide_when_read_then_asks_for_what_helps_and_what_hinders_in_each_dimension_apart() -> None:
    guide = load_survey(HOME / "surveys" / f"{GUIDE}.yaml")
    for stance in ("enabler", "barrier"):
        asked = {dimension for each in guide.questions() if each.asks_for == stance for dimension in each.dimensions}
        assert asked == set(DIMENSIONS), stance
    assert all(each.probes for each in guide.questions() if each.is_open)
