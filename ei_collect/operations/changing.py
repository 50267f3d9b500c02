"""Changing answers that were sent: they become drafts again, and sending those puts them in place of the old ones."""

from datetime import date

from ei_collect.answering.form import as_form
from ei_collect.answering.interpreting import Interpreted
from ei_collect.answering.receipts import key_hash, normalise
from ei_collect.answering.response import Missing, Response, Submission
from ei_collect.answering.tongues import mark
from ei_collect.errors import GoneError, InputError, NotFoundError
from ei_collect.operations.agreeing import RESEARCH, recordings_agreed
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import content_digest, today
from ei_collect.operations.standing import CHANGE, CONSENT, EASY, LAST_PAGE, VOICE, YES, last_page
from ei_collect.projects.project import Project, Scope
from ei_collect.store.database import Connection
from ei_collect.store.drafts import Draft, hold_drafts, save_drafts
from ei_collect.store.projects import all_projects
from ei_collect.store.responses import find_to_change, replace_response
from ei_collect.store.standing import find_kept
from ei_collect.store.surveys import version as find_version
from ei_collect.store.tombstones import buried_on
from ei_collect.survey.definition import PublishedVersion, Section
from ei_collect.survey.instrument import Instrument


def begin_change(installation: Installation, code: str) -> tuple[Project, PublishedVersion, str]:
    """Make drafts of what was sent under a code, so that it can be changed; the code as `mint` wrote it.

    What was typed since stays as it is: begun twice, or in two tabs, nothing is lost.

    Raises:
        NotFoundError: nothing was sent under it, or nothing that it opens.
        GoneError: the round has closed, or the answers have been taken back.
    """
    key = _read_code(code)
    hashed = key_hash(installation.config.lasting_key, key)
    is_buried = False
    with installation.database.writing() as connection:
        for project in all_projects(connection):
            hold_drafts(connection, project.scope, hashed)
            if (found := find_to_change(connection, project.scope, hashed)) is not None:
                return project, _begin(connection, project, hashed, *found), key
            is_buried = is_buried or buried_on(connection, project.scope, hashed) is not None
    if is_buried:
        raise GoneError.of("taken-back", "has been taken back", where="code", mend="Begin anew.")
    raise _unknown()


def replace_within(
    connection: Connection, installation: Installation, scope: Scope, response_id: str, submission: Submission
) -> None:
    """Put a submission in place of a response, inside a transaction that the caller owns.

    Texts whose words did not change keep their codings; of the others nothing is left.
    """
    digest = content_digest(installation.config.lasting_key, submission.answers)
    replace_response(connection, scope, response_id, submission, digest)


def _begin(connection: Connection, project: Project, hashed: str, sent: Response, digest: str) -> PublishedVersion:
    version = find_version(connection, sent.submission.version_id)
    if not sent.submission.readable or version.survey.instrument is Instrument.INTERVIEW:
        raise _unknown()
    if project.has_ended(today()):
        raise GoneError.of("survey-closed", "has closed", where=version.survey.slug, mend="Ask the team.")
    typed_since = find_kept(connection, project.scope, hashed).drafts
    drafts = {
        **_drafts_of(version, sent, today()),
        CHANGE: Draft(version.id, sent.submission.language, {"of": [digest]}, today()),
    }
    fresh = {section: draft for section, draft in drafts.items() if section not in typed_since}
    if fresh:
        save_drafts(connection, project.scope, hashed, fresh)
    return version


def _drafts_of(version: PublishedVersion, sent: Response, day: date) -> dict[str, Draft]:
    """What was sent, as if it had just been typed: every section, the last page and the consent."""
    submission = sent.submission
    last = last_page(submission.help, Interpreted(submission.help_from, submission.help_into), readable=True)
    drafts = {LAST_PAGE: Draft(version.id, submission.language, last, day)}
    if RESEARCH in submission.consents:
        agreed = submission.consents[RESEARCH]
        form = {"agree": [str(agreed["wording"]).rsplit("\n", 1)[-1]]}
        drafts[CONSENT] = Draft(version.id, str(agreed["language"]), form, day)
    if spoken := recordings_agreed(submission.consents):
        drafts[VOICE] = Draft(version.id, submission.language, spoken, day)
    for section in version.survey.sections:
        drafts[section.code] = _draft_of(version, section, sent, day)
    return drafts


def _draft_of(version: PublishedVersion, section: Section, sent: Response, day: date) -> Draft:
    """A section with the language in which it was answered last; what was answered in another one is marked so."""
    form: dict[str, list[str]] = {EASY: [YES]} if sent.submission.easy_read else {}
    answers = sent.submission.answers
    told = [(question, answers[question.code]) for question in section.questions if question.code in answers]
    spoken = [answer.language for _, answer in told if not isinstance(answer.value, Missing)]
    language = spoken[-1] if spoken else sent.submission.language
    for question, answer in told:
        form |= as_form(question, answer)
        if answer.language != language and not isinstance(answer.value, Missing):
            form |= mark(question, answer.language)
    return Draft(version.id, language, form, day)


def _read_code(code: str) -> str:
    try:
        return normalise(code)
    except InputError as error:
        raise _unknown() from error


def _unknown() -> NotFoundError:
    return NotFoundError.of("receipt-unknown", "opens nothing", where="code", mend="Type it as it was shown.")
