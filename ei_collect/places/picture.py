"""What came out of printing: how many pages, and the first of them as a picture for screens and messages."""

from io import BytesIO

import pypdfium2

DOTS_AN_INCH = 150
POINTS_AN_INCH = 72


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def to_png(pdf: bytes, dots_an_inch: int = DOTS_AN_INCH) -> bytes:
    """The first page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        held = BytesIO()
        document[0].render(scale=dots_an_inch / POINTS_AN_INCH).to_pil().save(held, "PNG", optimize=True)
        return held.getvalue()
    finally:
        document.close()
