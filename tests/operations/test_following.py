"""What a test says of how things stand must be what the program does: invented visits through both."""

from random import Random

import pytest

from ei_collect.answering.path import settle
from ei_collect.answering.receipts import mint
from ei_collect.operations.answering import PageSent, save_section
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.places import ship_wards
from ei_collect.projects.project import Project
from ei_collect.store.answers import inline
from ei_collect.store.surveys import claim_survey, insert_version
from ei_collect.survey.definition import Kind, PublishedVersion, Survey
from ei_collect.survey.document import digest, to_document
from tests.answering.following import Follower, told
from tests.answering.invented import Visitor
from tests.answering.sending import AGREED
from tests.survey.invented import LANGUAGES, WARDS, SurveyInventor

TYPED = [kind for kind in Kind if kind not in {Kind.PHOTO, Kind.VOICE}]
"""Photos and recordings get into a form by other ways than a page."""


def published(installation: Installation, project: Project, survey: Survey, version_id: str) -> None:
    """Publish it in its languages."""
    document = to_document(survey)
    version = PublishedVersion(version_id, project.id, 1, survey, LANGUAGES, digest(document))
    with installation.database.writing() as connection:
        assert claim_survey(connection, project.scope, survey.slug)
        insert_version(connection, version, document, today())


@pytest.mark.sqlite_only
def test_save_section_when_invented_people_visit_then_everything_stands_as_the_follower_says(
    installation: Installation, project: Project
) -> None:
    ship_wards(installation)
    random = Random(5)
    inventor, visitor = SurveyInventor(random, TYPED), Visitor(random)
    for number in range(20):
        survey = inventor.survey(f"invented-{number}")
        published(installation, project, survey, f"sv_{number:012}")
        follower, key = Follower(survey, dict.fromkeys(WARDS, "")), mint()
        for step in visitor.visit(survey):
            page = PageSent(step.form, step.language, agreement=AGREED)
            standing = save_section(installation, survey.slug, key, step.section, page).visit.standing
            findings = {each.where: each for faults in standing.findings.values() for each in faults}
            assert follower.follow(step) == {
                "draft": {"form": standing.form(step.section), "language": standing.drafts[step.section].language},
                "answers": inline(settle(survey, standing.path, standing.whole, step.language)),
                **told(standing.path, findings, step.section),
            }
