"""What is met by whoever brings in scans of paper sheets."""

from io import BytesIO

import pypdfium2
from PIL import Image

from ei_collect.operations.demonstration import SLUG
from ei_collect.operations.sheets import make_sheets
from tests.journeys.crawl.forms import Form
from tests.journeys.crawl.shots import State
from tests.journeys.crawl.town import CrawledTown
from tests.journeys.crawl.walking import Walk

LISTING = f"/staff/{SLUG}/scans"


def bring_scans(town: CrawledTown, walk: Walk) -> None:
    """Files of every kind: a page, one whose code is cut off and that is placed in the end, and none at all."""
    version = town.demonstration.versions[0]
    made = make_sheets(town.installation, town.demonstration.project.scope, version, "en", count=1)
    walk.opens(LISTING).submits(LISTING, Form.as_it_stands, state=State.ERROR, step="without a file")
    page = _picture(made.pdf, 2)
    walk.opens(LISTING).sends_files(LISTING, {"page.png": page, "cut قاعة.png": _cut(page), "words.txt": b"Dear all"})
    walk.opens(LISTING, step="with one that nobody knows")
    picture = next(link for link in walk.page.links if "/picture" in link)
    walk.opens(picture).opens(LISTING)
    placing = f"/scans/{picture.split('/')[-2]}/place"
    walk.submits(placing, Form.as_it_stands, {"code": "no", "number": "1"}, State.ERROR, "placed wrongly")
    walk.opens(LISTING).submits(placing, Form.as_it_stands, {"code": made.sheets[0].code, "number": "1"}, step="placed")
    walk.opens(LISTING).sends_files(LISTING, {"cut.png": _cut(page, 300)})
    walk.submits("/remove", Form.as_it_stands, step="removed")


def _picture(pdf: bytes, number: int) -> bytes:
    """A page of a PDF as PNG."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return _png(document[number].render(scale=2, grayscale=True).to_pil())
    finally:
        document.close()


def _cut(page: bytes, top: int = 260) -> bytes:
    """A page without what stands at its top."""
    whole = Image.open(BytesIO(page))
    return _png(whole.crop((0, top, *whole.size)))


def _png(picture: Image.Image) -> bytes:
    held = BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()
