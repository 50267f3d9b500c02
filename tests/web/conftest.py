"""The app over a fresh database, and visitors to it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from ei_collect.operations.installation import Installation
from ei_collect.operations.places import ship_wards
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.members import set_password
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY
from tests.answering.surveys import TOWN, publish_yaml
from tests.coded import Town, joins, settle
from tests.web.staff_visits import PASSWORD, Colleague
from tests.web.visits import Visitor

PASSWORD_HASH = PasswordHasher().hash(PASSWORD)


@pytest.fixture
def app(installation: Installation) -> Iterator[Flask]:
    """The app on the same database as `installation`, its interface in source words whatever the catalogues say."""
    app = create_app(replace(installation.config, translations=installation.config.data))
    app.testing = True
    app.extensions[KEY].memory.patience = 0  # what a test publishes shows at once
    yield app
    app.extensions[KEY].database.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without any page open."""
    return app.test_client()


@pytest.fixture
def new_visitor(app: Flask) -> Callable[..., Visitor]:
    """Makes visitors, each with a browser of their own; `cookies=False` for one that keeps none."""
    return lambda *, cookies=True: Visitor(app.test_client(use_cookies=cookies))


@pytest.fixture
def visitor(new_visitor: Callable[..., Visitor]) -> Visitor:
    """A person with a browser that keeps cookies."""
    return new_visitor()


@pytest.fixture
def workshop(installation: Installation, project: Project) -> Town:
    """The project with wards, a survey, a codebook and a researcher who has no password yet."""
    return settle(installation, project)


@pytest.fixture
def colleague(app: Flask, workshop: Town) -> Colleague:
    """The town's researcher, signed in."""
    with workshop.installation.database.writing() as connection:
        set_password(connection, workshop.researcher.id, PASSWORD_HASH)
    colleague = Colleague(app.test_client())
    assert colleague.signs_in(workshop.researcher.email).status_code == 302
    return colleague


@pytest.fixture
def town_survey(installation: Installation, project: Project) -> PublishedVersion:
    """The survey `town` in English, Arabic and Somali."""
    ship_wards(installation)
    return publish_yaml(installation, project, TOWN, languages=("en", "ar", "so"))


@pytest.fixture
def someone(
    app: Flask, installation: Installation, project: Project, town_survey: PublishedVersion
) -> Callable[..., Colleague]:
    """Signs somebody in who has this role."""

    def signed_in(role: MemberRole, name: str = "") -> Colleague:
        user = joins(installation, project, f"{name or role.value}@example.org", role)
        with installation.database.writing() as connection:
            set_password(connection, user.id, PASSWORD_HASH)
        colleague = Colleague(app.test_client())
        assert colleague.signs_in(user.email).status_code == 302
        return colleague

    return signed_in
