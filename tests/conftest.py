"""What every test may ask for: an installation on each database, a project in it, and the shared real data."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from ei_collect.config import Config, read_config
from ei_collect.operations.installation import Installation
from ei_collect.operations.memory import Memory
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.projects.project import Project
from ei_collect.store.database import open_database
from ei_collect.store.migration import upgrade
from tests import postgres, s3

DATABASES = ("sqlite", "postgresql")
HOME = Path(__file__).resolve().parent.parent
SHARED_DATA = HOME.parent / "shared" / "data"
SECRET = "a secret of the tests, long enough to key an HMAC"
settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault
settings.load_profile("unhurried")


CRAWLED = pytest.StashKey[str]()
"""How many combinations of page, state, language and theme the crawler has looked at."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=DATABASES, help="run on one database only")
    parser.addoption("--objects", choices=("folder", *s3.KINDS), default="folder", help="where files are kept")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames:
        only = metafunc.config.getoption("--database")
        if metafunc.definition.get_closest_marker("sqlite_only"):
            only = "sqlite"
        metafunc.parametrize("database_kind", [only] if only else DATABASES, scope="session")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the process that started this one, where one did, what the crawler has looked at."""
    told = getattr(session.config, "workeroutput", None)
    if told is not None and CRAWLED in session.config.stash:
        told["crawled"] = session.config.stash[CRAWLED]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Hear what another process has told."""
    if "crawled" in (told := getattr(node, "workeroutput", {})):
        node.config.stash[CRAWLED] = told["crawled"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say at the end of the run what the crawler has looked at, and what the tests of faults have counted."""
    if CRAWLED in config.stash:
        terminalreporter.write_line(config.stash[CRAWLED])
    for report in [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]:
        for named, counts in report.user_properties if report.when == "call" else ():
            if named == "faults":
                terminalreporter.write_line(str(counts))


@dataclass(frozen=True)
class Databases:
    """Fresh databases of one kind, each a copy of one that was brought up to date once."""

    kind: str
    folder: Path
    cluster: postgres.Cluster | None
    numbers: Iterator[int]
    store: s3.Store | None = None

    def fresh(self, folder: Path) -> str:
        """The URL of an empty, upgraded database."""
        if self.cluster is None:
            shutil.copy(self.folder / "template.sqlite", folder / "ei_collect.sqlite")
            return f"sqlite:///{folder / 'ei_collect.sqlite'}"
        name = f"ei_{next(self.numbers)}"
        self.cluster.create_database(name, template="template_ei")
        return self.cluster.url(name)


@pytest.fixture(scope="session")
def object_store(request: pytest.FixtureRequest) -> Iterator[s3.Store | None]:
    """The S3 server of this run, where `--objects` asks for one."""
    kind = request.config.getoption("--objects")
    if kind == "folder":
        yield None
    else:
        with s3.store_of(kind) as found:
            yield found


@pytest.fixture(scope="session")
def databases(
    database_kind: str, tmp_path_factory: pytest.TempPathFactory, object_store: s3.Store | None
) -> Iterator[Databases]:
    """A maker of fresh databases of this kind."""
    folder = tmp_path_factory.mktemp(database_kind)
    with ExitStack() as stack:
        cluster = None
        url = f"sqlite:///{folder / 'template.sqlite'}"
        if database_kind == "postgresql":
            if reason := postgres.why_absent():
                pytest.skip(reason)
            cluster = stack.enter_context(postgres.throwaway_cluster())
            cluster.create_database("template_ei")
            url = cluster.url("template_ei")
        database = open_database(url)
        upgrade(database)
        database.close()
        yield Databases(database_kind, folder, cluster, count(1), object_store)


@pytest.fixture
def config(databases: Databases, tmp_path: Path) -> Config:
    """A configuration over a fresh database and an empty data folder."""
    return fresh_config(databases, tmp_path / "data")


def fresh_config(databases: Databases, data: Path) -> Config:
    """A configuration over a fresh database and an empty data folder made at `data`."""
    data.mkdir(mode=0o700)
    config = read_config({"EI_DATA": str(data), "EI_DATABASE_URL": databases.fresh(data), "EI_SECRET_KEY": SECRET})
    return replace(config, bucket=databases.store.fresh() if databases.store else None)


@pytest.fixture
def installation(config: Config) -> Iterator[Installation]:
    """An open installation with an upgraded, empty database."""
    database = open_database(config.database_url)
    yield Installation(config, database, Memory(patience=0))
    database.close()


@pytest.fixture
def project(installation: Installation) -> Project:
    """A demonstration project in four languages, without surveys."""
    return add_project(
        installation,
        NewProject("bristol", "Everyday Bristol", ("en", "ar", "so", "pl"), "team@example.org", demonstration=True),
    )


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the checkout."""
    if not SHARED_DATA.is_dir():
        pytest.skip("needs the real data in ../shared/data, which is not here")
    return SHARED_DATA
