"""Finishing an interview: what was said is kept as a response under the code of the slip, and what was typed goes.

The interviewer's notes stay beside the response; they are nobody else's words, and go when it goes.
"""

from dataclasses import dataclass, replace

from ei_collect.answering.receipts import key_hash, normalise
from ei_collect.answering.response import Quotable, Submission
from ei_collect.errors import InputError
from ei_collect.fieldwork.interview import Told
from ei_collect.fieldwork.interview_reading import InterviewReading
from ei_collect.operations.agreeing import consents_of
from ei_collect.operations.installation import Installation
from ei_collect.operations.interview_desk import InterviewDesk, Interviewer, desk_of, is_theirs, own_desk
from ei_collect.operations.keeping import Outcome, keep_under, today
from ei_collect.store.database import Connection
from ei_collect.store.drafts import Draft
from ei_collect.store.interviews import finish_interview
from ei_collect.survey.definition import Role


@dataclass(frozen=True)
class Finished:
    """A finished interview, with the code to print on a slip; empty where the printed guide had a slip already."""

    desk: InterviewDesk
    receipt_code: str


def finish(
    installation: Installation, who: Interviewer, code: str, receipt_code: str = "", *, synthetic: bool = False
) -> Finished:
    """Keep an interview under the code of its slip: of its printed guide, or else `receipt_code`, which is fresh.

    Said twice with the same code, it gives the same result.

    Raises:
        InputError: everything that is missing or wrong.
        NotFoundError: this person does not key it.
        GoneError: what stands under the code of its slip has been taken back.
    """
    given = key_hash(installation.config.lasting_key, normalise(receipt_code)) if receipt_code else None
    with installation.database.writing() as connection:
        desk = desk_of(connection, installation, who, code, hold=True)
        hashed = desk.interview.key_hash or given
        finished = Finished(desk, receipt_code if given == hashed else "")
        if desk.interview.is_finished and is_theirs(who, desk.interview) and given in {None, hashed}:
            return finished
        desk = own_desk(connection, installation, who, code)
        if hashed is None:
            mend = "Load the page again: it makes one."
            raise InputError.of("code-missing", "is not there", where="the code of the slip", mend=mend)
        _keep(connection, installation, who, desk, hashed=hashed, synthetic=synthetic)
    installation.database.empty_log()
    return finished


def _keep(
    connection: Connection,
    installation: Installation,
    who: Interviewer,
    desk: InterviewDesk,
    *,
    hashed: str,
    synthetic: bool,
) -> None:
    reading = desk.read()
    told = _whole(reading)
    submission = replace(_submission(desk, reading), synthetic=synthetic)
    kept = keep_under(connection, installation, who.project.scope, desk.version, submission, hashed=hashed)
    if kept.outcome is not Outcome.NEW:
        mend = "Load the page again: it makes a fresh one."
        raise InputError.of("code-used", "is somebody's already", where="the code of the slip", mend=mend)
    done = replace(desk.interview, key_hash=hashed, response_id=kept.response_id, saved_on=today())
    finish_interview(connection, who.project.scope, done, told)


def _whole(reading: InterviewReading) -> Told:
    """What stays beside the answers, of an interview with which nothing is wrong."""
    if reading.findings or reading.told is None:
        raise InputError(reading.findings)
    return reading.told


def _submission(desk: InterviewDesk, reading: InterviewReading) -> Submission:
    survey, answers = desk.survey, reading.answers
    given = {role: answers[code].value for role, code in survey.roles.items()}
    home_ward = given.get(Role.HOME_WARD)
    agreed = Draft(desk.version.id, desk.wording, {}, today())  # its points are read out; no box stands below them
    return Submission(
        version_id=desk.version.id,
        survey_slug=survey.slug,
        answers=answers,
        language=desk.interview.language,
        device=reading.device,
        help=reading.help,
        quotable=Quotable.CONSENTED if given.get(Role.QUOTE_CONSENT) == "yes" else Quotable.NEVER,
        home_ward=home_ward if isinstance(home_ward, str) and home_ward in desk.wards else None,
        readable=reading.readable,
        consents=consents_of(survey, agreed, answers),
        sitting=desk.interview.sitting_id,
        help_from=reading.interpreted.source,
        help_into=reading.interpreted.target,
    )
