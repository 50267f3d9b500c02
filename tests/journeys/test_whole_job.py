"""The whole job in one command, on captions that people really wrote, and what the forum then holds in its hands."""

import csv
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ei_collect.answering.response import Missing, Words
from ei_collect.coding.coding import Stance
from ei_collect.forum.pack import UNCONFIRMED
from ei_collect.operations.demonstration import set_up
from ei_collect.operations.installation import Installation
from ei_collect.store.responses import stream_responses
from tests import verapdf
from tests.cli.commands import run
from tests.conftest import HOME
from tests.exchange import read_rows

pytestmark = pytest.mark.shared

FILES = ["candidates.csv", "pack.html", "pack.json", "pack.pdf"]
COLUMNS = {*("candidate_id", "stance", "dimensions", "code", "scale", "title", "wards", "excerpts", "people", "status")}
DIMENSIONS = {"social", "economic", "civic", "spatial", "digital"}


@dataclass(frozen=True)
class Done:
    """What the command left behind."""

    said: str
    folder: Path
    captions: dict[str, str]

    @property
    def rows(self) -> list[dict[str, str]]:
        """The lines of `candidates.csv`."""
        with (self.folder / "candidates.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    @property
    def json(self) -> Any:
        """`pack.json`."""
        return json.loads((self.folder / "pack.json").read_bytes())

    @property
    def page(self) -> str:
        """`pack.html`."""
        return (self.folder / "pack.html").read_text("utf-8")


@pytest.fixture(scope="module")
def done(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """The command, run once in a process and a data folder of its own."""
    home = tmp_path_factory.mktemp("whole")
    captions = shared_data / "captions" / "day_in_my_life.csv"
    command = [sys.executable, "-m", "ei_collect.cli", "demo", "--captions", str(captions), "--to", str(home / "out")]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EI_")}
    environment = {**kept, "EI_DATA": str(home / "data")}
    ended = subprocess.run(command, cwd=HOME, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    return Done(ended.stdout, home / "out", {row["id"]: row["caption"] for row in read_rows(captions)})


def test_demo_when_run_then_four_files_and_what_they_are(done: Done) -> None:
    assert sorted(path.name for path in done.folder.iterdir()) == FILES
    assert f"{len(done.captions)} captions imported" in done.said
    assert UNCONFIRMED in done.said
    assert done.rows[0].keys() >= COLUMNS
    assert all(set(row["dimensions"].split("|")) <= DIMENSIONS for row in done.rows)


def test_candidate_when_followed_then_the_same_excerpts_in_both_files(done: Done) -> None:
    told = {each["candidate_id"]: each for each in done.json["candidates"]}
    assert [row["candidate_id"] for row in done.rows] == list(told)
    for row in done.rows:
        each = told[row["candidate_id"]]
        assert row["excerpts"].split("|") == [excerpt["id"] for excerpt in each["excerpts"]]
        same = ("stance", "code", "scale", "title", "people", "status")
        assert [row[name] for name in same] == [each[name] for name in same]
        assert f'id="{row["candidate_id"]}"' in done.page
        assert row["people"] in {"one person", "a few", "many"}


def test_captions_when_in_the_pack_then_their_words_under_a_dimension_and_a_stance(done: Done) -> None:
    placed: dict[str, set[tuple[str, str]]] = {}
    for each in done.json["candidates"]:
        for excerpt in (excerpt for excerpt in each["excerpts"] if excerpt["source"]):
            assert excerpt["text"] in done.captions[excerpt["source"]]
            assert excerpt["synthetic"] is False
            places = {(dimension, each["stance"]) for dimension in each["dimensions"]}
            placed.setdefault(excerpt["source"], set()).update(places)
    assert all(placed.values())
    assert {stance for places in placed.values() for _, stance in places} == {Stance.ENABLER, Stance.BARRIER}
    assert len(placed) >= len(done.captions) * 3 / 4
    under = {each["code"]: {*each["enablers"], *each["barriers"]} for each in done.json["dimensions"]}
    for each in done.json["candidates"]:
        assert all(each["candidate_id"] in under[dimension] for dimension in each["dimensions"])


def test_pack_when_a_draft_then_every_page_and_every_file_says_so(done: Done) -> None:
    assert done.json["draft"] is True
    assert UNCONFIRMED in done.json["notice"]
    assert UNCONFIRMED in done.page
    assert all(UNCONFIRMED in row["notice"] for row in done.rows)
    pages = subprocess.run(
        ["pdftotext", "-layout", str(done.folder / "pack.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout.split("\f")
    assert pages.pop() == ""
    assert len(pages) > 5
    silent = [number for number, page in enumerate(pages, start=1) if UNCONFIRMED not in " ".join(page.split())]
    assert silent == []


def test_pdf_when_asked_of_verapdf_then_it_conforms(done: Done) -> None:
    if reason := verapdf.why_absent():
        pytest.skip(reason)
    assert verapdf.findings(done.folder / "pack.pdf") == []


def test_interviews_when_imported_by_command_then_responses_that_may_be_quoted(
    installation: Installation, shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = set_up(installation).project
    path = shared_data / "captions" / "interviews.csv"
    words = ("responses", "import", str(path), "--survey", "day-in-my-life", "--map", "quote=caption")
    declared = ("--map", "place_or_sector=place", "--quotable", "already-published")
    rows = {row["id"]: row for row in read_rows(path)}
    for outcome in (f"rows: {len(rows)} imported, 0 as before", f"rows: 0 imported, {len(rows)} as before"):
        assert run(installation, *words, *declared) == 0
        assert outcome in capsys.readouterr().out
    with installation.database.reading() as connection:
        given = [each.submission for each in stream_responses(connection, project.scope, "day-in-my-life")]
    kept = {each.source_row: (each.answers["caption"].value, each.answers["place"].value) for each in given}
    places = {
        name: Words(row["place_or_sector"]) if row["place_or_sector"] else Missing.SKIPPED for name, row in rows.items()
    }
    assert kept == {name: (Words(row["quote"]), places[name]) for name, row in rows.items()}
    assert {each.quotable for each in given} == {"already_published"}
