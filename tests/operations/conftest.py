"""A town in which people say things, for operations about their words."""

import pytest

from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from tests.coded import Town, settle


@pytest.fixture
def town(installation: Installation, project: Project) -> Town:
    """The project with wards, a survey, a codebook and a researcher."""
    return settle(installation, project)
