"""Holding all that is kept under a code while something is written there; whether anything may be written at all."""

from collections.abc import Iterable

from ei_collect.answering.receipts import key_hash
from ei_collect.errors import Finding, GoneError, InputError, NotFoundError
from ei_collect.operations.asking import Lookup, answerable, look_up, owner
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.standing import CONSENT, Standing
from ei_collect.store.database import Connection
from ei_collect.store.drafts import Draft, hold_drafts


class UnagreedError(InputError):
    """Nobody has agreed to take part under this code, so nothing is kept."""


class NotOfferedError(NotFoundError):
    """The survey is not there in the language of the page; `offered` are those in which it is."""

    def __init__(self, findings: Iterable[Finding], offered: tuple[str, ...] = ()) -> None:
        super().__init__(findings)
        self.offered = offered


def hold(
    connection: Connection, installation: Installation, survey_slug: str, key: str, version_id: str = ""
) -> Lookup:
    """All that is kept under a key, while nobody else writes under it.

    Raises:
        NotFoundError: there is no such survey to answer, or the code belongs to another one.
        GoneError: the round has closed, or what was under this code has been taken back.
    """
    scope = owner(connection, installation, survey_slug)
    hold_drafts(connection, scope, key_hash(installation.config.lasting_key, key))
    found = look_up(connection, installation, survey_slug, key, version_id)
    answerable(found.asking)
    if found.kept.is_buried:
        raise taken_back()
    if found.kept.version_id not in {None, found.asking.version.id}:
        raise NotFoundError.of(
            "code-of-another-survey", "belongs to another survey", where="code", mend="Begin at the start page."
        )
    check_open(found)
    return found


def check_offered(found: Lookup, language: str) -> None:
    """See that the survey is there in this language, before anything is kept in it.

    Raises:
        NotOfferedError: it is not.
    """
    if language not in found.asking.languages:
        what = Finding(found.asking.survey.slug, "not-offered", f"is not there in {language}", "Choose a language.")
        raise NotOfferedError([what], found.asking.languages)


def check_open(found: Lookup) -> None:
    """See that answers can still be given.

    Raises:
        GoneError: the round has closed.
    """
    if found.asking.project.has_ended(today()):
        raise GoneError.of("survey-closed", "has closed", where=found.asking.survey.slug, mend="Ask the team.")


def agreement_of(found: Lookup, before: Standing, agreement: str | None, language: str) -> dict[str, Draft]:
    """What is to be saved of the agreement to take part: nothing where it is there under the code already.

    Raises:
        UnagreedError: it is not, and the page brings none.
    """
    if before.has_agreed:
        return {}
    if agreement is None:
        raise unagreed(found)
    return {CONSENT: Draft(found.asking.version.id, language, {"agree": [agreement]}, today())}


def unagreed(found: Lookup) -> UnagreedError:
    """What is said where nobody has agreed to take part."""
    return UnagreedError.of(
        "unagreed", "was not agreed to", where=found.asking.survey.slug, mend="Tick the box on the first page."
    )


def taken_back() -> GoneError:
    """What is said where the answers under a code have been taken back."""
    return GoneError.of("taken-back", "has been taken back", where="code", mend="Begin anew, with a new code.")
