"""Looking an installation over: what runs, and what is amiss. Changes nothing: one small file comes and goes."""

from collections.abc import Iterator
from dataclasses import dataclass

from ei_collect.errors import Finding
from ei_collect.operations.auditing import log_facts, log_findings
from ei_collect.operations.installation import Installation
from ei_collect.operations.key_checking import key_findings
from ei_collect.operations.objects import object_findings, where_objects_lie
from ei_collect.photos.faces import can_find_faces
from ei_collect.store.database import server_version
from ei_collect.store.migration import is_current

# SQLite before this can lose commits when two connections checkpoint the write-ahead log (fixed in 3.51.3).
SOUND_SQLITE = (3, 51, 3)


@dataclass(frozen=True)
class Health:
    """`facts` say what runs; `findings` what should be mended."""

    facts: tuple[str, ...]
    findings: tuple[Finding, ...]


def examine(installation: Installation) -> Health:
    """Look at the database, its shape, the key, and whether files can be kept."""
    name, version = server_version(installation.database)
    facts = (
        f"database: {name} {'.'.join(map(str, version))}",
        f"data folder: {installation.config.data}",
        f"recordings, pictures and photos: {where_objects_lie(installation.config)}",
        f"served as: {installation.config.base_url}",
        "faces in photos: "
        + ("found on request" if can_find_faces() else "covered by hand; the extra faces is absent"),
        *((log_facts(installation),) if is_current(installation.database) else ()),
    )
    return Health(facts, tuple(_findings(installation, name, version)))


def _findings(installation: Installation, name: str, version: tuple[int, ...]) -> Iterator[Finding]:
    if name == "sqlite" and version < SOUND_SQLITE:
        yield Finding("the database", "sqlite-old", "this SQLite can lose commits", "Install pysqlite3 0.6.1 or later.")
    if not is_current(installation.database):
        yield Finding("the database", "database-old", "has an older shape", "Run ei-collect db upgrade.")
    if installation.config.data.stat().st_mode & 0o077:
        data = str(installation.config.data)
        yield Finding(data, "data-open", "others on this machine can look into it", f"Run chmod 700 {data}.")
    yield from object_findings(installation)
    if is_current(installation.database):
        yield from key_findings(installation)
        yield from log_findings(installation)
