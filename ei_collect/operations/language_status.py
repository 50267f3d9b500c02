"""How far each language has come: what its catalogues lack, what is published in it, and who has signed it off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ei_collect.errors import NotFoundError
from ei_collect.language.catalogues import INTERFACE, Catalogue, read_catalogue, template_keys
from ei_collect.language.languages import LANGUAGES, Language
from ei_collect.operations.installation import Installation
from ei_collect.operations.signing import holds
from ei_collect.operations.translating import domain_of, survey_files
from ei_collect.projects.project import Project, Scope
from ei_collect.store.migration import is_current
from ei_collect.store.surveys import Signoff, find_signoffs, latest_version, latest_versions
from ei_collect.survey.definition import PublishedVersion, Survey
from ei_collect.survey.loading import examine, load_survey
from ei_collect.survey.wordings import missing_wordings, stale_wordings, wordings


@dataclass(frozen=True)
class LanguageStatus:
    """How far a language has come for a survey. Counts are of messages, the interface's included.

    What is complete, missing, stale (its source words have changed) or a draft is said of the catalogues as they are
    now; published and signoff are of the newest version. Reread: what was signed off is not what this process serves.
    """

    survey: str
    language: Language
    complete: bool
    missing: int
    stale: int
    needs_review: int
    published: bool
    signoff: Signoff | None
    reread: bool

    @property
    def may_be_signed(self) -> bool:
        """Whether there is something for a speaker to read, and nobody is known to have read it as it is now."""
        return self.published and (self.signoff is None or self.reread or not self.signoff.read_digest)


@dataclass(frozen=True)
class SurveyStatus:
    """A published survey with a status for each language but its own. Changed: its file says something else by now."""

    version: PublishedVersion
    changed: bool
    languages: tuple[LanguageStatus, ...]


@dataclass(frozen=True)
class _Seen:
    """A survey as its file has it, the newest version that was published of it, and that one's sign-offs."""

    survey: Survey
    version: PublishedVersion | None = None
    signed: Mapping[str, Signoff] = field(default_factory=dict)


def language_status(installation: Installation, slug: str | None = None) -> tuple[LanguageStatus, ...]:
    """How far each language has come, for every survey file or for one survey.

    Raises:
        DefinitionError: a survey or a catalogue is faulty.
        NotFoundError: no file defines the survey.
    """
    surveys = {survey.slug: survey for survey in map(load_survey, survey_files(installation.config.surveys))}
    if slug is not None and slug not in surveys:
        raise NotFoundError.of(
            "survey-unknown", "is in no survey file", where=f"survey {slug}", mend="See the files in surveys/."
        )
    seen = [_published(installation, survey) for survey in surveys.values() if slug in {None, survey.slug}]
    return tuple(status for statuses in _statuses(installation, seen) for status in statuses)


def project_status(installation: Installation, project: Project) -> tuple[SurveyStatus, ...]:
    """The same for the surveys that a project has published, each as its file has it now, where one is in order.

    Raises:
        DefinitionError: a catalogue is faulty.
    """
    with installation.database.reading() as connection:
        versions = latest_versions(connection, project.scope)
        signed = {version.id: find_signoffs(connection, project.scope, version.id) for version in versions}
    files = _in_order(installation)
    seen = [_Seen(files.get(one.survey.slug, one.survey), one, signed[one.id]) for one in versions]
    changed = [_source(each.survey) != _source(one.survey) for each, one in zip(seen, versions, strict=True)]
    statuses = _statuses(installation, seen)
    return tuple(SurveyStatus(*told) for told in zip(versions, changed, statuses, strict=True))


def _in_order(installation: Installation) -> dict[str, Survey]:
    """By slug the surveys in files without a fault."""
    loaded = [examine(path) for path in survey_files(installation.config.surveys)]
    return {each.survey.slug: each.survey for each in loaded if each.survey and not each.findings}


def _published(installation: Installation, survey: Survey) -> _Seen:
    """The survey with what was published of it, where there is a database and it has that."""
    if not is_current(installation.database):
        return _Seen(survey)
    with installation.database.reading() as connection:
        version = latest_version(connection, survey.slug)
        if version is None:
            return _Seen(survey)
        return _Seen(survey, version, find_signoffs(connection, Scope(version.project_id), version.id))


def _statuses(installation: Installation, surveys: Sequence[_Seen]) -> list[tuple[LanguageStatus, ...]]:
    """For each survey the status of every other language; the interface's catalogues are read once for all."""
    folder = installation.config.translations
    interfaces = {code: read_catalogue(folder, code, INTERFACE) for code in LANGUAGES}
    wanted = template_keys(folder, INTERFACE)
    lacking = {code: interface.lacks(wanted) for code, interface in interfaces.items()}
    return [
        tuple(
            _status(installation, read_catalogue(folder, code, domain_of(seen.survey)), seen, interface, lacking[code])
            for code, interface in interfaces.items()
            if code != seen.survey.language
        )
        for seen in surveys
    ]


def _status(
    installation: Installation, catalogue: Catalogue, seen: _Seen, interface: Catalogue, lacking: int
) -> LanguageStatus:
    code, version, signoff = catalogue.language, seen.version, seen.signed.get(catalogue.language)
    missing = lacking + len(missing_wordings(seen.survey, catalogue))
    return LanguageStatus(
        survey=seen.survey.slug,
        language=LANGUAGES[code],
        complete=bool(interface.entries) and not missing,
        missing=missing,
        stale=interface.stale + catalogue.stale + len(stale_wordings(seen.survey, catalogue)),
        needs_review=interface.needs_review + catalogue.needs_review,
        published=version is not None and code in version.languages,
        signoff=signoff,
        reread=bool(version and signoff and not holds(installation, version, signoff)),
    )


def _source(survey: Survey) -> dict[str, str]:
    """What the survey says in its own language, by path."""
    return {path: text.wordings[text.source] for path, text in wordings(survey)}
