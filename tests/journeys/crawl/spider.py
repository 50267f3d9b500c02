"""Follows every link of a page, and those of the pages that it leads to, so that no page has to be remembered."""

from collections import Counter
from urllib.parse import urlsplit

from werkzeug.exceptions import HTTPException

from tests.journeys.crawl.shots import State
from tests.journeys.crawl.walking import Walk

OF_A_SORT = 2
"""How many pages of one route are enough."""


def follow_links(walk: Walk, within: str, state: State = State.FRESH) -> None:
    """Open every address under `within` that can be reached by links from the page where `walk` stands."""
    waiting, seen, counted = list(walk.page.links), {walk.address}, Counter[str]()
    while waiting:
        address = waiting.pop(0).partition("#")[0]
        if address in seen or not address.startswith(within):
            continue
        seen.add(address)
        endpoint = _endpoint(walk, address)
        counted[endpoint] += 1
        if counted[endpoint] <= OF_A_SORT:
            walk.opens(address, state, "followed a link")
            waiting += walk.page.links


def _endpoint(walk: Walk, address: str) -> str:
    try:
        found, _ = walk.album.app.url_map.bind("localhost").match(urlsplit(address).path)
    except HTTPException:
        return f"no route: {address}"
    return str(found)
