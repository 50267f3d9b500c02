"""What is met at a sitting: people who join by its code in each of its states, and the partner who runs it."""

from ei_collect.fieldwork.sitting import Plan
from ei_collect.operations.demonstration import SLUG
from ei_collect.operations.keeping import today
from ei_collect.operations.sitting import close_sitting, open_sitting
from tests.journeys.crawl.forms import Form, empty
from tests.journeys.crawl.sheets import print_sheets
from tests.journeys.crawl.shots import Album, State
from tests.journeys.crawl.steps import AGREED
from tests.journeys.crawl.town import EVERYTHING, CrawledTown, researcher_of
from tests.journeys.crawl.walking import Walk

LISTING = f"/staff/{SLUG}/sittings"


def join(town: CrawledTown, album: Album, language: str) -> None:
    """A sitting with a choice of languages, as far as the first page; the same when it is over."""
    plan = Plan("قاعة (1) Hall", today(), (EVERYTHING,), tuple(dict.fromkeys(["en", "ar", language])))
    user = researcher_of(town.installation)
    sitting = open_sitting(town.installation, town.everything, user, plan)
    walk = Walk(album, language).opens(f"/p/{sitting.code}", step="joined a sitting")
    walk.opens(f"/{language}/s/{EVERYTHING}?poster={sitting.code}", step="chosen at a sitting")
    walk.submits(f"/{EVERYTHING}/", empty, AGREED, step="agreed at a sitting")
    close_sitting(town.installation, town.everything.scope, sitting)
    walk.opens(f"/p/{sitting.code}", State.EXPIRED, "a sitting that is over")


def run_sittings(town: CrawledTown, walk: Walk) -> None:
    """A sitting: planned wrongly, opened, changed, noted, closed and opened again; the page for its volunteer."""
    new, survey = f"{LISTING}/new", town.demonstration.versions[0].survey.slug
    fields = {"venue": "St Mary's قاعة <b>", "survey": survey, "language": "en", "audience": "أهالي"}
    walk.opens(LISTING).opens(new).submits("/new", Form.as_it_stands, {"expected": "x"}, State.ERROR, "planned wrongly")
    helped = {"helper_role": "interpreter", "helper_language": "ar", "expected": "12", "keeps_scans": "1"}
    walk.opens(new).submits("/new", Form.as_it_stands, {**fields, **helped}, step="opened")
    one = walk.address
    walk.submits("/notes", Form.as_it_stands, {"notes": "ضجيج " * 1000}, State.ERROR, "noted at length")
    walk.opens(one).submits("/notes", Form.as_it_stands, {"notes": "Three left.\nضجيج"}, step="noted")
    print_sheets(walk, one.rpartition("/")[2])
    walk.opens(f"{one}/change").submits("/change", Form.as_it_stands, {"venue": ""}, State.ERROR, "changed wrongly")
    walk.opens(f"{one}/change").submits("/change", Form.as_it_stands, {"keyed_twice": "50"}, step="changed")
    walk.opens(f"{one}/volunteer").opens(f"{one}/volunteer.pdf")
    walk.opens(one).submits("/close", Form.as_it_stands, state=State.FINISHED, step="closed")
    walk.submits("/reopen", Form.as_it_stands, step="opened again")
    walk.opens(LISTING)
