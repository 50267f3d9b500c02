"""The languages of a project for its staff: how far each has come, sign-offs by speakers, the glossary."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ei_collect.errors import Finding, InputError, NotFoundError
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.glossary import explained_glossary
from ei_collect.operations.language_status import project_status
from ei_collect.operations.publishing import sign_off
from ei_collect.projects.project import Permission
from ei_collect.store.surveys import latest_versions
from ei_collect.web import session
from ei_collect.web.access import members_only
from ei_collect.web.installed import installation

UNREAD = Finding(
    "Sign-off", "unread", "nobody has said what was read", "Tick the box once the speaker has read all that it names."
)

languages = Blueprint("languages", __name__)
session.protect_forms(languages)


@languages.get("/staff/<project>/languages")
@members_only(Permission.TRANSLATE)
def overview(project: str) -> str:
    """Each survey with each language: what is missing, stale, a draft, published, and signed off by whom."""
    return _overview()


@languages.post("/staff/<project>/languages/<slug>")
@members_only(Permission.TRANSLATE)
def sign(project: str, slug: str) -> Response | tuple[str, int]:
    """Record that a named speaker has read a language of the newest version."""
    with installation().database.reading() as connection:
        known = {each.survey.slug for each in latest_versions(connection, g.project.scope)}
    if slug not in known:
        raise NotFoundError.of("survey-unknown", "is not there", where=f"survey {slug}", mend="Go back to the list.")
    if request.form.get("read") != "yes":
        return _overview((UNREAD,), slug), 422
    language, reviewer = request.form.get("language", ""), request.form.get("reviewer", "")
    try:
        sign_off(installation(), g.project.scope, slug, language, reviewer)
    except InputError as error:
        return _overview(error.findings, slug), 422
    return redirect(url_for("languages.overview", project=project, _anchor=slug), 303)


@languages.get("/staff/<project>/glossary")
@members_only(Permission.TRANSLATE)
def glossary(project: str) -> str:
    """The terms with their meaning and what a language says for them; without one only the terms."""
    chosen = LANGUAGES.get(request.args.get("language", ""))
    told = explained_glossary(installation().config, chosen.code if chosen else "en")
    others = [known for known in LANGUAGES.values() if known.code != "en"]
    return render_template("staff/glossary.html", project=g.project, terms=told, chosen=chosen, languages=others)


def _overview(findings: tuple[Finding, ...] = (), slug: str = "") -> str:
    """The page again with what was typed into the form of the survey `slug`, and what is wrong with that."""
    return render_template(
        "staff/languages.html",
        project=g.project,
        surveys=project_status(installation(), g.project),
        findings=findings,
        about=slug,
        typed=request.form,
    )
