"""Completed responses per second and the weight of the first question page, beside a bare Flask app in one run."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from ei_collect.answering.receipts import mint
from ei_collect.answering.synthetic import fill_in, load_phrases
from ei_collect.config import read_config
from ei_collect.operations.demonstration import set_up
from ei_collect.operations.installation import opened
from ei_collect.places.bristol import WARDS
from ei_collect.store.migration import upgrade
from ei_collect.survey.definition import Survey

APP_PORT, BARE_PORT = 8471, 8472
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Step:
    """One request of a response."""

    method: str
    path: str
    body: str = ""


@dataclass(frozen=True)
class Figures:
    """What one server did."""

    responses_a_second: float
    cpu_ms_a_request: float


def script(survey: Survey, number: int) -> list[Step]:
    """Every request of one response: each section fetched and posted, then sent."""
    random, key = Random(number), mint()
    phrases = load_phrases(Path("surveys/demonstration/en.yaml"))
    address = f"/en/s/{survey.slug}"
    steps = [Step("GET", address)]
    for section in survey.sections:
        form = fill_in(survey, section, phrases, [ward.code for ward in WARDS], random)
        steps.append(Step("GET", f"{address}/{section.code}"))
        steps.append(Step("POST", f"{address}/{section.code}", urlencode({**form, "key": key}, doseq=True)))
    return [*steps, Step("POST", f"{address}/send", urlencode({"key": key}))]


def walk(port: int, steps: list[Step]) -> None:
    """One respondent's requests, over one connection as a browser keeps it."""
    connection = HTTPConnection("localhost", port, timeout=30)
    for step in steps:
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if step.body else {}
        connection.request(step.method, step.path, step.body or None, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status >= 400:
            raise SystemExit(f"{step.method} {step.path} answered {answer.status}")
    connection.close()


def measure(port: int, pid: int, scripts: list[list[Step]], clients: int) -> Figures:
    """Run every script with so many clients at once."""
    cpu, began = _cpu_seconds(pid), time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(lambda steps: walk(port, steps), scripts))
    seconds, spent = time.perf_counter() - began, _cpu_seconds(pid) - cpu
    return Figures(len(scripts) / seconds, 1000 * spent / sum(map(len, scripts)))


def weigh(port: int, path: str) -> tuple[int, int]:
    """Bytes of a page with all that it asks for, uncompressed, and the number of requests."""
    page = _fetch(port, path)
    parts = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.decode()))
    return len(page) + sum(len(_fetch(port, part)) for part in parts), 1 + len(parts)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--responses", type=int, default=100)
    parser.add_argument("--clients", type=int, default=4)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "EI_DATA": folder, "EI_PORT": str(APP_PORT)}
        with opened(read_config(environment)) as installation:
            upgrade(installation.database)
            survey = next(one.survey for one in set_up(installation).versions if one.survey.slug == "city")
        scripts = [script(survey, number) for number in range(arguments.responses)]
        bare = [sys.executable, "-m", "benchmarks.bare", str(BARE_PORT)]
        with _running([sys.executable, "-m", "ei_collect.cli", "serve"], environment, APP_PORT) as app_pid:
            with _running(bare, environment, BARE_PORT) as bare_pid:
                walk(APP_PORT, script(survey, -1))
                ours = measure(APP_PORT, app_pid, scripts, arguments.clients)
                floor = measure(BARE_PORT, bare_pid, scripts, arguments.clients)
            size, requests = weigh(APP_PORT, f"/en/s/city/{survey.sections[0].code}")
    print(f"{len(scripts)} responses of {len(scripts[0])} requests, {arguments.clients} clients at once")
    for name, figures in (("ei_collect", ours), ("bare Flask", floor)):
        print(f"{name}: {figures.responses_a_second:.1f} responses/s, {figures.cpu_ms_a_request:.2f} ms CPU/request")
    print(f"ratio: {ours.cpu_ms_a_request / floor.cpu_ms_a_request:.1f} times the CPU of the bare app")
    print(f"first question page: {size} bytes in {requests} requests")


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[int]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                _fetch(port, "/healthz")
                break
            except OSError:
                time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def _fetch(port: int, path: str) -> bytes:
    connection = HTTPConnection("localhost", port, timeout=30)
    connection.request("GET", path)
    body = connection.getresponse().read()
    connection.close()
    return body


def _cpu_seconds(pid: int) -> float:
    user, system = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / TICKS


if __name__ == "__main__":
    main()
