"""Keying interviews: begun with a printed guide or without, saved as they go, or thrown away.

How one is finished is in `interview_finishing`; printing guides is in `guides`.
"""

from dataclasses import replace

from ei_collect.answering.form import Form
from ei_collect.errors import InputError
from ei_collect.fieldwork.interview import Interview
from ei_collect.fieldwork.interview_reading import fact_fields, own_fields
from ei_collect.fieldwork.sheet_code import mint_sheet_code
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.asking import Asking
from ei_collect.operations.installation import Installation
from ei_collect.operations.interview_desk import InterviewDesk, Interviewer, desk_of, is_theirs, own_desk
from ei_collect.operations.keeping import today
from ei_collect.store import interviews as store
from ei_collect.store.ids import new_id


def begin(
    installation: Installation, who: Interviewer, guide: Asking, language: str, sitting: Sitting | None = None
) -> Interview:
    """Begin to key an interview that has no printed guide.

    Raises:
        InputError: we do not know the language.
    """
    if language not in LANGUAGES:
        mend = "Choose from the list."
        raise InputError.of("language-unknown", "is none that we know", where="the language", mend=mend)
    fresh = Interview(
        id=new_id("in"),
        code=mint_sheet_code(),
        version_id=guide.version.id,
        language=language,
        saved_on=today(),
        sitting_id=sitting.id if sitting else None,
        typed_by=who.user.id,
    )
    with installation.database.writing() as connection:
        store.insert_interviews(connection, who.project.scope, [fresh])
    return fresh


def take_up(installation: Installation, who: Interviewer, typed_code: str) -> Interview:
    """Begin to key the interview of a printed guide by its code, or go on with any.

    Raises:
        InputError: it can be no code, or the interview is finished, or somebody else keys it.
        NotFoundError: there is no such interview that this person may know of.
    """
    with installation.database.writing() as connection:
        desk = desk_of(connection, installation, who, typed_code, hold=True)
        if desk.interview.is_finished:
            raise InputError.of("interview-finished", "has been keyed already", where=desk.where, mend="Take another.")
        if not is_theirs(who, desk.interview):
            mend = "Leave it to them, or ask a researcher."
            raise InputError.of("interview-taken", "is being keyed by somebody else", where=desk.where, mend=mend)
        begun = replace(desk.interview, typed_by=desk.interview.typed_by or who.user.id, saved_on=today())
        store.save_interview(connection, who.project.scope, begun)
    return begun


def at_desk(installation: Installation, who: Interviewer, code: str) -> InterviewDesk:
    """An interview that this person keys.

    Raises:
        NotFoundError: they do not, or it is finished.
    """
    with installation.database.reading() as connection:
        return own_desk(connection, installation, who, code)


def begun_by(installation: Installation, who: Interviewer) -> tuple[Interview, ...]:
    """The unfinished interviews that this person can go on with, the latest first."""
    with installation.database.reading() as connection:
        return store.unfinished(connection, who.project.scope, None if who.reads else who.user.id)


def save_facts(installation: Installation, who: Interviewer, code: str, typed: Form, language: str) -> None:
    """Keep what is said of the interview itself, and in which language it was held.

    Raises:
        NotFoundError: this person does not key it, or it is finished.
    """
    with installation.database.writing() as connection:
        desk = own_desk(connection, installation, who, code, hold=True)
        kept = {**own_fields(desk.survey.questions(), desk.interview.form), **fact_fields(typed)}
        spoken = language if language in LANGUAGES else desk.interview.language
        fresh = replace(desk.interview, form=kept, language=spoken, saved_on=today())
        store.save_interview(connection, who.project.scope, fresh)


def save_section(installation: Installation, who: Interviewer, code: str, number: int, typed: Form) -> None:
    """Keep what is typed of a section, whatever it is; what is wrong with it is said when the interview is finished.

    Raises:
        NotFoundError: this person does not key it, it is finished, or it has no such section.
    """
    with installation.database.writing() as connection:
        desk = own_desk(connection, installation, who, code, hold=True)
        section, before = desk.section(number), desk.interview.form
        others = [question for question in desk.survey.questions() if question not in section.questions]
        fresh = own_fields(section.questions, typed, desk.interview.language)
        kept = {**fact_fields(before), **own_fields(others, before), **fresh}
        store.save_interview(connection, who.project.scope, replace(desk.interview, form=kept, saved_on=today()))


def throw_away(installation: Installation, who: Interviewer, code: str) -> None:
    """Let go of all that was typed. The interview of a printed guide can be begun anew from the paper.

    Raises:
        NotFoundError: this person does not key it, or it is finished.
    """
    with installation.database.writing() as connection:
        desk = own_desk(connection, installation, who, code, hold=True)
        if desk.interview.key_hash is None:
            store.delete_interview(connection, who.project.scope, desk.interview.id)
        else:
            store.save_interview(connection, who.project.scope, replace(desk.interview, form={}, typed_by=None))
    installation.database.empty_log()
