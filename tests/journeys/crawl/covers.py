"""Parts of photos are covered, by who took them and by staff, who decide where each photo may be shown."""

from tests.journeys.crawl.forms import Form, empty, properly
from tests.journeys.crawl.shots import Album, State
from tests.journeys.crawl.steps import begin, go_through
from tests.journeys.crawl.town import EVERYTHING, CrawledTown
from tests.journeys.crawl.walking import Walk
from tests.photographer import as_jpeg
from tests.photographs import photo
from tests.photos.portraits import portrait

SECTION, QUESTION = "story", "pictures"
PHOTOS = "/staff/everything/photos"
UPPER_LEFT = {"left_1": "0", "top_1": "0", "width_1": "50", "height_1": "50"}
DECIDED = {"reason": "Nobody is in it. لا أحد", "alt": "A bench.", "cleared": "1"}


def cover(town: CrawledTown, album: Album, language: str) -> None:
    """A photo of one's own: nothing marked at first, faces looked for, a part given in numbers; then it is sent."""
    walk = Walk(album, language)
    here = f"{take(walk, as_jpeg(portrait()))}/covers"
    walk.opens(f"{here}?faces=1", step="faces found").opens(f"{here}/picture").opens(here)
    walk.submits("/covers", Form.as_it_stands, state=State.ERROR, step="nothing marked")
    walk.submits("/covers", Form.as_it_stands, {"left_1": "?"}, State.ERROR, "no number")
    walk.submits("/covers", Form.as_it_stands, UPPER_LEFT | {"width_1": "100", "height_1": "100"}, step="covered")
    walk.opens(f"{here}?faces=1", step="no faces found")
    send_photos(walk)


def moderate(town: CrawledTown, walk: Walk, album: Album) -> None:
    """Photos that were sent: one looked at, covered, decided upon with faults and without; another one removed."""
    for number in (7, 8):
        other = Walk(album, "en")
        take(other, photo(number))
        send_photos(other)
    one, two = [link for link in walk.opens(PHOTOS).page.links if link.startswith(f"{PHOTOS}/ph_")][:2]
    walk.opens(f"{one}/thumbnail").opens(f"{one}/picture").opens(f"{one}?faces=1", step="faces looked for")
    walk.opens(one).submits("/covers", Form.as_it_stands, state=State.ERROR, step="nothing marked")
    walk.submits("/covers", Form.as_it_stands, UPPER_LEFT, step="covered")
    walk.submits("/decision", Form.as_it_stands, {"status": "forum"}, State.ERROR, "approved without anything")
    walk.submits("/decision", Form.as_it_stands, {**DECIDED, "status": "research"}, step="kept for research")
    walk.submits("/translation", Form.as_it_stands, {"words": " "}, State.ERROR, "translated with nothing")
    walk.submits("/translation", Form.as_it_stands, {"words": "My bench", "tool": "A program"}, step="translated")
    walk.opens(two).submits("/decision", Form.as_it_stands, {**DECIDED, "status": "removed"}, step="removed")
    for status in ("research", "removed", "asked"):
        walk.opens(f"{PHOTOS}?show={status}")


def take(walk: Walk, content: bytes) -> str:
    """Add a photo to answers that are begun; its address."""
    begin(walk, EVERYTHING)
    here = f"/{walk.language}/s/{EVERYTHING}"
    walk.submits("answers", properly("!")).opens(f"{here}/{SECTION}")
    walk.sends_photo(f"q_{QUESTION}.picture", content, State.FRESH)
    form = walk.opens(f"{here}/{SECTION}").page.form("answers").as_it_stands()
    (name,) = form[f"q_{QUESTION}.1.photo"]
    told = {"cover_photo": f"{QUESTION} {name}", f"q_{QUESTION}.1.caption": "Moja ławka"}
    walk.submits("answers", Form.as_it_stands, told, step="to cover it")
    return f"{here}/photo/{QUESTION}/{name}"


def send_photos(walk: Walk) -> None:
    """Answer what else is asked, and send everything."""
    go_through(walk.opens(f"/{walk.language}/s/{EVERYTHING}/everyday"), "!", mistaken=False)
    walk.submits("answers", empty, {}, State.FINISHED, "sent with a covered photo")
