"""Where a poster's code leads: to its survey in the visitor's language, or to a page that says why not.

A person's visit is counted, and nothing of it is kept. Programs that only look (to show a preview of a link, or to have
a page ready that nobody has asked for) say so in their headers, and are not counted.
"""

import re
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ei_collect.language.negotiation import negotiate
from ei_collect.operations.asking import Asking, all_asking
from ei_collect.operations.keeping import today
from ei_collect.operations.postering import Scan, scan
from ei_collect.places.poster import Poster, PosterState
from ei_collect.web.access import open_to_all
from ei_collect.web.installed import installation
from ei_collect.web.language import speak, speakable, wished

STATUS = {None: 404, PosterState.NOT_YET: 404, PosterState.ENDED: 410, PosterState.REVOKED: 410}
AHEAD_OF_TIME = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
"""Headers by which a browser says that nobody has opened the page yet that it fetches."""
OPENED = (("Sec-Fetch-Dest", "document"), ("Sec-Fetch-Mode", "navigate"))
"""What it says of a page that somebody opens."""
PROGRAMS = re.compile(
    r"(?<!cu)bot\b|crawl|spider|preview|facebookexternalhit|facebookcatalog|embedly|vkshare|headless"
    r"|^(whatsapp|viber|mastodon|curl|wget|python)",
    re.IGNORECASE,
)
"""Programs that fetch the page of a link to show what it leads to, by what they call themselves. Cubot makes phones."""

scanning = Blueprint("scanning", __name__)


@scanning.get("/p/<code>")
@open_to_all
def follow(code: str) -> Response:
    """Follow a poster's code, as it was photographed or typed."""
    found = scan(installation(), code, counts=_is_a_person())
    if found.state is PosterState.OPEN and found.poster and found.asking:
        carried: dict[str, Any] = {"slug": found.poster.survey_slug, "poster": found.poster.code}
        answer = redirect(url_for("resident.start", lang=_language(found.asking, found.poster), **carried))
    else:
        answer = Response(_why_not(found), STATUS[found.state], content_type="text/html; charset=utf-8")
    answer.headers["Vary"] = "Accept-Language"
    return answer


def _why_not(found: Scan) -> str:
    """The page for a poster that leads nowhere: what that means, what is still open, and whom to tell."""
    asked, poster = found.asking, found.poster
    offered = asked.languages if asked else _offered_anywhere()
    lang = _language(asked, poster) if asked and poster else wished(offered)
    speak(lang, offered)
    return render_template(
        "resident/poster.html",
        state=found.state.value if found.state else "unknown",
        asking=asked,
        closed=asked is not None and asked.project.has_ended(today()),
        poster=poster,
        draft=asked is not None and asked.is_draft(lang),
    )


def _language(asked: Asking, poster: Poster) -> str:
    """The offered language that the browser asks for first; where it asks for none of them, that of the poster."""
    printed = [code for code in poster.languages if code in asked.languages]
    return negotiate(request.headers.get("Accept-Language", ""), tuple(dict.fromkeys([*printed, *asked.languages])))


def _offered_anywhere() -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for each in all_asking(installation()) for code in each.languages)) or speakable()


def _is_a_person() -> bool:
    """Whether somebody opens the page now, as far as the headers of the request tell; nothing of them is kept."""
    headers = request.headers
    if request.method != "GET" or any(name in headers for name in AHEAD_OF_TIME):
        return False
    if any(headers.get(name, opened) != opened for name, opened in OPENED):
        return False
    return not PROGRAMS.search(headers.get("User-Agent", ""))
