"""The pages of answering, as responses: what each template is given."""

from collections.abc import Sequence

from flask import make_response, render_template
from werkzeug.wrappers import Response

from ei_collect.answering.form import FoundWard, fields
from ei_collect.answering.response import Help
from ei_collect.answering.summary import summarise
from ei_collect.errors import Finding, NotFoundError
from ei_collect.operations import answering as operations
from ei_collect.operations.answering import Standing
from ei_collect.operations.asking import Asking, can_find_wards
from ei_collect.survey.definition import Kind
from ei_collect.web.installed import installation
from ei_collect.web.language import languages_of, spoken

HELP_OFFERED = (Help.NONE, Help.READ_ALOUD, Help.SCRIBE, Help.INTERPRETER)


def find_standing(asked: Asking, key: str | None, lang: str) -> Standing:
    """Where the person with this code is in the survey that is asked."""
    return operations.find_standing(installation(), asked.project, asked.version, key, lang)


def section_page(
    asked: Asking,
    standing: Standing,
    key: str,
    code: str,
    *,
    findings: Sequence[Finding] = (),
    found: FoundWard | None = None,
) -> Response:
    """A section with what was typed into it, and what is wrong with that.

    Raises:
        NotFoundError: the section is not asked of this person.
    """
    page = standing.path.page(code)
    if page is None:
        raise NotFoundError.of("section-unasked", "is not asked", where=code, mend="Begin at the start page.")
    asks_ward = any(question.kind is Kind.WARD for question in page.questions)
    return _page(
        "resident/section.html",
        asked,
        key=key,
        section=page.section,
        fields=fields(page.questions, standing.form(code), findings, found),
        faulty=bool(findings),
        found=found,
        wards=standing.wards,
        asks_ward=asks_ward,
        by_postcode=asks_ward and can_find_wards(installation(), asked.project),
        position=standing.path.position(code),
        total=len(standing.path.pages),
    )


def check_page(asked: Asking, standing: Standing, key: str) -> Response:
    """Every answer, with the sections that need another look, and the question about help."""
    parts = summarise(standing.path, standing.answers, spoken().code, standing.wards)
    return _page(
        "resident/check.html",
        asked,
        key=key,
        parts=parts,
        faulty=standing.findings,
        helped=standing.help,
        helps=HELP_OFFERED,
    )


def thanks_page(asked: Asking, key: str, *, conflict: bool = False) -> Response:
    """The code to keep; where other answers had been sent under it before, that those stand."""
    return _page("resident/thanks.html", asked, key=key, conflict=conflict)


def _page(template: str, asked: Asking, **values: object) -> Response:
    return make_response(
        render_template(template, asking=asked, survey=asked.survey, choices=languages_of(asked.languages), **values)
    )
