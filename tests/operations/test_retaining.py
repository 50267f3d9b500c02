"""Each project keeps answers as long as it says, and no longer; the log says what went."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from ei_collect.answering.receipts import mint
from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations import retaining, tidying
from ei_collect.operations.answering import Closing, submit
from ei_collect.operations.auditing import log_findings
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.opening import open_receipt
from ei_collect.operations.pictures import photo_objects
from ei_collect.operations.projects import NewProject, add_project, set_project
from ei_collect.operations.retaining import retain
from ei_collect.operations.tidying import tidied
from ei_collect.projects.project import Project
from ei_collect.store.log import events_after
from ei_collect.store.tables import drafts, photos, responses, texts, tombstones
from tests.answering.sending import saves
from tests.coded import Town
from tests.operations.test_tidying import gone_soon, left_long_ago
from tests.photographer import Photographer, publish_pictured

SECRET = "Kingfisher"


def _rows(town: Town) -> list[int]:
    with town.installation.database.reading() as connection:
        tables = (responses, texts, drafts, photos, tombstones)
        return [connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def _sent_days_ago(town: Town, days: int, words: str = SECRET) -> None:
    text_id = town.hears(words)
    with town.installation.database.writing() as connection:
        this = responses.c.id == select(texts.c.response_id).where(texts.c.id == text_id).scalar_subquery()
        connection.execute(update(responses).where(this).values(submitted_on=today() - timedelta(days=days)))


def _keeps(town: Town, **settings: object) -> None:
    set_project(town.installation, town.project.slug, settings)


def test_answers_when_nothing_is_said_of_how_long_then_they_stay(town: Town) -> None:
    _sent_days_ago(town, 4000)
    assert retain(town.installation) == {}
    assert _rows(town)[0] == 1
    with town.installation.database.reading() as connection:
        assert events_after(connection, 0) == ()


def test_answers_when_older_than_they_are_kept_then_gone_and_younger_ones_stay(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retaining, "BATCH", 2)
    for days in (31, 40, 50, 30, 0):
        _sent_days_ago(town, days)
    _keeps(town, keep_days=30)
    assert retain(town.installation) == {"bristol": 3}
    assert _rows(town) == [2, 2, 0, 0, 0]
    assert retain(town.installation) == {}


def test_everything_when_the_last_day_is_over_then_gone_and_on_that_day_not_yet(
    installation: Installation, project: Project, town: Town
) -> None:
    publish_pictured(installation, project, "pictured")
    taker = Photographer(installation, project, slug="pictured")
    photo = taker.takes()
    taker.says(caption=SECRET).sends()
    saves(installation, "day", mint(), town.version.survey.sections[-1].code, {"q_caption": [SECRET]})
    _keeps(town, keep_until=today())
    assert retain(installation) == {}
    _keeps(town, keep_until=today() - timedelta(days=1))
    assert retain(installation) == {"bristol": 2}
    assert _rows(town) == [0, 0, 0, 0, 0]
    assert photo_objects(installation).read(f"{photo.id}.jpg") is None
    with pytest.raises(NotFoundError):  # nobody took it back
        open_receipt(installation, taker.key)
    if installation.database.is_sqlite:
        files = [path for path in installation.config.data.rglob("*") if path.is_file()]
        assert [path for path in files if SECRET.encode() in path.read_bytes()] == []


def test_other_project_when_one_keeps_no_longer_then_it_keeps_all(installation: Installation, town: Town) -> None:
    add_project(installation, NewProject("leeds", "Leeds", ("en",), "x@example.org"))
    _sent_days_ago(town, 10)
    set_project(installation, "leeds", {"keep_until": today() - timedelta(days=1)})
    assert retain(installation) == {}
    assert _rows(town)[0] == 1


def test_log_when_answers_go_then_it_says_how_many_and_by_whom(town: Town) -> None:
    _sent_days_ago(town, 10)
    _keeps(town, keep_days=5)
    retain(town.installation)
    with town.installation.database.reading() as connection:
        begun, done = events_after(connection, 0)
    assert (begun.actor, begun.what, begun.outcome) == ("program", "kept no longer", "begun")
    assert (done.target, done.outcome, done.about) == ("people=1", "done", begun.number)
    assert list(log_findings(town.installation)) == []


def test_program_when_it_serves_then_it_does_so_by_itself_once_a_day(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[dict[str, int]] = []
    monkeypatch.setattr(tidying, "retain", lambda installation: times.append(retain(installation)))
    _sent_days_ago(town, 10)
    _keeps(town, keep_days=5)
    left = left_long_ago(town.installation)
    with tidied(town.installation, every=0.01):
        assert gone_soon(left)
        assert gone_soon(left_long_ago(town.installation))
        assert gone_soon(left_long_ago(town.installation))
    assert times == [{"bristol": 1}]


def test_code_when_answers_come_again_after_they_went_then_they_are_new(town: Town) -> None:
    code, survey = mint(), town.version.survey
    for _ in range(2):
        saves(town.installation, survey.slug, code, survey.sections[-1].code, {"q_caption": [SECRET]})
        submit(town.installation, survey.slug, code, Closing("en"))
        with town.installation.database.writing() as connection:
            connection.execute(update(responses).values(submitted_on=date(2020, 1, 1)))
        _keeps(town, keep_days=5)
        assert retain(town.installation) == {"bristol": 1}


def test_project_when_it_would_keep_for_less_long_than_it_asks_then_refused(town: Town) -> None:
    with pytest.raises(InputError, match="project-keeps"):
        _keeps(town, ends_on=date(2027, 2, 1), keep_until=date(2027, 1, 31))
    _keeps(town, ends_on=date(2027, 1, 31), keep_until=date(2027, 1, 31))
