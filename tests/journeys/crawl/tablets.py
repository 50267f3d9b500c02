"""What is met on a shared tablet: by those who hold it, and by the member of staff who hands it over.

The pages are the same with signal and without: a tablet keeps them as the server made them.
"""

from ei_collect.fieldwork.sitting import Plan
from ei_collect.operations.keeping import today
from ei_collect.operations.sitting import open_sitting
from ei_collect.operations.tablets import unlock
from ei_collect.web.leaving import SHARED_TABLET
from ei_collect.web.tablet import ticket_of
from tests.journeys.crawl.forms import Form
from tests.journeys.crawl.shots import Album, State
from tests.journeys.crawl.town import EVERYTHING, CrawledTown, researcher_of
from tests.journeys.crawl.walking import Walk

PIN = {"pin": "4711", "again": "4711"}


def hold(town: CrawledTown, album: Album, language: str) -> None:
    """A tablet in somebody's hands: the choice of languages, and the survey with everything in it; what it keeps."""
    plan = Plan("قاعة (1) Hall", today(), (EVERYTHING,), tuple(dict.fromkeys([language, "en", "ar"])))
    code = open_sitting(town.installation, town.everything, researcher_of(town.installation), plan).code
    unlock(town.installation, town.everything.scope, code, PIN["pin"])
    walk, here = Walk(album, language), f"/tablet/{code}"
    with album.app.app_context():
        walk.client.set_cookie(SHARED_TABLET, ticket_of(code))
    walk.opens(here, State.OFFLINE, "a tablet").opens(f"{here}/{EVERYTHING}/{language}", State.OFFLINE, "on a tablet")
    for file in (f"{here}/kit.json", f"{here}/tablet.webmanifest", f"{here}/{EVERYTHING}/definition.json"):
        walk.opens(file, State.OFFLINE)
    walk.opens("/tablet/worker.js")
    walk.opens(f"{here}/nothing/{language}", State.ERROR, "no survey of the sitting")


def hand_over(walk: Walk, sitting_address: str) -> None:
    """A tablet is unlocked, wrongly at first, and given back."""
    asked, here = f"{sitting_address}/tablet", f"/tablet/{sitting_address.rpartition('/')[2]}"
    walk.opens(here, State.ERROR, "not unlocked")
    walk.opens(asked).submits("unlock", Form.as_it_stands, {**PIN, "again": "1"}, State.ERROR, "two PINs")
    walk.opens(asked).submits("unlock", Form.as_it_stands, PIN, State.OFFLINE, "handed over")
    walk.client.post(f"{here}/sync", json={"records": ["ei1.no.such.record"]})
    walk.client.post(f"{here}/file", data=b"no file")
    walk.posts(f"{here}/leave", {"pin": ["0"]}, State.ERROR, "a wrong PIN")
    walk.posts(f"{here}/leave", {"pin": [PIN["pin"]]}, State.FINISHED, "given back")
