"""What is met by way of a poster: residents who scan one in each of its states, and staff who keep places and posters."""

from datetime import timedelta

from ei_collect.operations.keeping import today
from ei_collect.operations.placing import whole_wards
from ei_collect.operations.postering import Batch, make_posters, revoke_poster
from ei_collect.places.poster import Poster
from tests.journeys.crawl.forms import Form, empty
from tests.journeys.crawl.shots import Album, State
from tests.journeys.crawl.steps import AGREED
from tests.journeys.crawl.town import EVERYTHING, CrawledTown
from tests.journeys.crawl.walking import Walk

HOME = "/staff/everything/"


def scan(town: CrawledTown, album: Album, language: str) -> None:
    """A poster in use as far as the first page, one that is not yet, one that is no longer, and one of nobody's."""
    walk = Walk(album, language).opens(f"/p/{_hung(town, 'now ' + language).code}", step="scanned")
    walk.submits(f"/{EVERYTHING}/", empty, AGREED, step="scanned and agreed")
    soon, gone = _hung(town, "soon " + language, starts_in=3), _hung(town, "gone " + language)
    revoke_poster(town.installation, town.everything.scope, gone.code, "torn")
    walk.opens(f"/p/{soon.code}", State.ERROR, "a poster of next week")
    walk.opens(f"/p/{gone.code}", State.EXPIRED, "a poster that is revoked")
    walk.opens("/p/0000000", State.ERROR, "nobody's poster")


def keep_places(walk: Walk) -> None:
    """A place: without a name, with one, and changed."""
    new, fields = f"{HOME}new-place", {"name": "St Paul's حديقة <b>", "kind": "park", "active_from": "2026-01-01"}
    walk.opens(f"{HOME}places").opens(new).submits("/new-place", Form.as_it_stands, {}, State.ERROR, "without a name")
    walk.opens(new).submits("/new-place", Form.as_it_stands, fields, step="a place added")
    one = next(link for link in walk.page.links if "/places/" in link)
    walk.opens(one).submits(one, Form.as_it_stands, {"kind": "castle"}, State.ERROR, "of no kind")
    walk.opens(one).submits(one, Form.as_it_stands, {"address": "1 Road"}, step="a place changed")


def hang_posters(walk: Walk) -> None:
    """Posters: made wrongly, made, printed, moved, revoked."""
    listing = f"{HOME}posters"
    walk.opens(listing).submits(listing, Form.as_it_stands, {"batch": " "}, State.ERROR, "without a name")
    walk.opens(listing).submits(listing, Form.as_it_stands, {"batch": "حي (1)", "survey": EVERYTHING}, step="made")
    one = next(link for link in walk.page.links if link.startswith(f"{listing}/"))
    walk.opens(one).opens(f"{one}/print?format=svg").opens(f"{one}/print?language=tlh", State.ERROR, "no such language")
    walk.opens(one).submits("/move", Form.as_it_stands, {"starts_on": "2020-01-01"}, State.ERROR, "moved too early")
    walk.opens(one).submits("/move", Form.as_it_stands, step="moved")
    walk.opens(one).submits("/revoke", Form.as_it_stands, {"why": " "}, State.ERROR, "revoked without a reason")
    walk.opens(one).submits("/revoke", Form.as_it_stands, {"why": "Torn, ممزق"}, step="revoked")
    walk.opens(listing)


def _hung(town: CrawledTown, batch: str, *, starts_in: int = 0) -> Poster:
    """A poster for the survey with everything, in the first of all wards."""
    ward = whole_wards(town.installation, town.everything)[0]
    new = Batch(EVERYTHING, batch, ("en",), today() + timedelta(days=starts_in))
    return make_posters(town.installation, town.everything, new, [ward])[0]
