"""What a phone holds ready while somebody answers, so that a lost signal stops nobody: the rest of the survey.

The pages are the same for everybody who answers in a language, and may stay in the browser's cache for an hour. What
somebody typed is told to their own browser alone, and of that only what decides the path. `static/lost-signal.js` asks.
"""

import gzip

import orjson
from flask import Blueprint, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.wrappers import Response

from ei_collect.answering.form import cleaned, fields
from ei_collect.answering.order import is_shuffled, variant_of
from ei_collect.operations.standing import CHANGE, Visit, visit
from ei_collect.survey.bare import bare_document, deciding
from ei_collect.survey.definition import Kind
from ei_collect.web.access import open_to_all
from ei_collect.web.beside import second, show_beside
from ei_collect.web.carrying import key_of_cookie
from ei_collect.web.compressing import takes_gzip
from ei_collect.web.easy import is_easy
from ei_collect.web.installed import installation
from ei_collect.web.language import speak, spoken
from ei_collect.web.style import STATIC
from ei_collect.web.tablet_pages import faults_of

TOLD = "Answer-Told"
"""The header of a script that wants to be told whether a page was saved, and of the answer that tells it."""
LATE = "late"
"""What it says of a page that has waited for a signal."""
SCRIPTS = ("kinds.js", "engine.js", "tablet-answers.js", "without-signal.js")
FOR_AN_HOUR = "private, max-age=3600"
ELSE = {Kind.VOICE: "resident/kinds/long_text.html", Kind.PHOTO: "resident/unsent_photo.html"}
"""The templates of kinds that need a signal for their files."""

unsent = Blueprint("unsent", __name__, url_prefix="/<lang>/s/<slug>/unsent")


@unsent.get("/engine.js")
@open_to_all
def engine(lang: str, slug: str) -> Response:
    """The path through a survey, and the pages on it, for a browser without a signal."""
    content = installation().memory.always.recall(_engine, "engine without signal")
    return _for_an_hour(content, "text/javascript; charset=utf-8")


@unsent.get("/survey.json")
@open_to_all
def survey(lang: str, slug: str) -> Response:
    """The survey without its words, and all its pages, in the order in which the holder of the code has its lists."""
    key = key_of_cookie(slug)
    here = visit(installation(), slug, key, lang, request.args.get("version", ""))
    speak(lang, here.asking.languages)
    show_beside(here.asking.languages)
    variant = variant_of(key) if key and is_shuffled(here.asking.survey.questions()) else 0
    content = here.shelf.recall(
        lambda: gzip.compress(_survey(here, variant), mtime=0),
        *("unsent", here.asking.version.id, spoken().code, second(), is_easy(), variant),
    )
    return _for_an_hour(content, "application/json")


@unsent.get("/typed.json")
@open_to_all
def typed(lang: str, slug: str) -> Response:
    """What the holder of the code has typed where it decides the path; `whole` says whether the path is found by it."""
    key = key_of_cookie(slug)
    here = visit(installation(), slug, key, lang)
    standing, asked = here.standing, here.asking.survey
    told = {
        code: {"form": cleaned(draft.form, questions), "language": draft.language}
        for code, draft in standing.drafts.items()
        if standing.shows(code) and (questions := deciding(asked, code))
    }
    whole = key is not None and (standing.sent_on is None or CHANGE in standing.drafts)
    return Response(orjson.dumps({"whole": whole, "typed": told}), content_type="application/json")


def tell_script(response: Response) -> Response:
    """Tell a script that asks so where the page leads that it has sent; null where the answer is a page itself."""
    if TOLD not in request.headers or response.status_code not in {200, 303, 422}:
        return response
    to = response.headers.pop("Location", None)
    response.headers.pop("Content-Encoding", None)
    response.status_code = 200
    response.set_data(orjson.dumps({"to": to}))
    response.content_type = "application/json"
    response.headers[TOLD] = "1"
    return response


def _engine() -> bytes:
    return gzip.compress(b"\n".join((STATIC / name).read_bytes() for name in SCRIPTS), mtime=0)


def _survey(here: Visit, variant: int) -> bytes:
    asked = here.asking.survey
    pages = render_template(
        "resident/unsent.html",
        asking=here.asking,
        survey=asked,
        sections=[(each, fields(each.questions, {}, variant=variant, easy=is_easy())) for each in asked.sections],
        wards=here.standing.wards,
        faults_of=faults_of,
    )
    return orjson.dumps({"document": bare_document(asked), "wards": list(here.standing.wards), "pages": pages})


def _for_an_hour(content: bytes, kind: str) -> Response:
    headers = {"Cache-Control": FOR_AN_HOUR, "Vary": "Cookie, Accept-Encoding"}
    if not takes_gzip():
        return Response(gzip.decompress(content), content_type=kind, headers=headers)
    return Response(content, content_type=kind, headers={**headers, "Content-Encoding": "gzip"})


@unsent.record
def _tell_templates(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals["kind_without_signal"] = lambda kind: ELSE.get(kind, f"resident/kinds/{kind}.html")
