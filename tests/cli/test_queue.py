"""`ei-collect queue import`."""

import json
from pathlib import Path

import pytest

from ei_collect.operations.installation import Installation
from ei_collect.operations.places import ship_wards
from ei_collect.operations.tablets import unlock
from ei_collect.projects.project import MemberRole, Project
from tests.answering.surveys import TOWN, publish_yaml
from tests.cli.commands import run
from tests.coded import joins
from tests.fieldwork.sealed import record_of, sealed
from tests.operations.sitting_opening import opened

pytestmark = pytest.mark.sqlite_only


def test_queue_when_a_file_is_imported_then_it_says_what_became_of_each_answer(
    installation: Installation, project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ship_wards(installation)
    version = publish_yaml(installation, project, TOWN)
    partner = joins(installation, project, "host@example.org", MemberRole.PARTNER)
    sitting = unlock(installation, project.scope, opened(installation, project, partner).code, "4711")
    records = [sealed(sitting, record_of(version, {"home": {"q_bus": ["never"]}})), "ei1.no.such.record"]
    file = tmp_path / "unsent.json"
    file.write_text(json.dumps({"records": [{"sitting": sitting.code, "sealed": each} for each in records[:1]]}))
    assert run(installation, "queue", "import", str(file)) == 0
    assert capsys.readouterr().out == "1 kept, 0 taken back before, 0 refused, 0 without their photos\n"
    file.write_text(json.dumps({"records": [{"sitting": sitting.code, "sealed": each} for each in records]}))
    assert run(installation, "queue", "import", str(file)) == 1
    told = capsys.readouterr().out
    assert "1 kept, 0 taken back before, 1 refused" in told
    assert "record-sealed-otherwise" in told


def test_queue_when_there_is_no_such_file_then_one_line_says_so(
    installation: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(installation, "queue", "import", str(tmp_path / "nowhere.json")) == 2
    assert "cannot be read" in capsys.readouterr().err
