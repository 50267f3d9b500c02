"""The page on which somebody taps a map to say where a photo was taken. It needs no script: a tap goes with its form.

What was tapped is in no address and is not kept; what it means is asked, and only the answer to that is kept.
"""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from ei_collect.answering.album import photos_in
from ei_collect.errors import NotFoundError
from ei_collect.language.writing import write_number
from ei_collect.operations import mapping as operations
from ei_collect.operations.mapping import MapOfPlaces, Meant
from ei_collect.operations.standing import Visit, visit
from ei_collect.places.drawing import NARROW
from ei_collect.survey.definition import Section
from ei_collect.web.access import open_to_all
from ei_collect.web.carrying import key_of_cookie, key_of_form
from ei_collect.web.installed import installation
from ei_collect.web.language import languages_of, speak, spoken
from ei_collect.web.picturing import ALONE

SIZES = {"narrow": NARROW, "wide": 2 * NARROW}
"""How wide the map is shown, in dots, by the name of its field: a tap is told in dots of the map as it is shown."""
CORNER = ("0", "0")
KEPT_FOR = 600
"""Seconds for which a browser may keep the map: it is the same for everybody."""

mapping = Blueprint("mapping", __name__, url_prefix="/<lang>/s/<slug>/map")


@mapping.get("/picture")
@open_to_all
def picture(lang: str, slug: str) -> Response:
    """The map itself; the numbers in it are written as the language writes them."""
    here = _visit(lang, slug, None)
    drawn = _map(here).drawn(lambda number: write_number(number, spoken().code))
    response = Response(drawn, mimetype="image/svg+xml")
    response.headers["Content-Security-Policy"] = ALONE
    response.headers["Cache-Control"] = f"private, max-age={KEPT_FOR}"
    return response


@mapping.get("/<code>/<photo_id>")
@open_to_all
def own(lang: str, slug: str, code: str, photo_id: str) -> AnyResponse:
    """The map, for a photo of one's own that waits to be sent."""
    here = _visit(lang, slug, key_of_cookie(slug))
    return make_response(_page(here, _section(here, code, photo_id), code, photo_id))


@mapping.post("/<code>/<photo_id>")
@open_to_all
def answer(lang: str, slug: str, code: str, photo_id: str) -> AnyResponse:
    """What a tap can mean, to choose from; a choice is kept, and leads back to the photo."""
    key = key_of_form(slug)
    here = _visit(lang, slug, key)
    section = _section(here, code, photo_id)
    if key and (where := request.form.get("where")):
        operations.say_where(installation(), slug, key, code, photo_id, where=where)
        back = url_for("answering.section", lang=lang, slug=slug, code=section.code, _anchor=photo_id)
        return redirect(back, 303)
    meant = _meant(_map(here))
    return make_response(_page(here, section, code, photo_id, meant), 200 if meant.places or meant.wards else 422)


def _meant(town: MapOfPlaces) -> Meant:
    """What was tapped. Whoever presses the map with a key taps its corner for the browser, and means nothing there."""
    for name, width in SIZES.items():
        told = tuple(request.form.get(f"{name}.{side}", "") for side in ("x", "y"))
        if all(each.isascii() and each.isdecimal() and len(each) < 5 for each in told) and told != CORNER:
            x, y = map(int, told)
            return town.meant(x, y, width)
    return Meant((), ())


def _map(here: Visit) -> MapOfPlaces:
    return operations.map_of_places(installation(), here.shelf, here.asking)


def _visit(lang: str, slug: str, key: str | None) -> Visit:
    here = visit(installation(), slug, key, lang)
    speak(lang, here.asking.languages)
    return here


def _section(here: Visit, code: str, photo_id: str) -> Section:
    """Where the question stands to which the photo is an answer that waits to be sent."""
    for section in here.asking.survey.sections:
        for question in section.questions:
            if question.code == code and photo_id in photos_in(question, here.standing.form(section.code)):
                return section
    raise NotFoundError.of("photo-absent", "is not there", where=code, mend="Begin at the start page.")


def _page(here: Visit, section: Section, code: str, photo_id: str, meant: Meant | None = None) -> str:
    town = _map(here)
    return render_template(
        "resident/map.html",
        asking=here.asking,
        survey=here.asking.survey,
        choices=languages_of(here.asking.languages),
        section=section,
        code=code,
        photo_id=photo_id,
        places=town.dots,
        meant=meant,
        wards=here.standing.wards,
        sizes=[(name, width, round(width * town.town.height / town.town.width)) for name, width in SIZES.items()],
    )
