"""Interview guides: read on a screen, and printed with a slip for each interview."""

from io import BytesIO

from flask import Blueprint, g, request, send_file
from werkzeug.wrappers import Response

from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations import guides as operations
from ei_collect.operations.interview_desk import guide_named
from ei_collect.projects.project import Permission
from ei_collect.web import session
from ei_collect.web.access import allow_style, members_only
from ei_collect.web.installed import installation
from ei_collect.web.interview_pages import listing_page, sitting_chosen
from ei_collect.web.style import hash_of

guides = Blueprint("guides", __name__, url_prefix="/staff/<project>/guides")
session.protect_forms(guides)


@guides.get("/<guide>/<lang>")
@members_only(Permission.KEY_SHEETS)
def read(project: str, guide: str, lang: str) -> str:
    """A guide to be read on a screen."""
    try:
        page = operations.guide_page(installation(), guide_named(installation(), g.project, guide), lang)
    except InputError as error:
        raise NotFoundError(error.findings) from error
    allow_style(hash_of(page.partition("<style>")[2].partition("</style>")[0]))
    return page


@guides.post("/<guide>")
@members_only(Permission.RUN_SITTINGS)
def make(project: str, guide: str) -> Response | tuple[str, int]:
    """Print guides: each time they are new ones, with codes of their own."""
    found, language = guide_named(installation(), g.project, guide), request.form.get("language", "")
    knows_all = any(role.may(Permission.SEE_EVERY_SITTING) for role in g.roles)
    sitting = sitting_chosen()
    try:
        if sitting is None and not knows_all:
            raise InputError.of("sitting-none", "is not chosen", where="the sitting", mend="Choose one of yours.")
        pdf = operations.print_guides(installation(), found, language, count=_count(), sitting=sitting)
    except InputError as error:
        return listing_page(error.findings), 422
    name = f"guides-{found.survey.slug}-{language}.pdf"
    answer = send_file(BytesIO(pdf), "application/pdf", as_attachment=True, download_name=name, max_age=0)
    answer.headers["Cache-Control"] = "private, no-store"  # the codes of respondents are in it
    return answer


def _count() -> int:
    given = request.form.get("count", "").strip()
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 0
