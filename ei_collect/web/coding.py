"""Coding in the browser: the list of texts, one text with its codings and suggestions, and what a coder does."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ei_collect.coding.codebook import Codebook
from ei_collect.coding.coding import Coding, OpenText, Suggestion
from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.fieldwork.interview import Told
from ei_collect.operations import coding as operations
from ei_collect.projects.project import Permission, Project
from ei_collect.store.codings import codings_of_text
from ei_collect.store.interviews import told_of
from ei_collect.store.queues import Wanted, count_queued, queued_texts
from ei_collect.store.suggestions import suggestions_of_text
from ei_collect.store.texts import find_text, find_texts
from ei_collect.web import session
from ei_collect.web.access import members_only
from ei_collect.web.installed import installation
from ei_collect.web.marking import MarkForm
from ei_collect.web.reading import Beside, Shelf

PAGE = 20
FILTERS = ("survey", "uncoded", "suggested")

coding = Blueprint("coding", __name__)
session.protect_forms(coding)


@dataclass(frozen=True)
class Desk:
    """One text in front of a coder; `told` is what stays of the interview in which it was said, if in one."""

    beside: Beside
    codings: tuple[Coding, ...]
    suggestions: tuple[Suggestion, ...]
    codebook: Codebook
    following: str | None
    told: Told | None


@coding.get("/staff/<project>/coding")
@members_only(Permission.READ_WORDS)
def texts(project: str) -> str:
    """The texts to code, a page at a time."""
    shelf = Shelf.of(g.project)
    wanted = _wanted(shelf)
    with installation().database.reading() as connection:
        ids = queued_texts(connection, g.project.scope, wanted, after=request.args.get("after"), limit=PAGE)
        found = find_texts(connection, g.project.scope, ids)
        number = count_queued(connection, g.project.scope, wanted)
    listed = [shelf.beside(found[text_id]) for text_id in ids]
    more = ids[-1] if len(ids) == PAGE else None
    return render_template(
        "staff/texts.html", project=g.project, shelf=shelf, listed=listed, number=number, more=more, filters=_filters()
    )


@coding.get("/staff/<project>/coding/<text_id>")
@members_only(Permission.READ_WORDS)
def text(project: str, text_id: str) -> str:
    """One text. `?suggestion=` fills the form in with a suggestion, to be changed before it is taken."""
    found = _text(text_id)
    with installation().database.reading() as connection:
        waiting = {each.id: each for each in suggestions_of_text(connection, g.project.scope, text_id)}
    suggestion = waiting.get(request.args.get("suggestion", ""))
    return _desk(found, MarkForm.of_suggestion(found, suggestion) if suggestion else MarkForm.blank(found))


@coding.post("/staff/<project>/coding/<text_id>")
@members_only(Permission.CODE)
def apply(project: str, text_id: str) -> Response | tuple[str, int]:
    """Code a part of the text, or take a suggestion with changes."""
    found, form, user = _text(text_id), MarkForm.typed(request.form), session.signed_in_user()
    try:
        mark = form.mark(found.body)
        if form.suggestion:
            operations.take_suggestion(installation(), g.project.scope, user, form.suggestion, mark)
        else:
            operations.apply_code(installation(), g.project.scope, user, text_id, **vars(mark))
    except InputError as error:
        return _desk(found, form, error.findings), 422
    return _back(text_id)


@coding.post("/staff/<project>/suggestions/<suggestion_id>/take")
@members_only(Permission.CODE)
def take(project: str, suggestion_id: str) -> Response:
    """Make a suggestion one's own coding."""
    taken = operations.take_suggestion(installation(), g.project.scope, session.signed_in_user(), suggestion_id)
    return _back(taken.text_id)


@coding.post("/staff/<project>/suggestions/<suggestion_id>/reject")
@members_only(Permission.CODE)
def reject(project: str, suggestion_id: str) -> Response:
    """Reject a suggestion for good."""
    rejected = operations.reject_suggestion(installation(), g.project.scope, session.signed_in_user(), suggestion_id)
    return _back(rejected.text_id)


@coding.post("/staff/<project>/codings/<coding_id>/remove")
@members_only(Permission.CODE)
def remove(project: str, coding_id: str) -> Response:
    """Take a coding away."""
    return _back(operations.remove_coding(installation(), g.project.scope, coding_id).text_id)


def _text(text_id: str) -> OpenText:
    with installation().database.reading() as connection:
        found = find_text(connection, g.project.scope, text_id)
    if found is None:
        raise NotFoundError.of("text-absent", "is not there", where=f"text {text_id}", mend="Go back to the list.")
    return found


def _desk(found: OpenText, form: MarkForm, findings: tuple[Finding, ...] = ()) -> str:
    shelf, project = Shelf.of(g.project), _project()
    with installation().database.reading() as connection:
        ahead = queued_texts(connection, project.scope, _wanted(shelf), after=found.id, limit=1)
        desk = Desk(
            beside=shelf.beside(found),
            codings=codings_of_text(connection, project.scope, found.id),
            suggestions=suggestions_of_text(connection, project.scope, found.id),
            codebook=operations.codebook_in_use(connection, project.scope),
            following=next(iter(ahead), None),
            told=told_of(connection, project.scope, [found.response_id]).get(found.response_id),
        )
    return render_template(
        "staff/text.html", project=project, desk=desk, shelf=shelf, form=form, findings=findings, filters=_filters()
    )


def _project() -> Project:
    found: Project = g.project
    return found


def _filters() -> dict[str, Any]:
    """The filters of the list, carried from page to page."""
    return {name: request.args[name] for name in FILTERS if request.args.get(name)}


def _wanted(shelf: Shelf) -> Wanted:
    survey = request.args.get("survey")
    questions = [key for key in shelf.questions if not survey or key[0] == survey]
    return Wanted(questions, uncoded="uncoded" in _filters(), suggested="suggested" in _filters())


def _back(text_id: str) -> Response:
    return redirect(url_for("coding.text", project=g.project.slug, text_id=text_id, **_filters()))
