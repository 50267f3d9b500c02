"""Interview guides: read on a screen, or printed with the codes of interviews that are still to be held.

The code on a slip is in the PDF and nowhere else; only its hash is kept.
"""

from markupsafe import Markup

from ei_collect.answering.receipts import key_hash, mint
from ei_collect.errors import InputError
from ei_collect.fieldwork import guide as pages
from ei_collect.fieldwork.interview import Interview
from ei_collect.fieldwork.paper import PaperFacts, SheetCodes
from ei_collect.fieldwork.sheet_code import mint_sheet_code
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.operations.asking import Asking, languages_of_codes
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.signing import served_interface
from ei_collect.store.ids import new_id
from ei_collect.store.interviews import insert_interviews

MOST_AT_ONCE = 50


def guide_page(installation: Installation, guide: Asking, language: str) -> str:
    """A guide in HTML, in a language in which it is offered.

    Raises:
        InputError: it is not.
    """
    return pages.guide_page(_facts(installation, guide, language), served_interface(installation, language))


def print_guides(
    installation: Installation, guide: Asking, language: str, *, count: int, sitting: Sitting | None = None
) -> bytes:
    """So many guides in a PDF, one for each interview, each with a slip of its own; made twice, they are other ones.

    Raises:
        InputError: the language is not offered, or there are too many at once.
    """
    if not 1 <= count <= MOST_AT_ONCE:
        mend = f"Print 1 to {MOST_AT_ONCE} at once."
        raise InputError.of("guides-count", f"cannot be {count}", where="the number of guides", mend=mend)
    press = pages.guide_press(_facts(installation, guide, language), served_interface(installation, language))
    codes = [SheetCodes(mint_sheet_code(), mint()) for _ in range(count)]
    pdf = press.printed(codes)
    made = [_interview(installation, guide, language, each, sitting) for each in codes]
    with installation.database.writing() as connection:
        insert_interviews(connection, guide.project.scope, made)
    return pdf


def print_slip(installation: Installation, language: str, receipt_code: str) -> Markup:
    """The slip of an interview that had no printed guide, as a part of a page.

    In the interview's own language where a code can be typed in it, else in the first in which it can.
    """
    open_ones = languages_of_codes(installation)
    chosen = language if language in open_ones else open_ones[0]
    return pages.slip(installation.config.base_url, chosen, served_interface(installation, chosen), receipt_code)


def _interview(
    installation: Installation, guide: Asking, language: str, codes: SheetCodes, sitting: Sitting | None
) -> Interview:
    return Interview(
        id=new_id("in"),
        code=codes.code,
        version_id=guide.version.id,
        language=language,
        saved_on=today(),
        sitting_id=sitting.id if sitting else None,
        key_hash=key_hash(installation.config.lasting_key, codes.receipt_code),
    )


def _facts(installation: Installation, guide: Asking, language: str) -> PaperFacts:
    if language not in guide.languages:
        mend = f"Choose one of: {', '.join(guide.languages)}."
        where = f"guide {guide.survey.slug}"
        raise InputError.of("language-absent", f"is not offered in {language}", where=where, mend=mend)
    return PaperFacts(
        project=guide.project,
        version=guide.version,
        language=language,
        base_url=installation.config.base_url,
        is_draft=guide.is_draft(language),
    )
