"""How long people wait for the pages of a survey while others send photos: 200 of them, in pieces, as the script does.

People answer in turns: some rounds alone, and after each for as long as a part of the photos takes. Both share one
process of the program with threads, on SQLite, durable; whoever sends and answers runs on the same machine.
"""

import argparse
import json
import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from textwrap import dedent

from PIL import Image

from benchmarks.person import Person
from benchmarks.servers import running
from ei_collect.config import read_config
from ei_collect.operations.installation import opened
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.publishing import publish
from ei_collect.store.migration import upgrade
from ei_collect.survey.loading import load_survey
from tests.photographer import PICTURED, QUESTION, SECTION, SLUG

PORT = 8473
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "photos"
TWELVE = Path(__file__).parent / "twelve.yaml"
SIZE, QUALITY, PIECE = (2000, 1500), 85, 256 * 1024
"""What the script makes of a photo before it sends it, and in what pieces."""
EACH, ROUNDS = 20, 4
KEY = "for measuring only, thirty-two characters"


@dataclass
class Photographer:
    """Somebody whose browser sends one photo after the other; `busy` counts how often it was told to try again."""

    picture: bytes
    busy: int = 0
    seconds: list[float] = field(default_factory=list)

    def sends(self, photos: int) -> None:
        """So many more of them."""
        for _ in range(photos):
            began = time.perf_counter()
            self._send(secrets.token_hex(16))
            self.seconds.append(time.perf_counter() - began)

    def __post_init__(self) -> None:
        self._connection = HTTPConnection("localhost", PORT, timeout=120)
        self._connection.request("GET", f"/en/s/{SLUG}/{SECTION}?agree=research")
        page = self._connection.getresponse().read().decode()
        self._key, self._version = (_hidden(page, name) for name in ("key", "version"))

    def _send(self, upload: str) -> None:
        offset = 0
        while offset < len(self.picture):
            status, told = self._piece(upload, offset)
            if status == 503:
                self.busy += 1
                time.sleep(1)
                continue
            if status not in {200, 409}:
                raise SystemExit(f"a photo was answered by {status}: {told}")
            offset = int(told["offset"])  # type: ignore[call-overload]  # a number in the JSON

    def _piece(self, upload: str, offset: int) -> tuple[int, dict[str, object]]:
        headers = {
            "Answer-Code": self._key,
            "Answer-Version": self._version,
            "Answer-Agree": "research",
            "Upload-Offset": str(offset),
            "Upload-Length": str(len(self.picture)),
            "Content-Type": "application/octet-stream",
        }
        body = self.picture[offset : offset + PIECE]
        self._connection.request("POST", f"/en/s/{SLUG}/photo/{QUESTION}/{upload}", body, headers)
        answer = self._connection.getresponse()
        return answer.status, json.loads(answer.read())


def _hidden(page: str, name: str) -> str:
    """What the form of a page carries under this name."""
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]


def alone(people: int, responses: int) -> list[float]:
    """How long each response takes, in seconds, while nobody sends photos."""
    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(lambda _: Person(PORT).answers(), range(responses)))


def beside(people: int, sending: Sequence[Future[None]]) -> list[float]:
    """The same for as long as photos come in."""

    def answer_on(_number: int) -> list[float]:
        took = []
        while not all(each.done() for each in sending):
            took.append(Person(PORT).answers())
        return took

    with ThreadPoolExecutor(people) as pool:
        return [seconds for each in pool.map(answer_on, range(people)) for seconds in each]


def in_turns(senders: Sequence[Photographer], people: int, responses: int) -> tuple[list[float], list[float], float]:
    """How long the responses took alone, and beside photos; and for how long photos came in."""
    quiet: list[float] = []
    busy: list[float] = []
    took = 0.0
    for _ in range(ROUNDS):
        quiet += alone(people, responses // ROUNDS)
        began = time.perf_counter()
        with ThreadPoolExecutor(len(senders)) as pool:
            sending = [pool.submit(each.sends, EACH // ROUNDS) for each in senders]
            busy += beside(people, sending)
        took += time.perf_counter() - began
        for each in sending:
            each.result()
    return quiet, busy, took


def row(name: str, seconds: Sequence[float]) -> str:
    """As a line of the table."""
    ranked = statistics.quantiles(seconds, n=20)
    return f"| {name} | {len(seconds)} | {1000 * ranked[9]:.0f} | {1000 * ranked[18]:.0f} |"


def shrunk() -> bytes:
    """A photo as a phone sends it."""
    held = BytesIO()
    with Image.open(SHARED / "corrupted.jpg") as picture:
        picture.resize(SIZE, Image.Resampling.LANCZOS).save(held, "JPEG", quality=QUALITY)
    return held.getvalue()


def set_up(environment: dict[str, str], folder: str) -> None:
    """Both surveys, published."""
    pictured = Path(folder) / "pictured.yaml"
    pictured.write_text(dedent(PICTURED).replace("maximum: 5", f"maximum: {EACH}"), encoding="utf-8")
    with opened(read_config(environment)) as installation:
        upgrade(installation.database)
        project = add_project(installation, NewProject("measured", "Measured", ("en",), "team@example.org"))
        for survey in (TWELVE, pictured):
            publish(installation, project.scope, load_survey(survey))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=32, help="who answer")
    parser.add_argument("--senders", type=int, default=10, help=f"who send {EACH} photos each")
    parser.add_argument("--responses", type=int, default=400, help="while nobody sends photos")
    arguments = parser.parse_args()
    picture = shrunk()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "EI_PORT": str(PORT), "EI_SECRET_KEY": KEY, "EI_DATA": folder}
        set_up(environment, folder)
        with running([sys.executable, "-m", "ei_collect.cli", "serve"], PORT, environment):
            alone(4, 20)
            senders = [Photographer(picture) for _ in range(arguments.senders)]
            quiet, busy, took = in_turns(senders, arguments.people, arguments.responses)
    print(f"{arguments.people} people answer twelve questions; each photo has {len(picture) / 1e6:.1f} MB\n")
    print("| | responses | p50 ms | p95 ms |\n|---|---|---|---|")
    print(row("nobody sends photos", quiet))
    print(row(f"{arguments.senders} people send {EACH} photos each", busy))
    print(row("sending a photo", [seconds for each in senders for seconds in each.seconds]))
    ratio = statistics.quantiles(busy, n=20)[18] / statistics.quantiles(quiet, n=20)[18]
    told = sum(each.busy for each in senders)
    print(f"\np95 beside photos: {ratio:.2f} times; all photos in {took:.0f} s; told to try again {told} times")


if __name__ == "__main__":
    main()
