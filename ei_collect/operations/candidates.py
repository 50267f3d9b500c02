"""The candidates of a project, gathered from its codings (and, for drafts, its suggestions) and their wordings."""

from ei_collect.coding.candidates import Candidate, propose
from ei_collect.coding.coding import Coding, Suggestion
from ei_collect.errors import NotFoundError
from ei_collect.operations.coding import codebook_in_use
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Scope
from ei_collect.store.candidates import wordings
from ei_collect.store.codings import all_codings
from ei_collect.store.suggestions import open_suggestions
from ei_collect.store.texts import find_texts


def candidates_of(installation: Installation, scope: Scope, *, with_suggestions: bool = False) -> tuple[Candidate, ...]:
    """Every candidate of a project in the order of its codebook.

    Raises:
        InputError: the project uses no codebook yet.
    """
    with installation.database.reading() as connection:
        codebook = codebook_in_use(connection, scope)
        coded: list[Coding | Suggestion] = [*all_codings(connection, scope)]
        if with_suggestions:
            coded += open_suggestions(connection, scope)
        texts = find_texts(connection, scope, {entry.text_id for entry in coded})
        return propose(coded, texts, codebook, wordings(connection, scope), scope.project_id)


def candidate_with_id(installation: Installation, scope: Scope, candidate_id: str) -> Candidate:
    """One candidate; one that rests on suggestions alone is found too.

    Raises:
        NotFoundError: nothing (any more) stands behind it, or there never was one.
        InputError: the project uses no codebook yet.
    """
    for with_suggestions in (False, True):
        for candidate in candidates_of(installation, scope, with_suggestions=with_suggestions):
            if candidate.id == candidate_id:
                return candidate
    raise NotFoundError.of(
        "candidate-absent", "is not there", where=f"candidate {candidate_id}", mend="Look into the list of candidates."
    )
