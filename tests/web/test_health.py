"""What machines are told: life, readiness with what is missing, and counts that tell of nobody."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from flask import Flask

from ei_collect.operations.installation import Installation
from ei_collect.store.bucket import BucketError
from ei_collect.store.database import Database
from ei_collect.store.objects import Folder
from ei_collect.survey.definition import PublishedVersion
from ei_collect.web.installed import KEY
from tests.web.town import begin
from tests.web.visits import Visitor

pytestmark = pytest.mark.sqlite_only


def _ready(visitor: Visitor) -> tuple[int, list[str]]:
    visitor.opens("/readyz")
    return visitor.status, visitor.markup.splitlines()


def test_readiness_when_all_is_well_then_it_says_so_and_when_not_what_is_missing(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _ready(visitor) == (200, ["ready"])

    def refuse(*_: object) -> None:
        raise BucketError.of("objects-unusable", "cannot be used", where="s3://secret-bucket", mend="See.")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "reachable", lambda _: False)
        patch.setattr(Folder, "read", refuse)
        patch.setattr("ei_collect.operations.readiness.shutil.disk_usage", lambda _: SimpleNamespace(free=1000))
        told = ["the database cannot be reached", "the disk of the data folder is full"]
        assert _ready(visitor) == (503, ["not ready", *told, "recordings and photos cannot be kept"])
        assert visitor.opens("/healthz").status == 200
    assert _ready(visitor) == (200, ["ready"])


def test_readiness_when_the_database_has_an_older_shape_then_it_says_so(
    visitor: Visitor, installation: Installation
) -> None:
    with installation.database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    assert _ready(visitor) == (503, ["not ready", "the database has an older shape"])


def test_counts_when_nobody_asked_for_them_then_they_are_not_there(visitor: Visitor) -> None:
    assert visitor.opens("/metrics").status == 404


def test_counts_when_people_answer_then_they_tell_how_many_and_of_nobody(
    app: Flask, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    here = app.extensions[KEY]
    app.extensions[KEY] = replace(here, config=replace(here.config, metrics=True))
    begin(visitor, "ar").fills_in(years="7").presses()
    visitor.opens("/staff/")
    told = visitor.opens("/metrics").markup
    lines = dict(line.rsplit(" ", 1) for line in told.splitlines() if not line.startswith("#"))
    counted = {name.partition(",")[2]: int(number) for name, number in lines.items() if "requests_total" in name}
    assert counted['visitor="resident",status="2xx"}'] >= 3
    assert any('visitor="staff"' in name for name in counted)
    assert lines["ei_ready"] == "1"
    assert int(lines["ei_free_bytes"]) > 0
    buckets = [int(number) for name, number in lines.items() if "bucket" in name]
    assert buckets == sorted(buckets)
    assert buckets[-1] == sum(counted.values())
    for word in ("town", "/ar", "answering", "home", visitor.client.get_cookie("ei_town").value):  # type: ignore[union-attr]
        assert word not in told
