"""Paper sheets in the browser of whoever runs sittings: a form for what to print, and the PDF."""

from io import BytesIO

from flask import Blueprint, g, render_template, request, send_file
from werkzeug.wrappers import Response

from ei_collect.errors import Finding, InputError
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.operations.asking import Asking
from ei_collect.operations.sheets import MOST_AT_ONCE, MOST_LETTERS, make_sheets
from ei_collect.operations.sitting import asked_in
from ei_collect.projects.project import Permission
from ei_collect.web import session
from ei_collect.web.access import members_only
from ei_collect.web.installed import installation
from ei_collect.web.language import languages_of
from ei_collect.web.sittings import the_sitting

USUAL_COUNT = 20

sheets = Blueprint("sheets", __name__, url_prefix="/staff/<project>/sheets")
session.protect_forms(sheets)


@sheets.get("")
@members_only(Permission.RUN_SITTINGS)
def order(project: str) -> str:
    """The form for sheets of one sitting, or for any where no sitting is named."""
    return _form(_sitting())


@sheets.post("")
@members_only(Permission.RUN_SITTINGS)
def make(project: str) -> Response | tuple[str, int]:
    """Print them: each time they are new ones, with codes of their own."""
    sitting = _sitting()
    try:
        made = make_sheets(
            installation(),
            g.project.scope,
            _asked(sitting).version,
            _typed("language"),
            count=_count(),
            large_print="large_print" in request.form,
            sitting_id=sitting.id if sitting else None,
            batch=_typed("batch"),
        )
    except InputError as error:
        return _form(sitting, error.findings), 422
    name = f"sheets-{_typed('survey')}-{_typed('language')}-{len(made.sheets)}.pdf"
    answer = send_file(BytesIO(made.pdf), "application/pdf", as_attachment=True, download_name=name, max_age=0)
    answer.headers["Cache-Control"] = "private, no-store"  # the codes of respondents are in it
    return answer


def _sitting() -> Sitting | None:
    """The sitting that is named; a partner, who knows of no sheets but those of their own, has to name one."""
    code = request.values.get("sitting", "")
    knows_all = any(role.may(Permission.SEE_EVERY_SITTING) for role in g.roles)
    return the_sitting(code) if code or not knows_all else None


def _offered(sitting: Sitting | None) -> tuple[Asking, ...]:
    """The surveys of the sitting, or all of the project."""
    asked = asked_in(installation(), g.project)
    return tuple(each for each in asked if sitting is None or each.survey.slug in sitting.surveys)


def _asked(sitting: Sitting | None) -> Asking:
    found = next((each for each in _offered(sitting) if each.survey.slug == _typed("survey")), None)
    if found is None:
        raise InputError.of("survey-unknown", "is not one of these", where="the survey", mend="Choose from the list.")
    return found


def _count() -> int:
    given = _typed("count").strip()
    if not (given.isascii() and given.isdigit() and len(given) < 6):
        mend = f"Write 1 to {MOST_AT_ONCE}."
        raise InputError.of("sheets-count", "is no number", where="the number of sheets", mend=mend)
    return int(given)


def _typed(field: str) -> str:
    """What was typed into a field; PostgreSQL cannot hold NUL."""
    return request.form.get(field, "").replace("\0", "\u2400")


def _form(sitting: Sitting | None, findings: tuple[Finding, ...] = ()) -> str:
    offered = _offered(sitting)
    codes = {code for each in offered for code in each.languages}
    return render_template(
        "staff/sheets.html",
        project=g.project,
        sitting=sitting,
        findings=findings,
        surveys={each.survey.slug: each.survey.title.wording("en").body for each in offered},
        languages=languages_of(codes),
        likely=next(iter(sitting.languages), None) if sitting else None,
        typed=request.form,
        usual_count=USUAL_COUNT,
        most_at_once=MOST_AT_ONCE,
        most_letters=MOST_LETTERS,
    )
