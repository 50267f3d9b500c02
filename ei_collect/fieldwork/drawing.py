"""Drawing pages of paper: HTML to PDF with the places of its boxes and rooms, and pages printed upon pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import cycle
from typing import Any

import pikepdf
from weasyprint import HTML
from weasyprint.formatting_structure import boxes
from weasyprint.urls import URLFetcher

from ei_collect.fieldwork.layout import Spot

POINTS_A_PIXEL = 0.75
FIELD, VALUE = "data-field", "data-value"
"""The attributes by which templates name a box (both) or a room (the first only)."""
EMPTY = None
"""Stands for a page of which nothing is printed below."""
LINE_ENDS = {0x2028: "\n", 0x2029: "\n"}
"""Unicode's own ends of line and paragraph: WeasyPrint stumbles over the latter."""


@dataclass(frozen=True)
class Drawn:
    """A PDF, and for each of its pages what can be filled in there."""

    pdf: bytes
    spots: tuple[tuple[Spot, ...], ...]


def draw(page: str) -> Drawn:
    """The HTML page on paper. Nothing is fetched while it is drawn: its pictures are in it."""
    html = HTML(string=page.translate(LINE_ENDS), url_fetcher=URLFetcher(allowed_protocols=("data",)))
    document = html.render()
    held = BytesIO()
    document.write_pdf(held)
    return Drawn(held.getvalue(), tuple(tuple(_spots(each._page_box)) for each in document.pages))


def print_upon(below: Sequence[bytes], order: Sequence[int | None], above: Iterable[bytes]) -> bytes:
    """The pages of the PDFs `above`, each with a page of those `below` under it: its number through all of them, or
    EMPTY; where the order ends, it begins anew.

    What is below stands in the file once, however often it is printed.
    """
    printed = pikepdf.new()
    forms = [printed.copy_foreign(form) for each in below for form in _forms(each)]
    for each in above:
        with pikepdf.open(BytesIO(each)) as stamps:
            printed.docinfo["/Title"] = stamps.docinfo["/Title"]
            printed.Root.Lang = stamps.Root.Lang
            printed.pages.extend(stamps.pages)
    for page, number in zip(printed.pages, cycle(order), strict=False):
        if number is not None:
            name = page.add_resource(forms[number], pikepdf.Name.XObject)
            page.contents_add(f"q {name} Do Q\n".encode(), prepend=True)
    held = BytesIO()
    printed.save(held, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return held.getvalue()


def _forms(pdf: bytes) -> Iterator[pikepdf.Object]:
    with pikepdf.open(BytesIO(pdf)) as document:
        yield from (page.as_form_xobject() for page in document.pages)


def _spots(box: Any) -> Iterator[Spot]:
    """The boxes and rooms from this box of the drawing on down, in the order in which they are read."""
    attributes = getattr(box.element, "attrib", {}) if box.element is not None else {}
    if FIELD in attributes:
        x, y, width, height = (
            round(pixels * POINTS_A_PIXEL, 2)
            for pixels in (box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height())
        )
        yield Spot(attributes[FIELD], attributes.get(VALUE), x, y, width, height)
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _spots(child)
