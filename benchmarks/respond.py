"""Whole responses, by 1, 8 and 32 people at once, beside a bare Flask app and the database's bare insert rate.

Twelve questions in three sections; every request that a browser makes from the first section to the receipt, redirects
and the page that shows all answers included. SQLite with one process, PostgreSQL with two workers, both durable.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psycopg
from pysqlite3 import dbapi2 as sqlite

from benchmarks.person import Person
from benchmarks.servers import cpu_seconds, running
from ei_collect.config import read_config
from ei_collect.operations.installation import opened
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.publishing import publish
from ei_collect.store.migration import upgrade
from ei_collect.survey.loading import load_survey
from tests.postgres import throwaway_cluster

APP_PORT, BARE_PORT = 8471, 8472
SURVEY = Path(__file__).parent / "twelve.yaml"
CROWDS = (1, 8, 32)
INSERTS = 1000
HAMMERED = 1500


@dataclass(frozen=True)
class Figures:
    """What one server did for so many people at once. Times in milliseconds."""

    responses_a_second: float
    p50: float
    p95: float
    cpu: float
    requests: int
    slowest_write: float

    def row(self, name: str, people: int) -> str:
        """As a line of the table."""
        return (
            f"| {name} | {people} | {self.requests} | {self.responses_a_second:.1f} | {self.p50:.0f} | {self.p95:.0f} "
            f"| {self.cpu:.1f} | {self.slowest_write:.0f} |"
        )


def measure(port: int, pid: int, responses: int, people: int, requests: int | None = None) -> Figures:
    """Let so many people answer, `responses` in all; with `requests`, as many requests each of the bare app."""
    crowd = [Person(port) for _ in range(responses)]
    cpu, began = cpu_seconds(pid), time.perf_counter()
    with ThreadPoolExecutor(people) as pool:
        seconds = list(pool.map(lambda one: one.answers() if requests is None else one.walks(requests), crowd))
    spent, took = cpu_seconds(pid) - cpu, time.perf_counter() - began
    ranked = statistics.quantiles(seconds, n=20)
    return Figures(
        responses_a_second=responses / took,
        p50=1000 * ranked[9],
        p95=1000 * ranked[18],
        cpu=1000 * spent / responses,
        requests=crowd[0].requests,
        slowest_write=1000 * max(one.slowest_write for one in crowd),
    )


def page_cost(port: int, pid: int, path: str) -> float:
    """The processor time, in milliseconds, of one page."""
    connection = HTTPConnection("localhost", port, timeout=60)
    before = cpu_seconds(pid)
    for _ in range(HAMMERED):
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        connection.getresponse().read()
    connection.close()
    return 1000 * (cpu_seconds(pid) - before) / HAMMERED


def sqlite_inserts(folder: str) -> float:
    """Durable single-row transactions a second."""
    connection = sqlite.connect(f"{folder}/bare.db", isolation_level=None)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE t (a TEXT)"):
        connection.execute(statement)
    began = time.perf_counter()
    for _ in range(INSERTS):
        connection.execute("INSERT INTO t VALUES (?)", ("x" * 400,))
    return INSERTS / (time.perf_counter() - began)


def postgresql_inserts(url: str) -> float:
    """The same, by one client."""
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql"), autocommit=True) as connection:
        connection.execute("CREATE TABLE bare (a TEXT)")
        began = time.perf_counter()
        for _ in range(INSERTS):
            connection.execute("INSERT INTO bare VALUES (%s)", ("x" * 400,))
        return INSERTS / (time.perf_counter() - began)


def gunicorn(port: int, app: str) -> list[str]:
    """Two workers with threads."""
    program = str(Path(sys.executable).parent / "gunicorn")
    return [program, "-w", "2", "--threads", "8", "-b", f"localhost:{port}", app]


def compare(name: str, command: list[str], bare: list[str], environment: dict[str, str], responses: int) -> None:
    """Set the survey up, run everything on one database, beside a bare app on the same kind of server, and print it."""
    with opened(read_config(environment)) as installation:
        upgrade(installation.database)
        project = add_project(installation, NewProject("measured", "Measured", ("en",), "team@example.org"))
        publish(installation, project.scope, load_survey(SURVEY))
    with running(command, APP_PORT, environment) as app_pid, running(bare, BARE_PORT) as bare_pid:
        measure(APP_PORT, app_pid, 20, 4)
        for people in CROWDS:
            ours = measure(APP_PORT, app_pid, responses, people)
            floor = measure(BARE_PORT, bare_pid, responses, people, ours.requests)
            print(ours.row(f"ei_collect, {name}", people))
            print(floor.row("bare Flask", people))
        ours_page = page_cost(APP_PORT, app_pid, "/en/s/twelve/home?agree=research")
        bare_page = page_cost(BARE_PORT, bare_pid, "/0")
    print(
        f"\nquestion page: {ours_page:.2f} ms of processor time, bare Flask {bare_page:.2f}: "
        f"{ours_page / bare_page:.2f} times\n"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--responses", type=int, default=200, help="in all, for each number of people")
    arguments = parser.parse_args()
    print(
        "| | people | requests a response | responses/s | p50 ms | p95 ms "
        "| processor ms a response | slowest write ms |"
    )
    print("|---|---|---|---|---|---|---|---|")
    served = [sys.executable, "-m", "ei_collect.cli", "serve"]
    served_bare = [sys.executable, "-m", "benchmarks.bare", str(BARE_PORT)]
    environment = {**os.environ, "EI_PORT": str(APP_PORT), "EI_SECRET_KEY": "for measuring only, thirty-two characters"}
    with tempfile.TemporaryDirectory() as folder:
        compare("SQLite", served, served_bare, {**environment, "EI_DATA": folder}, arguments.responses)
        print(f"SQLite, bare inserts: {sqlite_inserts(folder):.0f} a second\n")
    with tempfile.TemporaryDirectory() as folder, throwaway_cluster(durable=True) as cluster:
        cluster.create_database("measured")
        url = cluster.url("measured")
        scaled = {**environment, "EI_DATA": folder, "EI_DATABASE_URL": url}
        workers, bare_workers = gunicorn(APP_PORT, "wsgi:app"), gunicorn(BARE_PORT, "benchmarks.bare:app")
        compare("PostgreSQL", workers, bare_workers, scaled, arguments.responses)
        print(f"PostgreSQL, bare inserts: {postgresql_inserts(url):.0f} a second")


if __name__ == "__main__":
    main()
