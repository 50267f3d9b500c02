"""The page for a sitting's volunteer: everything on it looked up, for a screen or on one side of A4."""

from ei_collect.errors import InputError
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.fieldwork.volunteer import Briefing, Letters, volunteer_html
from ei_collect.forum.pdf import to_pdf
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.installation import Installation
from ei_collect.operations.sitting import asked_in
from ei_collect.places.picture import pages_of
from ei_collect.projects.project import Project


def volunteer_page(installation: Installation, project: Project, sitting: Sitting) -> str:
    """The page in HTML."""
    return volunteer_html(_briefing(installation, project, sitting))


def volunteer_pdf(installation: Installation, project: Project, sitting: Sitting) -> bytes:
    """The page as a PDF, in the largest letters in which it is on one side.

    Raises:
        InputError: the sitting says too much for one side.
    """
    briefing = _briefing(installation, project, sitting)
    for letters in Letters:
        pdf = to_pdf(volunteer_html(briefing, letters))
        if pages_of(pdf) == 1:
            return pdf
    where, mend = f"sitting {sitting.code}", "Name fewer surveys or languages, or shorten its words."
    raise InputError.of("volunteer-long", "says too much for one side of paper", where=where, mend=mend)


def _briefing(installation: Installation, project: Project, sitting: Sitting) -> Briefing:
    asked = {each.survey.slug: each.survey for each in asked_in(installation, project)}
    told = (asked[slug] for slug in sitting.surveys if slug in asked)
    return Briefing(
        project=project,
        sitting=sitting,
        surveys=tuple((survey.title.wording("en").body, survey.summary.wording("en").body) for survey in told),
        languages=tuple(LANGUAGES[code] for code in sitting.languages if code in LANGUAGES),
        base_url=installation.config.base_url,
    )
