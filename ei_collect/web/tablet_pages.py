"""What a shared tablet keeps of its sitting: its pages, each the same for everyone, and the list of all its files."""

import re
from collections.abc import Iterator

import orjson
from flask import render_template, url_for

from ei_collect.answering.field import Field
from ei_collect.answering.form import fields
from ei_collect.answering.interpreting import NOT_INTERPRETED
from ei_collect.answering.kinds import Fault
from ei_collect.errors import Finding, NotFoundError
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.operations.photo_answers import place_names
from ei_collect.operations.tablets import AskedThere, asked_at, definition_of, digest_of, remembered
from ei_collect.store.places import wards_of
from ei_collect.store.sittings import Held
from ei_collect.survey.definition import Kind, Question
from ei_collect.survey.duration import minutes
from ei_collect.web.answering_pages import HELP_OFFERED, KNOWN_LANGUAGES
from ei_collect.web.installed import installation
from ei_collect.web.language import languages_of, speak
from ei_collect.web.receipts import way_back
from ei_collect.web.style import STATIC

SCRIPTS = (
    "kinds.js",
    "engine.js",
    "ward.js",
    "drawing.js",
    "tablet-seal.js",
    "tablet-store.js",
    "tablet-queue.js",
    "tablet-files.js",
    "tablet-photos.js",
    "tablet-voice.js",
    "tablet-qr.js",
    "tablet-answers.js",
    "tablet-order.js",
    "tablet-idle.js",
    "tablet-end.js",
    "tablet-beside.js",
    "tablet.js",
)
FRONT_SCRIPTS = ("tablet-seal.js", "tablet-store.js", "tablet-queue.js", "tablet-front.js")
FILES = (*dict.fromkeys((*SCRIPTS, *FRONT_SCRIPTS)), "tablet.css", "tablet.svg")
FAULTS = {
    Kind.NUMBER: (Fault.NOT_A_NUMBER, Fault.TOO_SMALL, Fault.TOO_LARGE),
    Kind.MULTIPLE: (Fault.EXCLUSIVE,),
    Kind.GRID: (Fault.ROWS_LEFT,),
    Kind.RANKING: (Fault.SAME_NUMBER, Fault.NUMBER_LEFT_OUT),
    Kind.DATE: (Fault.NOT_A_DATE, Fault.YEAR_MISSING, Fault.MONTH_MISSING, Fault.YEAR_FORM, Fault.NO_SUCH_DATE),
}
"""What can be wrong with an answer of a kind on a page that our own script looks after."""
PICTURED = re.compile(r'src="(/media/[^"]+)"')


def front_page(held: Held) -> str:
    """The choice of a language, and where there are several of a survey."""
    there = asked_at(installation(), held.sitting)
    offered = tuple(dict.fromkeys(code for each in there for code in each.languages))
    if offered:
        speak(offered[0], offered)
    return render_template(
        "tablet/front.html",
        sitting=held.sitting,
        there=there,
        choices=languages_of(offered),
        scripts=FRONT_SCRIPTS,
        ends_on=next((each.asking.project.ends_on for each in there), None),
    )


def survey_page(held: Held, slug: str, lang: str) -> str:
    """A survey in a language.

    Raises:
        NotFoundError: the sitting does not ask it.
    """
    there = _asked_there(held.sitting, slug)
    speak(lang, there.languages)
    survey, scope = there.asking.survey, there.asking.project
    with installation().database.reading() as connection:
        wards = {ward.code: ward.name for ward in wards_of(connection, scope.place_set)}
    return render_template(
        "tablet/survey.html",
        sitting=held.sitting,
        asking=there.asking,
        survey=survey,
        choices=languages_of(there.languages),
        minutes=minutes(survey),
        sections=[(section, fields(section.questions, {})) for section in survey.sections],
        faults_of=faults_of,
        wards=wards,
        places=place_names(installation(), scope.scope, survey, lang),
        helps=HELP_OFFERED,
        interpreted=NOT_INTERPRETED,
        known_languages=KNOWN_LANGUAGES,
        scripts=SCRIPTS,
        way_back=way_back(),
        on_tablet=True,
    )


def faults_of(question: Question) -> Iterator[Field]:
    """The question once for each thing that can be wrong with its answer."""
    codes = [
        *([Fault.REQUIRED] if question.required else []),
        *FAULTS.get(question.kind, ()),
        *([Fault.BESIDE_DONT_KNOW] if question.dont_know else []),
    ]
    boundless = {Fault.TOO_SMALL: question.minimum is None, Fault.TOO_LARGE: question.maximum is None}
    for code in codes:
        if not boundless.get(code):
            yield Field(question, finding=Finding(question.code, code, "", ""))


def definition_file(held: Held, slug: str) -> bytes:
    """The survey and its wards as JSON."""
    return definition_of(installation(), _asked_there(held.sitting, slug).asking)


def manifest_of(sitting: Sitting) -> bytes:
    """The web app manifest."""
    here = url_for("tablet.front", code=sitting.code)
    icon = {"src": url_for("static", filename="tablet.svg"), "sizes": "any", "type": "image/svg+xml"}
    told = {"name": f"Sitting {sitting.code}", "start_url": here, "scope": here, "id": here, "icons": [icon]}
    return orjson.dumps({**told, "display": "fullscreen", "background_color": "#fbfaf6", "theme_color": "#0a5a55"})


def kit_of(held: Held) -> bytes:
    """The addresses of all files, the digest of what is in them, and what the tablet needs to seal answers."""
    sitting = held.sitting
    files = remembered(installation(), sitting, lambda: dict(_files(held)))
    media = {address for content in files.values() for address in PICTURED.findall(content.decode())}
    told = {"sitting": sitting.code, "digest": digest_of(files.values()), "sealing": dict(sitting.sealing)}
    return orjson.dumps({**told, "files": [*files, *sorted(media)]})


def _files(held: Held) -> Iterator[tuple[str, bytes]]:
    code = held.sitting.code
    yield url_for("tablet.front", code=code), front_page(held).encode()
    for there in asked_at(installation(), held.sitting):
        slug = there.asking.survey.slug
        yield url_for("tablet.definition", code=code, slug=slug), definition_file(held, slug)
        for lang in there.languages:
            yield url_for("tablet.survey", code=code, slug=slug, lang=lang), survey_page(held, slug, lang).encode()
    for name in FILES:
        yield url_for("static", filename=name), (STATIC / name).read_bytes()


def _asked_there(sitting: Sitting, slug: str) -> AskedThere:
    found = next((each for each in asked_at(installation(), sitting) if each.asking.survey.slug == slug), None)
    if found is None:
        raise NotFoundError.of("survey-elsewhere", "is not asked here", where=f"survey {slug}", mend="Go back.")
    return found
