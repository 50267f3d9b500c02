"""The pages of answering, as responses: what each template is given, and which pages are kept for the next person."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response as FlaskResponse
from flask import make_response, render_template, url_for
from werkzeug.wrappers import Response

from ei_collect.answering.form import FoundWard, fields
from ei_collect.answering.interpreting import NOT_INTERPRETED, Interpreted
from ei_collect.answering.kinds import Pictured
from ei_collect.answering.order import is_shuffled, variant_of
from ei_collect.answering.path import Page
from ei_collect.answering.response import Help
from ei_collect.answering.summary import Part, summarise
from ei_collect.errors import Finding, NotFoundError
from ei_collect.language.languages import LANGUAGES
from ei_collect.operations.agreeing import RESEARCH
from ei_collect.operations.asking import Asking, can_find_wards
from ei_collect.operations.mapping import has_map
from ei_collect.operations.photo_answers import place_names
from ei_collect.operations.recording import recorded
from ei_collect.operations.standing import LAST_PAGE, Visit
from ei_collect.survey.definition import Kind, Survey
from ei_collect.web.access import allow_sound, allow_style
from ei_collect.web.beside import second, show_beside, shown_so
from ei_collect.web.carrying import key_of_cookie
from ei_collect.web.compiled import SLOT, CompiledPage
from ei_collect.web.compressing import takes_gzip
from ei_collect.web.easy import is_easy
from ei_collect.web.installed import installation
from ei_collect.web.language import languages_of, spoken
from ei_collect.web.led import own_fields, poster_carried
from ei_collect.web.style import tailored

HELP_OFFERED = (Help.NONE, Help.READ_ALOUD, Help.SCRIBE, Help.INTERPRETER)
KNOWN_LANGUAGES = tuple(LANGUAGES.values())


def agreement() -> str:
    """The sentence that people tick on the first page, in the language spoken."""
    return render_template("resident/agreement.html").strip()


def section_page(
    here: Visit, key: str, code: str, *, findings: Sequence[Finding] = (), found: FoundWard | None = None
) -> Response:
    """A section with what was typed into it, and what is wrong with that.

    Where nothing was typed yet it is the same for everyone but for one's own fields, and made once.

    Raises:
        NotFoundError: the section is not asked of this person.
    """
    page = here.standing.path.page(code)
    if page is None:
        raise NotFoundError.of("section-unasked", "is not asked", where=code, mend="Begin at the start page.")
    show_beside(here.asking.languages)
    variant = variant_of(key) if is_shuffled(page.questions) else 0
    if asks_voice(page) or any(question.aloud for question in page.questions):
        allow_sound(recording=asks_voice(page))
    if findings or found or here.standing.form(code):
        return make_response(_section(here, page, key, variant, findings=findings, found=found))
    compiled, style = here.shelf.recall(
        lambda: _compiled(_section(here, page, SLOT, variant)),
        "section page",
        here.asking.version.id,
        spoken().code,
        is_easy(),
        second(),
        here.standing.has_begun,
        variant,
        code,
        tuple(question.code for question in page.questions),
        tuple(asked.section.code for asked in here.standing.path.pages),
    )
    allow_style(style)
    own = _own_fields(here, key)
    if not takes_gzip():
        return FlaskResponse(compiled.filled(own))
    return FlaskResponse(compiled.gzipped(own), headers={"Content-Encoding": "gzip"})


def check_page(here: Visit, key: str) -> Response:
    """Every answer that is not sent yet, with the sections that need another look, and the question about help."""
    standing = here.standing
    show_beside(here.asking.languages)
    named = {**standing.wards, **_places(here)}
    parts = summarise(standing.path, standing.answers, spoken().code, named, easy=is_easy())
    return _page(
        "resident/check.html",
        here.asking,
        key=key,
        parts=[part for part in parts if standing.shows(part.page.section.code)],
        faulty=standing.findings,
        helped=standing.help,
        helps=HELP_OFFERED,
        interpreted=standing.interpreted or _on_screen(),
        known_languages=KNOWN_LANGUAGES,
        readable=standing.readable,
        here=_address(here, LAST_PAGE),
        thumbnails=_thumbnails(here, key, parts),
    )


def _on_screen() -> Interpreted:
    """The respondent's language and the helper's, where a page shows both: probably those of an interpreter."""
    return Interpreted(spoken().code, beside.code) if (beside := second()) else NOT_INTERPRETED


def _thumbnails(here: Visit, key: str, parts: Iterable[Part]) -> dict[str, str]:
    """Where the thumbnails of the photos shown are, by id; none where the browser does not keep the code."""
    slug = here.asking.survey.slug
    if key != key_of_cookie(slug):
        return {}
    told: dict[str, Any] = {"lang": spoken().code, "slug": slug}
    return {
        shown.answer.photo: url_for("photos.small", code=row.question.code, photo_id=shown.answer.photo, **told)
        for part in parts
        for row in part.rows
        for shown in row.shown
        if isinstance(shown, Pictured)
    }


def thanks_page(asked: Asking, key: str, *, conflict: bool = False) -> Response:
    """The code to keep; where other answers had been sent under it before, that those stand."""
    return _page("resident/thanks.html", asked, key=key, conflict=conflict)


def _compiled(page: str) -> tuple[CompiledPage, str]:
    """A page made once for everyone, with the hash of the style in it."""
    lighter, style = tailored(page)
    return CompiledPage.of(lighter), style


def _section(
    here: Visit,
    page: Page,
    key: str,
    variant: int,
    *,
    findings: Sequence[Finding] = (),
    found: FoundWard | None = None,
) -> str:
    code, path, survey = page.section.code, here.standing.path, here.asking.survey
    asks_ward = any(question.kind in {Kind.WARD, Kind.PLACE, Kind.PHOTO} for question in page.questions)
    return render_template(
        "resident/section.html",
        asking=here.asking,
        survey=survey,
        choices=languages_of(here.asking.languages),
        own_fields=_own_fields(here, key),
        section=page.section,
        fields=fields(page.questions, here.standing.form(code), findings, found, variant=variant, easy=is_easy()),
        faulty=bool(findings),
        found=found,
        wards=here.standing.wards,
        asks_ward=asks_ward,
        asks_words=any(question.is_open for question in page.questions),
        asks_voice=asks_voice(page),
        asks_photo=any(question.kind is Kind.PHOTO for question in page.questions),
        places=_places(here) if here.standing.form(code) else {},
        has_map=_has_map(here, page),
        recorded=recorded(installation(), here, key, page.section),
        may_listen=key == key_of_cookie(survey.slug),
        by_postcode=asks_ward and can_find_wards(installation(), here.shelf, here.asking.project),
        position=path.position(code),
        total=len(path.pages),
        agree=RESEARCH,  # on every page: what was saved before may expire while it lies open
        easy=is_easy(),
        has_easy=_has_easy(survey),
        here=_address(here, code),
    )


def _address(here: Visit, code: str) -> str:
    """Where a page can be fetched again, by the one who was shown it: it agrees to nothing."""
    carried: dict[str, Any] = shown_so()
    return url_for("answering.section", lang=spoken().code, slug=here.asking.survey.slug, code=code, **carried)


def _own_fields(here: Visit, key: str) -> str:
    """What stands in a form for this person alone; on a page for everyone its slot. Once begun, the poster is known."""
    if key == SLOT:
        return SLOT
    return own_fields(key, "" if here.standing.has_begun else poster_carried())


def _places(here: Visit) -> dict[str, str]:
    """The places of the project, where a photo can have been taken."""
    return place_names(installation(), here.asking.project.scope, here.asking.survey, spoken().code)


def _has_map(here: Visit, page: Page) -> bool:
    """Whether a photo on the page can be put on a map; of a page without anything on it nobody asks."""
    asks_photo = any(question.kind is Kind.PHOTO for question in page.questions)
    return (
        asks_photo and bool(here.standing.form(page.section.code)) and has_map(installation(), here.shelf, here.asking)
    )


def asks_voice(page: Page) -> bool:
    """Whether something on the page can be answered by speaking."""
    return any(question.kind is Kind.VOICE for question in page.questions)


def _has_easy(survey: Survey) -> bool:
    """Whether some question has an easier wording in the language spoken."""
    code = spoken().code
    return any(question.easy and code in question.easy.wordings for question in survey.questions())


def _page(template: str, asked: Asking, **values: object) -> Response:
    return make_response(
        render_template(
            template,
            asking=asked,
            survey=asked.survey,
            choices=languages_of(asked.languages),
            easy=is_easy(),
            **values,
        )
    )
