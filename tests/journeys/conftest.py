"""The program in a process of its own with the demonstration's instruments, and a browser to visit it with."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from ei_collect.operations.demonstration import Demonstration, set_up
from ei_collect.operations.installation import Installation
from ei_collect.store.database import open_database
from tests.conftest import Databases, fresh_config
from tests.journeys.browsing import chromium
from tests.journeys.server import free_port, serving


@dataclass(frozen=True)
class Running:
    """The served program, and a browser to visit it with."""

    browser: Browser
    installation: Installation
    demonstration: Demonstration
    base: str


@pytest.fixture(scope="module")
def running(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The program, served for all the tests of a module."""
    config = fresh_config(databases, tmp_path_factory.mktemp("served") / "data")
    with chromium() as browser, closing(open_database(config.database_url)) as database:
        installation = Installation(config, database)
        demonstration = set_up(installation)
        with serving(config, free_port()) as server:
            yield Running(browser, installation, demonstration, server.url)
