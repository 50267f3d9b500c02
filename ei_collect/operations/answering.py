"""Answering, from the first section to the receipt. How a submission is kept is in `keeping`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ei_collect.answering.form import ON_THE_PAGE, Form, cleaned
from ei_collect.answering.path import settle
from ei_collect.answering.receipts import key_hash, normalise
from ei_collect.answering.response import Device, Help, Quotable, Submission
from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.operations.asking import begun_version
from ei_collect.operations.expiring import expire_some
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import Kept, Outcome, keep, keep_within, today
from ei_collect.operations.standing import LAST_PAGE, Standing, find_standing, read_standing
from ei_collect.projects.project import Project
from ei_collect.store.drafts import Draft, delete_drafts, hold_drafts, save_draft
from ei_collect.store.projects import all_projects
from ei_collect.store.surveys import version as find_version
from ei_collect.survey.definition import PublishedVersion, Question, Role, Section

__all__ = ["Kept", "Outcome", "Standing", "find_standing", "keep"]

YES = "yes"


class UnfinishedError(InputError):
    """Answers cannot be sent yet: `section` is the first that needs another look."""

    def __init__(self, findings: Iterable[Finding], section: str = "") -> None:
        super().__init__(findings)
        self.section = section


@dataclass(frozen=True)
class SectionOutcome:
    """A section has been saved: what is wrong in it, and the sections around it on the path that it now opens."""

    findings: tuple[Finding, ...]
    next_section: str | None
    previous_section: str | None


@dataclass(frozen=True)
class Closing:
    """What is known only on sending."""

    language: str
    device: Device = Device.UNKNOWN
    help: Help = Help.UNKNOWN
    synthetic: bool = False


@dataclass(frozen=True)
class ReceiptView:
    """What a code opens: the answers kept under it, or a draft that waits to be finished."""

    project: Project
    version: PublishedVersion
    key: str
    standing: Standing


def save_section(
    installation: Installation,
    project: Project,
    version: PublishedVersion,
    key: str,
    section_code: str,
    *,
    form: Form,
    language: str,
) -> SectionOutcome:
    """Keep what was typed into a section, whatever it is, and say what is wrong with it.

    Raises:
        NotFoundError: the version has no such section.
    """
    section = version.survey.section(section_code)
    if section is None:
        raise NotFoundError.of("section-unknown", "is not there", where=section_code, mend="Begin at the start page.")
    hashed = key_hash(installation.config.secret_key, key)
    with installation.database.writing() as connection:
        hold_drafts(connection, project.scope, hashed)
        before = read_standing(connection, installation, project, version, key=key, language=language)
        draft = Draft(version.id, language, _form_to_keep(before, section, form), today())
        save_draft(connection, project.scope, hashed, section_code, draft)
        now = read_standing(connection, installation, project, version, key=key, language=language)
    expire_some(installation)
    return SectionOutcome(
        now.findings.get(section_code, ()), now.path.after(section_code), now.path.before(section_code)
    )


def save_help(
    installation: Installation, project: Project, version: PublishedVersion, key: str, *, helped: Help, language: str
) -> None:
    """Keep what was said about help on the last page, while the person looks elsewhere before sending."""
    draft = Draft(version.id, language, {"help": [helped.value]}, today())
    hashed = key_hash(installation.config.secret_key, key)
    with installation.database.writing() as connection:
        hold_drafts(connection, project.scope, hashed)
        save_draft(connection, project.scope, hashed, LAST_PAGE, draft)


def submit(installation: Installation, project: Project, version: PublishedVersion, key: str, closing: Closing) -> Kept:
    """Send what was saved under `key`. Done again, or from several places at once, it gives the same result.

    Raises:
        UnfinishedError: a section has a fault.
        NotFoundError: nothing has been saved under this code.
    """
    hashed = key_hash(installation.config.secret_key, key)
    with installation.database.writing() as connection:
        hold_drafts(connection, project.scope, hashed)
        standing = read_standing(connection, installation, project, version, key=key, language=closing.language)
        if not standing.drafts:
            if standing.sent is None:
                raise NotFoundError.of("draft-unknown", "nothing is saved", where="code", mend="Begin again.")
            return Kept(standing.sent.id, Outcome.SAME)
        if standing.findings:
            section_code, findings = next(iter(standing.findings.items()))
            raise UnfinishedError(findings, section_code)
        kept = keep_within(
            connection, installation, project.scope, version, _submission(version, standing, closing), key=key
        )
        delete_drafts(connection, project.scope, hashed)
    return kept


def open_receipt(installation: Installation, code: str) -> ReceiptView:
    """What a code, as a person typed it, opens.

    Raises:
        NotFoundError: it opens nothing, for whatever reason.
    """
    try:
        key = normalise(code)
    except InputError as error:
        raise _unknown_receipt() from error
    with installation.database.reading() as connection:
        for project in all_projects(connection):
            if version_id := begun_version(connection, installation, project.scope, key):
                version = find_version(connection, version_id)
                standing = read_standing(
                    connection, installation, project, version, key=key, language=version.survey.language
                )
                return ReceiptView(project, version, key, standing)
    raise _unknown_receipt()


def _unknown_receipt() -> NotFoundError:
    return NotFoundError.of("receipt-unknown", "opens nothing", where="code", mend="Type it as it was shown.")


def _form_to_keep(before: Standing, section: Section, form: Form) -> dict[str, list[str]]:
    """The fields of the questions that stood on the page, beside what was typed earlier for those that did not."""
    shown = _shown(before, section, form)
    elsewhere = [question for question in section.questions if question not in shown]
    return cleaned(before.form(section.code), elsewhere) | cleaned(form, shown)


def _shown(before: Standing, section: Section, form: Form) -> Sequence[Question]:
    """The questions of the page that was sent. It names them itself: another tab may have changed what is asked."""
    if named := form.get(ON_THE_PAGE):
        codes = named[0].split()
        return [question for question in section.questions if question.code in codes]
    page = before.path.page(section.code)
    return page.questions if page else section.questions


def _submission(version: PublishedVersion, standing: Standing, closing: Closing) -> Submission:
    answers = settle(version.survey, standing.path, standing.answers, closing.language)
    given = {role: answers[code].value for role, code in version.survey.roles.items()}
    home_ward = given.get(Role.HOME_WARD)
    return Submission(
        version_id=version.id,
        survey_slug=version.survey.slug,
        answers=answers,
        language=closing.language,
        device=closing.device,
        help=closing.help,
        quotable=Quotable.CONSENTED if given.get(Role.QUOTE_CONSENT) == YES else Quotable.NEVER,
        home_ward=home_ward if isinstance(home_ward, str) and home_ward in standing.wards else None,
        synthetic=closing.synthetic,
    )
