"""Candidates in the browser with the thread back to their excerpts, and the check of excerpts before quoting."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ei_collect.coding.candidates import opposites
from ei_collect.coding.coding import IdentityCheck
from ei_collect.coding.spans import words_in
from ei_collect.errors import InputError
from ei_collect.operations import coding as operations
from ei_collect.operations.candidates import candidate_with_id, candidates_of
from ei_collect.projects.project import Permission
from ei_collect.store.excerpts import count_to_check, to_check
from ei_collect.store.texts import find_texts
from ei_collect.web import session
from ei_collect.web.access import members_only
from ei_collect.web.installed import installation
from ei_collect.web.reading import Shelf

PAGE = 20

candidates = Blueprint("candidates", __name__)
session.protect_forms(candidates)


@candidates.get("/staff/<project>/candidates")
@members_only(Permission.READ_WORDS)
def listing(project: str) -> str:
    """The candidates by dimension; with `?suggestions=1` those too that rest on suggestions alone."""
    with_suggestions = bool(request.args.get("suggestions"))
    found = candidates_of(installation(), g.project.scope, with_suggestions=with_suggestions)
    with installation().database.reading() as connection:
        codebook = operations.codebook_in_use(connection, g.project.scope)
    groups = [
        (dimension, [candidate for candidate in found if dimension.code in candidate.dimensions])
        for dimension in codebook.dimensions
    ]
    return render_template(
        "staff/candidates.html",
        project=g.project,
        groups=groups,
        opposites=opposites(found),
        shelf=Shelf.of(g.project),
        with_suggestions=with_suggestions,
    )


@candidates.get("/staff/<project>/candidates/<candidate_id>")
@members_only(Permission.READ_WORDS)
def one(project: str, candidate_id: str) -> str:
    """A candidate and every excerpt behind it."""
    return _one(candidate_id)


@candidates.post("/staff/<project>/candidates/<candidate_id>")
@members_only(Permission.CODE)
def word(project: str, candidate_id: str) -> Response | tuple[str, int]:
    """Write a candidate's plain wording."""
    candidate, title = candidate_with_id(installation(), g.project.scope, candidate_id), request.form.get("title", "")
    try:
        operations.word_candidate(
            installation(),
            g.project.scope,
            session.signed_in_user(),
            code=candidate.code,
            stance=candidate.stance,
            scale=candidate.scale,
            title=title,
        )
    except InputError as error:
        return _one(candidate_id, title=title, findings=error.findings), 422
    return redirect(url_for("candidates.one", project=g.project.slug, candidate_id=candidate_id))


@candidates.get("/staff/<project>/excerpts")
@members_only(Permission.READ_WORDS)
def excerpts(project: str) -> str:
    """Coded excerpts that may be quoted as soon as a person has found no identifying detail in them."""
    with installation().database.reading() as connection:
        waiting = to_check(connection, g.project.scope, limit=PAGE)
        number = count_to_check(connection, g.project.scope)
        texts = find_texts(connection, g.project.scope, {excerpt.text_id for excerpt in waiting})
    shelf = Shelf.of(g.project)
    shown = [
        (excerpt.id, words_in(texts[excerpt.text_id].body, excerpt.span), shelf.beside(texts[excerpt.text_id]))
        for excerpt in waiting
        if excerpt.text_id in texts
    ]
    return render_template("staff/excerpts.html", project=g.project, shown=shown, number=number)


@candidates.post("/staff/<project>/excerpts/<excerpt_id>")
@members_only(Permission.CODE)
def check(project: str, excerpt_id: str) -> Response:
    """Clear an excerpt for quoting, or withhold it."""
    found = IdentityCheck.CLEARED if request.form.get("check") == "cleared" else IdentityCheck.WITHHELD
    operations.check_identity(installation(), g.project.scope, session.signed_in_user(), excerpt_id, found)
    return redirect(url_for("candidates.excerpts", project=g.project.slug))


def _one(candidate_id: str, **more: object) -> str:
    candidate = candidate_with_id(installation(), g.project.scope, candidate_id)
    shelf = Shelf.of(g.project)
    pieces = [(piece, shelf.beside(piece.text)) for piece in candidate.evidence]
    return render_template(
        "staff/candidate.html", project=g.project, candidate=candidate, pieces=pieces, shelf=shelf, **more
    )
