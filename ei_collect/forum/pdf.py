"""The pack's PDF: PDF/UA-1 on A4, with the language of each part. What it looks like is the page's own style."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pydyf
from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.formatting_structure import boxes
from weasyprint.urls import URLFetcher

# Unicode's own ends of line and paragraph: WeasyPrint stumbles over the latter. Printed, they are ends of lines.
LINE_ENDS = {0x2028: "\n", 0x2029: "\n"}
QUOTE_TAG, QUOTE_IN_PDF = "blockquote", "/BlockQuote"


def to_pdf(page: str) -> bytes:
    """The HTML page as a PDF. Nothing is fetched while it is made, whatever the page asks for: its pictures are in it.

    A character for which this machine has no font is printed as its number, such as [U+1F600]: an empty box would tell
    nobody anything, and PDF/UA forbids it.
    """
    page = page.translate(LINE_ENDS)
    content, lacking = _print(page)
    if lacking:
        content, _ = _print(page.translate({code_point: f"[U+{code_point:04X}]" for code_point in lacking}))
    return content


def _print(page: str) -> tuple[bytes, set[int]]:
    """The PDF, and the code points for which no font was found."""
    held = BytesIO()
    lacking: set[int] = set()

    def finish(document: Document, pdf: pydyf.PDF) -> None:
        _tell_languages(document, pdf)
        lacking.update(code_point for font in document.fonts.values() for code_point in font.missing)

    html = HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    html.write_pdf(held, pdf_variant="pdf/ua-1", finisher=finish)
    return held.getvalue(), lacking


def _tell_languages(document: Document, pdf: pydyf.PDF) -> None:
    """Put the language of each quote on its structure element.

    WeasyPrint writes one language for the whole document only. It makes the structure elements by walking the boxes of
    page after page, so that the quotes among both come in the same order.
    """
    found = [entry for entry in pdf.objects if isinstance(entry, pydyf.Dictionary) and entry.get("S") == QUOTE_IN_PDF]
    languages = [language for page in document.pages for language in _languages(page._page_box)]
    for element, language in zip(found, languages, strict=True):
        element["Lang"] = pydyf.String(language)


def _languages(box: Any) -> Iterator[str]:
    """The language of each quote (or of each part of one that a page's end divides) from this box on down."""
    if box.element_tag == QUOTE_TAG:
        yield box.element.attrib["lang"]
    if isinstance(box, boxes.ParentBox) and not isinstance(box, boxes.LineBox):
        for child in box.children:
            yield from _languages(child)
