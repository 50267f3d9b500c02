"""What the doctor says of an installation."""

import pytest

from ei_collect.operations import doctor
from ei_collect.operations.doctor import SOUND_SQLITE, examine
from ei_collect.operations.installation import Installation
from ei_collect.store.tables import metadata


def test_doctor_when_all_is_well_then_names_the_database_and_finds_nothing(installation: Installation) -> None:
    health = examine(installation)
    assert health.findings == ()
    assert any(name in health.facts[0] for name in ("sqlite 3.", "postgresql "))


def test_doctor_when_sqlite_runs_then_it_is_one_that_keeps_its_commits(installation: Installation) -> None:
    if installation.database.is_sqlite:
        version = health_version(installation)
        assert version >= SOUND_SQLITE


def test_doctor_when_the_database_is_empty_then_says_how_to_mend_it(installation: Installation) -> None:
    with installation.database.writing() as connection:
        metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
    assert [finding.code for finding in examine(installation).findings] == ["database-old"]


def test_doctor_when_others_can_read_the_key_then_says_so(installation: Installation) -> None:
    key = installation.config.data / "secret-key"
    key.write_text("x" * 64)
    key.chmod(0o644)
    assert [finding.code for finding in examine(installation).findings] == ["key-open"]


def health_version(installation: Installation) -> tuple[int, ...]:
    return tuple(int(part) for part in examine(installation).facts[0].rsplit(" ", 1)[1].split("."))


def test_doctor_when_others_can_look_into_the_data_then_says_so(installation: Installation) -> None:
    installation.config.data.chmod(0o755)
    assert [finding.code for finding in examine(installation).findings] == ["data-open"]


def test_doctor_when_the_extra_for_faces_is_absent_then_said_and_nothing_is_amiss(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "can_find_faces", lambda: False)
    health = examine(installation)
    assert "faces in photos: covered by hand; the extra faces is absent" in health.facts
    assert "faces" not in "".join(map(str, health.findings))
