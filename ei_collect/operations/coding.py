"""Coding: which codebook a project uses; codes applied and taken away; suggestions decided; candidates worded."""

from datetime import UTC, date, datetime

from ei_collect.answering.form import SYMBOL_FOR_NUL
from ei_collect.coding.candidates import Worded, candidate_id
from ei_collect.coding.codebook import Codebook
from ei_collect.coding.coding import (
    Coding,
    IdentityCheck,
    PlaceSpokenOf,
    Scale,
    Span,
    Stance,
    Suggestion,
    SuggestionState,
)
from ei_collect.coding.marking import NOWHERE, Mark, checked_mark
from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Scope, User
from ei_collect.store import candidates, codebooks, codings, excerpts, suggestions, texts
from ei_collect.store.database import Connection
from ei_collect.store.ids import new_id
from ei_collect.store.places import wards_of
from ei_collect.store.projects import project_in

LONGEST_TITLE = 300


def use_codebook(installation: Installation, scope: Scope, codebook: Codebook) -> None:
    """Let the project code with `codebook` from now on; what is coded stays."""
    with installation.database.writing() as connection:
        codebooks.set_codebook(connection, scope, codebook, _today())


def codebook_in_use(connection: Connection, scope: Scope) -> Codebook:
    """The codebook of the project.

    Raises:
        InputError: it uses none yet.
    """
    codebook = codebooks.find_codebook(connection, scope)
    if codebook is None:
        raise InputError.of(
            "codebook-absent",
            "has no codebook yet",
            where="the project",
            mend="Load one: ei-collect suggest --codebook FILE.",
        )
    return codebook


def apply_code(
    installation: Installation,
    scope: Scope,
    user: User,
    text_id: str,
    *,
    span: Span,
    code: str,
    stance: Stance,
    scale: Scale = Scale.NOT_CLEAR,
    dimensions: tuple[str, ...] = (),
    place: PlaceSpokenOf = NOWHERE,
    memo: str = "",
) -> Coding:
    """Code a part of a text. Without `dimensions` the coding has those of its code.

    Raises:
        NotFoundError: the project has no such text.
        InputError: every fault of what is to be kept, or this person has coded the same words so already.
    """
    mark = Mark(span, code, stance, scale, dimensions, place, memo)
    with installation.database.writing() as connection:
        coding = _new_coding(connection, scope, user, text_id, mark)
        if not _keep(connection, scope, user, coding):
            raise InputError.of(
                "coding-there",
                "you have given these words this code and stance already",
                where="the marked words",
                mend="Remove that coding first if you want to change it.",
            )
    return coding


def remove_coding(installation: Installation, scope: Scope, coding_id: str) -> Coding:
    """Take a coding away, and its excerpt where no other coding shares it; what was taken away.

    Raises:
        NotFoundError: the project has no such coding (any more).
    """
    with installation.database.writing() as connection:
        coding = codings.find_coding(connection, scope, coding_id)
        if coding is None:
            raise _absent("coding", coding_id)
        codings.delete_coding(connection, scope, coding_id)
        excerpts.delete_uncoded(connection, scope, coding.excerpt_id)
    return coding


def take_suggestion(
    installation: Installation, scope: Scope, user: User, suggestion_id: str, changes: Mark | None = None
) -> Coding:
    """Make a suggestion this person's own coding, as it is or with `changes`.

    Raises:
        NotFoundError: it is not open (any more).
        InputError: every fault of the changes.
    """
    with installation.database.writing() as connection:
        suggestion = _decided(connection, scope, user, suggestion_id, SuggestionState.TAKEN)
        mark = changes or Mark(
            suggestion.span, suggestion.code, suggestion.stance, suggestion.scale, place=suggestion.place
        )
        coding = _new_coding(connection, scope, user, suggestion.text_id, mark)
        _keep(connection, scope, user, coding)
    return coding


def reject_suggestion(installation: Installation, scope: Scope, user: User, suggestion_id: str) -> Suggestion:
    """Reject a suggestion for good; the suggestion.

    Raises:
        NotFoundError: it is not open (any more).
    """
    with installation.database.writing() as connection:
        return _decided(connection, scope, user, suggestion_id, SuggestionState.REJECTED)


def check_identity(installation: Installation, scope: Scope, user: User, excerpt_id: str, check: IdentityCheck) -> None:
    """Keep what this person found when they looked at an excerpt for details that would identify someone.

    Raises:
        NotFoundError: the project has no such excerpt (any more).
    """
    with installation.database.writing() as connection:
        if not excerpts.set_identity_check(connection, scope, excerpt_id, check, user.id):
            raise _absent("excerpt", excerpt_id)


def word_candidate(
    installation: Installation, scope: Scope, user: User, *, code: str, stance: Stance, scale: Scale, title: str
) -> Worded:
    """Give a candidate a researcher's plain words, in the place of those that it had.

    Raises:
        InputError: no words, too many, a code that the codebook has not, or a stance that makes no candidate.
    """
    if not title.strip() or len(title) > LONGEST_TITLE:
        raise InputError.of(
            "title-length",
            "is empty" if not title.strip() else "is too long",
            where="the wording",
            mend=f"Write 1 to {LONGEST_TITLE} characters.",
        )
    if stance is Stance.NEITHER:
        raise InputError.of("stance", "makes no candidate", where="neither", mend="Choose enabler or barrier.")
    kept = title.replace("\0", SYMBOL_FOR_NUL)
    with installation.database.writing() as connection:
        if codebook_in_use(connection, scope).code(code) is None:
            raise InputError.of("code-unknown", f"{code!r} is no code", where="the candidate", mend="Choose another.")
        worded = Worded(candidate_id(scope.project_id, (code, stance, scale)), code, stance, scale, kept)
        candidates.set_wording(connection, scope, worded, user.id)
    return worded


def _new_coding(connection: Connection, scope: Scope, user: User, text_id: str, mark: Mark) -> Coding:
    text = texts.find_text(connection, scope, text_id)
    if text is None:
        raise _absent("text", text_id)
    wards = wards_of(connection, project_in(connection, scope).place_set)
    codebook = codebook_in_use(connection, scope)
    checked = checked_mark(mark, text.body, codebook, {ward.code for ward in wards})
    return Coding(
        id=new_id("co"),
        excerpt_id=excerpts.keep_excerpt(connection, scope, text_id, checked.span),
        text_id=text_id,
        coder=user.name,
        coded_on=_today(),
        **vars(checked),
    )


def _keep(connection: Connection, scope: Scope, user: User, coding: Coding) -> bool:
    return codings.insert_coding(connection, scope, coding, user.id)


def _decided(
    connection: Connection, scope: Scope, user: User, suggestion_id: str, state: SuggestionState
) -> Suggestion:
    suggestion = suggestions.find_suggestion(connection, scope, suggestion_id)
    if suggestion is None or not suggestions.decide(connection, scope, suggestion_id, state, user.id):
        raise _absent("suggestion", suggestion_id)
    return suggestion


def _absent(noun: str, identifier: str) -> NotFoundError:
    return NotFoundError.of(
        f"{noun}-absent", "is not there, or not any more", where=f"{noun} {identifier}", mend="Go back to the list."
    )


def _today() -> date:
    return datetime.now(UTC).date()
