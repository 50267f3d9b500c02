"""Whatever is done to a backup is found, and nothing of such a one is brought back."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ei_collect.errors import AbsentError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.restoring import restore
from ei_collect.operations.verifying import verify
from ei_collect.projects.project import Project
from ei_collect.store.archive import MANIFEST
from ei_collect.store.backup_key import make_backup_key, read_backup_key
from tests.conftest import Databases
from tests.operations.backups import Scene, files_of, scene_of

pytestmark = pytest.mark.sqlite_only  # what lies in a folder of backups is the same from either


@pytest.fixture
def scene(installation: Installation, project: Project, tmp_path: Path, databases: Databases) -> Scene:
    """A town in which people have said and shown things."""
    return scene_of(installation, project, tmp_path, databases)


@dataclass(frozen=True)
class Victim:
    """A copy of a backup that something is done to; `older` is one made before somebody else answered."""

    folder: Path
    older: Path

    @property
    def rows(self) -> Path:
        """The only file of rows."""
        return next((self.folder / "database").iterdir())

    @property
    def photos(self) -> list[Path]:
        """The files of photos."""
        return sorted((self.folder / "photos").iterdir())

    @property
    def manifest(self) -> Path:
        """The manifest."""
        return self.folder / MANIFEST


def flip(path: Path, at: int) -> None:
    """Change one bit of one byte."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.unlink()  # its content may be shared with another backup
    path.write_bytes(content)


def cut(path: Path, size: int) -> None:
    """Leave only so many bytes of it, or fill it up with zeros."""
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[:size].ljust(size, b"\0"))


def swap(one: Path, other: Path) -> None:
    """Let each have the other's name."""
    aside = one.with_name("aside")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


def seal(path: Path, content: bytes, key: Path) -> None:
    """Put something of one's own in its place."""
    path.unlink()
    path.write_bytes(read_backup_key(key).seal(content))


def foreign(victim: Victim) -> None:
    """A manifest that somebody else's key has sealed."""
    other = victim.folder.parent / "other-key"
    make_backup_key(other)
    seal(victim.manifest, b"{}", other)
    other.unlink()


PLANTED: dict[str, Callable[[Victim, Path], object]] = {
    "a byte at the beginning of the rows": lambda victim, _: flip(victim.rows, 0),
    "a byte in the middle of the rows": lambda victim, _: flip(victim.rows, victim.rows.stat().st_size // 2),
    "the last byte of the rows": lambda victim, _: flip(victim.rows, -1),
    "a byte of a photo": lambda victim, _: flip(victim.photos[0], 300),
    "the last byte of a thumbnail": lambda victim, _: flip(victim.photos[1], -1),
    "a byte at the head of the manifest": lambda victim, _: flip(victim.manifest, 30),
    "the last byte of the manifest": lambda victim, _: flip(victim.manifest, -1),
    "rows cut in the middle": lambda victim, _: cut(victim.rows, victim.rows.stat().st_size // 2),
    "a photo cut by one byte": lambda victim, _: cut(victim.photos[0], victim.photos[0].stat().st_size - 1),
    "a photo that is empty": lambda victim, _: cut(victim.photos[2], 0),
    "a photo grown by one byte": lambda victim, _: cut(victim.photos[3], victim.photos[3].stat().st_size + 1),
    "a manifest cut": lambda victim, _: cut(victim.manifest, 200),
    "rows that are missing": lambda victim, _: victim.rows.unlink(),
    "a photo that is missing": lambda victim, _: victim.photos[0].unlink(),
    "a manifest that is missing": lambda victim, _: victim.manifest.unlink(),
    "two photos swapped": lambda victim, _: swap(victim.photos[0], victim.photos[2]),
    "rows and a photo swapped": lambda victim, _: swap(victim.rows, victim.photos[0]),
    "a file more": lambda victim, _: (victim.folder / "photos" / "more.jpg.age").write_bytes(b"more"),
    "a file more beside the manifest": lambda victim, _: (victim.folder / "readme").write_bytes(b""),
    "a photo renamed": lambda victim, _: victim.photos[0].rename(victim.photos[0].with_name("ph_other.jpg.age")),
    "a folder renamed": lambda victim, _: (victim.folder / "photos").rename(victim.folder / "pictures"),
    "the manifest of an older backup": lambda victim, _: shutil.copy(victim.older / MANIFEST, victim.manifest),
    "the rows of an older backup": lambda victim, _: shutil.copy(
        next((victim.older / "database").iterdir()), victim.rows
    ),
    "a photo sealed anew": lambda victim, key: seal(victim.photos[0], b"another picture", key),
    "a manifest sealed with another key": lambda victim, _: foreign(victim),
}


def test_corruption_when_planted_then_found_and_nothing_is_brought_back(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    key = scene.installation.config.backup_key
    older = scene.backs_up().folder
    scene.says("One more.")
    made = scene.backs_up().folder
    assert [each.findings for each in verify(scene.installation, scene.folder)] == [(), ()]
    missed, brought_back = list[str](), list[str]()
    with scene.elsewhere() as other:
        for name, plant in PLANTED.items():
            victim = Victim(scene.folder.parent / "victims" / made.name, older)
            shutil.rmtree(victim.folder.parent, ignore_errors=True)
            shutil.copytree(made, victim.folder)
            plant(victim, key)
            if not any(each.findings for each in verify(scene.installation, victim.folder)):
                missed.append(name)
            with pytest.raises(AbsentError):
                brought_back.append(f"{name}: {restore(other, victim.folder)}")
        assert files_of(other) == {}
    with capsys.disabled():
        print(f"\nbackup: {len(PLANTED)} corruptions planted, {len(PLANTED) - len(missed)} found")
    assert (missed, brought_back) == ([], [])
    assert len(PLANTED) >= 20


def test_folder_of_backups_when_one_has_lost_its_name_then_said(scene: Scene) -> None:
    made = scene.backs_up().folder
    scene.backs_up()
    made.rename(made.with_name("the good one"))
    strangers, whole = verify(scene.installation, scene.folder)
    assert [each.code for each in strangers.findings] == ["backup-extra"]
    assert whole.findings == ()


def test_backups_when_there_are_none_or_the_key_is_gone_then_said(scene: Scene, tmp_path: Path) -> None:
    scene.backs_up()
    with pytest.raises(NotFoundError, match="backup-none"):
        verify(scene.installation, tmp_path / "nowhere")
    scene.installation.config.backup_key.unlink()
    with pytest.raises(AbsentError, match="backup-key-absent"):
        verify(scene.installation, scene.folder)
