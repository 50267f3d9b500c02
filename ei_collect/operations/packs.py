"""Building the forum's pack: everything loaded, assembled, rendered, its four files written, and then its row."""

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ei_collect.analysis.who_answered import Names, who_answered
from ei_collect.coding.candidates import opposites
from ei_collect.errors import InputError, NotFoundError
from ei_collect.forum.assemble import Material, assemble
from ei_collect.forum.flat import to_csv, to_json
from ei_collect.forum.pack import ForumPack, KeptPack, LanguageFact, ProjectFacts
from ei_collect.forum.page import to_html
from ei_collect.forum.pdf import to_pdf
from ei_collect.forum.quoting import Reader
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.candidates import candidates_of
from ei_collect.operations.installation import Installation
from ei_collect.operations.photo_showing import forum_photos
from ei_collect.operations.publishing import languages_offered
from ei_collect.operations.signing import signed_off
from ei_collect.projects.project import Project, Scope, User
from ei_collect.store import packs as store
from ei_collect.store.codebooks import find_codebook
from ei_collect.store.ids import new_id
from ei_collect.store.places import wards_of
from ei_collect.store.surveys import latest_versions
from ei_collect.store.tallies import tally_responses
from ei_collect.survey.definition import PublishedVersion

FILES = ("pack.html", "pack.pdf", "candidates.csv", "pack.json")


@dataclass(frozen=True)
class BuiltPack:
    """A pack whose files (name to path) are written and which is listed."""

    id: str
    folder: Path
    files: Mapping[str, Path]
    pack: ForumPack


def build_pack(
    installation: Installation, project: Project, *, with_suggestions: bool = False, built_by: User | None = None
) -> BuiltPack:
    """Build a pack of what is confirmed; a draft pack lets open suggestions in, and says so on every page.

    Raises:
        InputError: the project has no codebook yet.
    """
    while True:
        with installation.database.reading() as connection:
            taken_back = store.count_taken_back(connection, project.scope)
        material = _material(installation, project, with_suggestions=with_suggestions)
        pack = assemble(material)
        kept = KeptPack(new_id("pk"), pack.built_on, built_by.id if built_by else None, with_suggestions)
        folder = pack_folder(installation, kept.id)
        _write_all(folder, _rendered(pack))
        with installation.database.writing() as connection:
            if store.hold_packs(connection, project.scope) == taken_back:
                store.insert_pack(connection, project.scope, kept, _sources(material))
                return BuiltPack(kept.id, folder, {name: folder / name for name in FILES}, pack)
        shutil.rmtree(folder)  # somebody took answers back meanwhile, which may be in it


def pack_file(installation: Installation, scope: Scope, pack_id: str, name: str) -> Path:
    """Where a file of a pack of this project lies.

    Raises:
        NotFoundError: there is no such pack or file.
    """
    with installation.database.reading() as connection:
        kept = store.find_pack(connection, scope, pack_id)
    path = pack_folder(installation, kept.id) / name if kept and name in FILES else None
    if path is None or kept is None or kept.withdrawn_on or not path.is_file():
        raise NotFoundError.of("pack-absent", "is not there", where=f"pack {pack_id}", mend="Build it again.")
    return path


def copy_pack(built: BuiltPack, target: Path) -> tuple[Path, ...]:
    """Put the files of a pack into a folder, made where absent; where they are now.

    Raises:
        InputError: the target is a file.
    """
    if target.exists() and not target.is_dir():
        raise InputError.of("folder", "is no folder", where=str(target), mend="Name a folder.")
    target.mkdir(parents=True, exist_ok=True)
    for name, path in built.files.items():
        fresh = target / f".{name}.partial"
        shutil.copyfile(path, fresh)
        fresh.replace(target / name)
    return tuple(target / name for name in built.files)


def pack_folder(installation: Installation, pack_id: str) -> Path:
    """Where the files of a pack are, or would be."""
    return installation.config.data / "packs" / pack_id


def _sources(material: Material) -> frozenset[str]:
    """The ids of the texts and photos that are in a pack: by them it is found when somebody takes theirs back."""
    spoken = (piece.text.id for candidate in material.candidates for piece in candidate.evidence)
    return frozenset(spoken) | {photo.id for photo in material.photos}


def _material(installation: Installation, project: Project, *, with_suggestions: bool) -> Material:
    candidates = candidates_of(installation, project.scope, with_suggestions=with_suggestions)
    with installation.database.reading() as connection:
        codebook = find_codebook(connection, project.scope)
        wards = {ward.code: ward.name for ward in wards_of(connection, project.place_set)}
        versions = latest_versions(connection, project.scope)
        signed = {each.id: signed_off(connection, installation, project.scope, each) for each in versions}
        tallies = tally_responses(connection, project.scope)
    if codebook is None:
        raise InputError.of("codebook-absent", "has no codebook", where=f"project {project.slug}", mend="Load one.")
    surveys = {entry.survey.slug: entry.survey.title.wording(entry.survey.language).body for entry in versions}
    languages = {code: _language_name(code) for code in project.languages}
    return Material(
        project=_facts(installation, project, tuple(surveys.values()), _language_facts(project, versions, signed)),
        built_on=datetime.now(UTC).date(),
        groups=who_answered(tallies, Names(wards, languages, surveys)),
        candidates=candidates,
        opposites=opposites(candidates),
        codebook=codebook,
        reader=Reader(project.languages[0], {code: _language_name(code) for code in LANGUAGES}, wards),
        photos=forum_photos(installation, project),
    )


def _facts(
    installation: Installation, project: Project, surveys: tuple[str, ...], languages: tuple[LanguageFact, ...]
) -> ProjectFacts:
    return ProjectFacts(
        slug=project.slug,
        name=project.name,
        wave=project.wave,
        contact=project.contact,
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        surveys=surveys,
        staff_url=f"{installation.config.base_url}/staff/{project.slug}/candidates",
        languages=languages,
    )


def _language_facts(
    project: Project, versions: Sequence[PublishedVersion], signed: Mapping[str, frozenset[str]]
) -> tuple[LanguageFact, ...]:
    """Every language in which one of the surveys could be answered; `signed` are those checked, by version."""
    offered = {each.id: languages_offered(project, each, signed[each.id]) for each in versions}

    def titles(code: str, *, checked: bool) -> tuple[str, ...]:
        return tuple(
            each.survey.title.wording(each.survey.language).body
            for each in versions
            if code in offered[each.id] and code != each.survey.language and (code in signed[each.id]) is checked
        )

    spoken = [code for code in LANGUAGES if any(code in codes for codes in offered.values())]
    return tuple(
        LanguageFact(_language_name(code), titles(code, checked=True), titles(code, checked=False)) for code in spoken
    )


def _language_name(code: str) -> str:
    return LANGUAGES[code].english_name if code in LANGUAGES else code


def _rendered(pack: ForumPack) -> dict[str, bytes]:
    page = to_html(pack)
    rendered = (page.encode(), to_pdf(page), to_csv(pack), to_json(pack))
    return dict(zip(FILES, rendered, strict=True))


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the folder beside its place and rename it, so that it is there as a whole or not at all."""
    fresh = folder.with_name(f".{folder.name}.partial")
    fresh.mkdir(parents=True, mode=0o700)
    for name, content in files.items():
        with (fresh / name).open("wb") as held:
            held.write(content)
            held.flush()
            os.fsync(held.fileno())
    _sync_folder(fresh)
    fresh.rename(folder)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
