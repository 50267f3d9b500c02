"""Where a code leads: that of a poster to its survey in the visitor's language, or to a page that says why not; that of
a sitting to a page on which to choose one of its surveys and languages.

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
from ei_collect.operations.sitting import Joined, join
from ei_collect.places.poster import Poster, PosterState
from ei_collect.web.access import open_to_all
from ei_collect.web.installed import installation
from ei_collect.web.language import languages_of, speak, speakable, wished

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
    """Follow the code of a poster or a sitting, as it was photographed or typed."""
    joined = join(installation(), code)
    answer = _to_sitting(joined) if joined else _to_poster(code)
    answer.headers["Vary"] = "Accept-Language"
    return answer


def _to_sitting(joined: Joined) -> Response:
    """To the one survey in the one language of a sitting, or to a choice of them."""
    is_open = joined.sitting.is_open and not joined.has_ended
    offered = languages_of(joined.languages)
    listed = [(known, [each for each in joined.askings if known.code in each.languages]) for known in offered]
    if is_open and len(listed) == len(joined.askings) == 1:
        carried: dict[str, Any] = {"slug": joined.askings[0].survey.slug, "poster": joined.sitting.code}
        return redirect(url_for("resident.start", lang=offered[0].code, **carried))
    speakable_here = joined.languages or _offered_anywhere()
    lang = speak(wished(speakable_here), speakable_here).code
    page = render_template(
        "resident/sitting.html",
        is_open=is_open,
        has_ended=joined.has_ended,
        listed=listed,
        draft=any(each.is_draft(lang) for each in joined.askings),
        code=joined.sitting.code if is_open else None,
        project=joined.askings[0].project if joined.askings else None,
    )
    return Response(page, 200 if is_open else 410, content_type="text/html; charset=utf-8")


def _to_poster(code: str) -> Response:
    found = scan(installation(), code, counts=_is_a_person())
    if found.state is PosterState.OPEN and found.poster and found.asking:
        carried: dict[str, Any] = {"slug": found.poster.survey_slug, "poster": found.poster.code}
        return redirect(url_for("resident.start", lang=_language(found.asking, found.poster), **carried))
    return Response(_why_not(found), STATUS[found.state], content_type="text/html; charset=utf-8")


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
