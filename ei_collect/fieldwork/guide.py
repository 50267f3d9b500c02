"""An interview guide on screen and on paper, and the slip for whoever was interviewed. Each has its words from outside.

On paper a guide is a sheet like any other: the first leaf stays with the person and has their code, the pages behind it
are the interviewer's.
"""

from markupsafe import Markup

from ei_collect.fieldwork.numbering import paper_form
from ei_collect.fieldwork.paper import PaperFacts, SheetPress
from ei_collect.language.catalogues import Catalogue
from ei_collect.places.qr import qr_code
from ei_collect.places.typesetting import Typesetter

PACKAGE = "ei_collect.fieldwork"
GUIDE = "guide.html"


def guide_press(facts: PaperFacts, interface: Catalogue) -> SheetPress:
    """What prints guides, each with the codes of its own interview."""
    return SheetPress(facts, interface, GUIDE)


def guide_page(facts: PaperFacts, interface: Catalogue) -> str:
    """The guide in HTML, to be read on a screen; no code stands in it."""
    typesetter = Typesetter({facts.language: interface}, PACKAGE)
    return typesetter.set_page(
        GUIDE,
        language=typesetter.speak(facts.language),
        survey=facts.survey,
        form=paper_form(facts.version, facts.language, interface),
        large=facts.large_print,
    )


def slip(base_url: str, language: str, interface: Catalogue, receipt_code: str) -> Markup:
    """The slip with a fresh code, as a part of a page, in the language of whoever keeps it."""
    typesetter = Typesetter({language: interface}, PACKAGE)
    address = f"{base_url}/{language}/r"
    set_slip = typesetter.set_page(
        "slip.html",
        language=typesetter.speak(language),
        address=address.partition("://")[2],
        receipt_code=receipt_code,
        square=qr_code(f"{address}#{receipt_code}"),
    )
    return Markup(set_slip)  # noqa: S704  # our own template, escaped
