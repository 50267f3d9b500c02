"""With fresh keys in force every code still opens what it opened, and nothing is lost on the way there."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from ei_collect import secret_keys
from ei_collect.answering.receipts import key_hash
from ei_collect.config import read_config
from ei_collect.errors import ConfigError, InputError
from ei_collect.fieldwork.sealing import open_sealed
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import Outcome
from ei_collect.operations.opening import open_receipt
from ei_collect.operations.restoring import restore
from ei_collect.operations.rotating import rotate, rotate_backup_key
from ei_collect.operations.tablets import unlock
from ei_collect.operations.verifying import verify
from ei_collect.projects.account import Authenticator
from ei_collect.projects.one_time import hide, new_secret, reveal
from ei_collect.projects.project import Project
from ei_collect.secret_keys import CURRENT, OLDER
from ei_collect.store.factors import all_apps, put_app
from ei_collect.store.tables import responses, sittings
from tests.conftest import Databases
from tests.fieldwork.sealed import seal
from tests.operations import sitting_opening
from tests.operations.backups import Scene, rows_of, scene_of

pytestmark = pytest.mark.sqlite_only  # what is written is plain enough for any database
ENVIRONMENT_KEY = "a key that stands in the environment, and is long enough"


@pytest.fixture
def kept(installation: Installation) -> Installation:
    """The same installation with a key that it keeps itself."""
    config = installation.config
    again = read_config({"EI_DATA": str(config.data), "EI_DATABASE_URL": config.database_url})
    return replace(installation, config=replace(again, bucket=config.bucket))


@pytest.fixture
def scene(kept: Installation, project: Project, tmp_path: Path, databases: Databases) -> Scene:
    """A town whose key lies in its data folder."""
    return scene_of(kept, project, tmp_path, databases)


def anew(installation: Installation, **environment: str) -> Installation:
    """The same installation as it is after a start."""
    config = installation.config
    variables = {"EI_DATA": str(config.data), "EI_DATABASE_URL": config.database_url, **environment}
    return replace(installation, config=replace(read_config(variables), bucket=config.bucket))


def test_code_when_the_key_is_rotated_again_and_again_then_it_opens_what_it_opened(scene: Scene) -> None:
    code, first = scene.says("Said before."), scene.installation.config.secret_key
    for times in range(1, 4):
        rotate(anew(scene.installation))
        after = anew(scene.installation)
        assert open_receipt(after, code).survey_slug
        assert len(after.config.secret_keys) == times + 1
        assert (after.config.lasting_key, after.config.secret_key != first) == (first, True)


def test_answers_when_sent_again_after_a_rotation_then_the_same_and_new_ones_are_new(scene: Scene) -> None:
    rotate(scene.installation)
    after = replace(scene, town=replace(scene.town, installation=anew(scene.installation)))
    maker = replace(scene.maker, installation=after.installation)
    assert maker.sends().outcome is Outcome.NEW  # its draft was typed before
    assert maker.sends().outcome is Outcome.SAME
    assert open_receipt(after.installation, after.says("Said after.")).survey_slug


def test_secrets_when_the_key_is_rotated_then_hidden_under_the_fresh_one_alone(scene: Scene) -> None:
    installation, user = scene.installation, scene.town.researcher
    sitting = _unlocked(scene)
    sealed = seal(b"said in a hall", sitting.sealing, sitting.code)
    secret = new_secret()
    with installation.database.writing() as connection:
        put_app(connection, Authenticator(user.id, hide(secret, installation.config.secret_key, user.id), None, 0))
    assert rotate(installation) == 2
    after = anew(installation)
    fresh = (after.config.secret_key,)
    with after.database.reading() as connection:
        (row,) = connection.execute(select(sittings)).all()
        (app,) = all_apps(connection)
    assert open_sealed(sealed, row.opening, fresh, row.code) == b"said in a hall"
    assert reveal(app.secret, fresh, user.id) == secret


def test_rotation_when_stopped_before_anything_is_encrypted_anew_then_the_older_key_still_opens_it(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = _unlocked(scene)
    sealed = seal(b"said in a hall", sitting.sealing, sitting.code)
    with monkeypatch.context() as stopped:
        stopped.setattr("ei_collect.operations.rotating._wrap_openings", _stops)
        with pytest.raises(KeyboardInterrupt):
            rotate(scene.installation)
    after = anew(scene.installation)
    keys = after.config.secret_keys
    assert len(keys) == 2
    assert open_sealed(sealed, sitting.opening, keys, sitting.code) == b"said in a hall"
    with pytest.raises(InputError):
        open_sealed(sealed, sitting.opening, keys[:1], sitting.code)


@pytest.mark.parametrize("after_writes", [0, 1])
def test_rotation_when_stopped_between_its_files_then_neither_key_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after_writes: int
) -> None:
    first = read_config({"EI_DATA": str(tmp_path)}).secret_key
    honest, left = os.fsync, [2 * after_writes]

    def fails(descriptor: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(5, "Input/output error")
        honest(descriptor)

    with monkeypatch.context() as broken:
        broken.setattr("ei_collect.durable.os.fsync", fails)
        with pytest.raises(OSError, match="Input/output"):
            secret_keys.renew_key(tmp_path)
    config = read_config({"EI_DATA": str(tmp_path)})
    assert (config.secret_key, config.lasting_key) == (first, first)
    secret_keys.renew_key(tmp_path)
    config = read_config({"EI_DATA": str(tmp_path)})
    assert (config.secret_key != first, config.lasting_key) == (True, first)


def test_key_of_the_environment_when_changed_then_gone_over_to(scene: Scene) -> None:
    code, first = scene.says("Said before."), scene.installation.config.secret_key
    (scene.installation.config.data / CURRENT).unlink()
    before = anew(scene.installation, EI_SECRET_KEY=first)
    with pytest.raises(InputError, match="secret-same"):
        rotate(before)
    _unlocked(replace(scene, town=replace(scene.town, installation=before)))
    after = anew(scene.installation, EI_SECRET_KEY=ENVIRONMENT_KEY, EI_OLD_SECRET_KEYS=first)
    assert rotate(after) == 1
    assert rotate(after) == 0
    assert open_receipt(after, code).survey_slug
    with pytest.raises(ConfigError, match="EI_OLD_SECRET_KEYS"):
        anew(scene.installation, EI_SECRET_KEY=ENVIRONMENT_KEY, EI_OLD_SECRET_KEYS=f"{first},short")


@pytest.mark.parametrize("key", ["kept", "environment", "rotated since"])
def test_backup_when_restored_under_another_key_then_its_codes_open_there(scene: Scene, key: str) -> None:
    code = scene.says("Said before.")
    rotate(scene.installation)
    source = replace(scene, town=replace(scene.town, installation=anew(scene.installation)))
    source.backs_up()
    with source.elsewhere() as other:
        given = {"EI_SECRET_KEY": ENVIRONMENT_KEY} if key == "environment" else {}
        target = anew(other, **given)
        restore(target, scene.folder)
        if key == "rotated since":
            rotate(anew(target))
            restore(anew(target), scene.folder, replace=True)
        target = anew(other, **given)
        assert open_receipt(target, code).survey_slug
        assert rows_of(target)["responses"] == rows_of(source.installation)["responses"]
        assert target.config.lasting_key == source.installation.config.lasting_key
        with target.database.reading() as connection:
            hashes = set(connection.scalars(select(responses.c.key_hash)))
        assert key_hash(target.config.lasting_key, code) in hashes


def test_backup_when_the_environment_still_gives_the_key_before_then_refused(scene: Scene) -> None:
    first = scene.installation.config.secret_key
    rotate(scene.installation)
    source = replace(scene, town=replace(scene.town, installation=anew(scene.installation)))
    source.backs_up()
    with source.elsewhere() as other:
        with pytest.raises(InputError, match="secret-old"):
            restore(anew(other, EI_SECRET_KEY=first), scene.folder)
        assert len(rows_of(other)["projects"]) == 1


def test_key_of_backups_when_rotated_then_old_backups_open_and_new_ones_only_with_it(scene: Scene) -> None:
    path = scene.installation.config.backup_key
    scene.backs_up()
    shutil.copy(path, path.with_name("before"))
    rotate_backup_key(scene.installation)
    made = scene.backs_up()
    assert [each.findings for each in verify(scene.installation, scene.folder)] == [(), ()]
    assert path.stat().st_mode & 0o077 == 0
    older = replace(scene.installation, config=replace(scene.installation.config, backup_key=path.with_name("before")))
    first, second = verify(older, scene.folder)
    assert (first.findings, [each.code for each in second.findings]) == ((), ["backup-manifest"])
    photo = next((made.folder / "photos").iterdir())
    assert photo.stat().st_nlink == 1  # sealed anew, not shared


def test_keys_when_kept_then_readable_by_their_owner_alone(kept: Installation) -> None:
    rotate(kept)
    data = kept.config.data
    assert [(data / name).stat().st_mode & 0o077 for name in (CURRENT, OLDER)] == [0, 0]
    assert sorted(path.name for path in data.glob("secret-key*")) == [CURRENT, OLDER]


def _stops(*_: object) -> int:
    raise KeyboardInterrupt


def _unlocked(scene: Scene) -> Sitting:
    """A sitting with a key pair of its own."""
    installation, project = scene.installation, scene.town.project
    survey = scene.town.version.survey.slug
    code = sitting_opening.opened(installation, project, scene.town.researcher, surveys=(survey,)).code
    return unlock(installation, project.scope, code, "135790")
