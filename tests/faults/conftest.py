"""What the tests of faults may ask for."""

import pytest

from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from tests.answering.surveys import publish_yaml
from tests.faults.chance import Chance, seed
from tests.faults.crowd import SURVEY


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> Chance:
    """Random numbers that can be had again."""
    return Chance(seed(), request.node)


@pytest.fixture
def asked(installation: Installation, project: Project) -> Installation:
    """An installation with the survey of the crowd, in two languages."""
    publish_yaml(installation, project, SURVEY, languages=("en", "ar"))
    if not installation.database.is_sqlite:
        with installation.database.writing() as connection:
            connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS amcheck")
    return installation
