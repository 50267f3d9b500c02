"""An installation worth a backup: people who said things, showed photos and took them back; and one elsewhere."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ei_collect.answering.receipts import mint
from ei_collect.operations.answering import Closing, submit
from ei_collect.operations.backing_up import BackedUp, back_up
from ei_collect.operations.installation import Installation, opened
from ei_collect.operations.objects import ObjectKind, objects
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import Project
from ei_collect.store.dumping import dump
from tests.answering.sending import saves
from tests.coded import Town, settle
from tests.conftest import Databases, fresh_config
from tests.operations.photographing import Maker
from tests.photographs import publish_pictured_day

CHANGED_BY_RESTORING = ("audit_events", "audit_head")
ODD_WORDS = "ما يعيق \U0001f68c ='q' \"d\" \\ \u2028 \u00a0 ends "


@dataclass(frozen=True)
class Scene:
    """A town, its maker of photos, the folder of its backups, and where there could be another installation."""

    town: Town
    maker: Maker
    folder: Path
    databases: Databases

    @property
    def installation(self) -> Installation:
        """The one that is backed up."""
        return self.town.installation

    def says(self, words: str) -> str:
        """Somebody answers the survey about a place; their code."""
        survey, key = self.town.version.survey, mint()
        section = next(each for each in survey.sections if any(one.code == "caption" for one in each.questions))
        saves(self.installation, survey.slug, key, section.code, {"q_caption": [words]})
        submit(self.installation, survey.slug, key, Closing("en", readable=True))
        return key

    def shows(self, number: int) -> str:
        """Somebody shows a photo; their code."""
        maker = replace(self.maker, key=mint())
        maker.says(maker.adds(number))
        maker.sends()
        return maker.key

    def backs_up(self) -> BackedUp:
        """Make a backup in the folder."""
        return back_up(self.installation, self.folder)

    @contextmanager
    def elsewhere(self, name: str = "elsewhere") -> Iterator[Installation]:
        """An installation with an empty database on another machine, to which the key of backups was carried."""
        config = fresh_config(self.databases, self.folder.parent / name)
        shutil.copy(self.installation.config.backup_key, config.backup_key)
        with opened(config) as other:
            yield other


def scene_of(installation: Installation, project: Project, folder: Path, databases: Databases) -> Scene:
    """Three people have answered, one of them with a photo; one has a draft, and one has taken everything back."""
    town = settle(installation, project)
    publish_pictured_day(installation, project)
    scene = Scene(town, Maker(installation, project, folder), folder / "backups", databases)
    scene.says(ODD_WORDS)
    withdraw(installation, scene.says("Taken back at once."))
    scene.shows(1)
    scene.maker.says(scene.maker.adds(2))
    return scene


def rows_of(installation: Installation) -> dict[str, list[bytes]]:
    """All that is in each table, but for what a restore itself adds to the log."""
    found, table = dict[str, list[bytes]](), ""
    with installation.database.reading() as connection:
        for line in dump(connection):
            if line.startswith(b"{"):
                table = line.split(b'"')[3].decode()
            found.setdefault(table, []).append(line)
    return {name: sorted(lines) for name, lines in found.items() if name not in CHANGED_BY_RESTORING}


def files_of(installation: Installation) -> dict[str, bytes]:
    """The content of every file of every kind."""
    stores = {kind: objects(installation, kind) for kind in ObjectKind}
    return {f"{kind}/{name}": store.read(name) or b"" for kind, store in stores.items() for name in store.names()}
