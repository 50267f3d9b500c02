"""Staff erase on request, see what was handed out, and an auditor reads who did it."""

from tests.journeys.crawl.forms import Form
from tests.journeys.crawl.shots import State
from tests.journeys.crawl.walking import Walk


def erase_on_request(walk: Walk, home: str) -> None:
    """What is nobody's; then a text: looked at, gone, and gone already; the copies that may hold it."""
    erase = f"{home}erase"
    walk.opens(erase).submits("/erase", Form.as_it_stands, {"typed": "nothing"}, State.ERROR, "neither code nor id")
    text = next(link for link in walk.opens(f"{home}coding").page.links if "coding/tx_" in link)
    named = text.partition("?")[0].rpartition("/")[2]
    walk.opens(f"{home}copies", step="before")
    walk.opens(f"{erase}?named={named}").submits("/erase", Form.as_it_stands, step="looked at")
    walk.submits("/erase", Form.as_it_stands, state=State.FINISHED, step="erased")
    walk.opens(erase).submits("/erase", Form.as_it_stands, {"typed": named}, State.ERROR, "erased before")
    walk.opens(f"{home}packs", step="after an erasure").opens(f"{home}copies", step="after an erasure")


def read_the_log(walk: Walk, home: str) -> None:
    """The latest lines, and none before the first."""
    walk.opens(f"{home}log").opens(f"{home}log?before=1", step="before the first")
