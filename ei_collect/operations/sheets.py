"""Printing paper sheets: their codes are minted, what is printed is kept as rows, and a PDF goes to the printer.

The code on a slip is in that PDF and nowhere else; only its hash is kept.
"""

import hashlib
from base64 import b64encode
from dataclasses import dataclass

import orjson

from ei_collect.answering.receipts import key_hash, mint
from ei_collect.errors import InputError
from ei_collect.fieldwork.layout import to_document
from ei_collect.fieldwork.paper import PaperFacts, SheetCodes, SheetPress
from ei_collect.fieldwork.sheet_code import mint_sheet_code
from ei_collect.operations.asking import asking
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.media import TYPES, stored_file
from ei_collect.operations.signing import served_interface
from ei_collect.projects.project import Scope
from ei_collect.store.ids import new_id
from ei_collect.store.sheets import Printed, Sheet, insert_sheets, keep_layout
from ei_collect.survey.definition import PublishedVersion, Survey

MOST_AT_ONCE = 200
MOST_LETTERS = 60
"""In the name of a batch."""


@dataclass(frozen=True)
class MadeSheets:
    """What goes to the printer, and the rows of what is on it, in the same order."""

    pdf: bytes
    sheets: tuple[Sheet, ...]


def make_sheets(
    installation: Installation,
    scope: Scope,
    version: PublishedVersion,
    language: str,
    *,
    count: int,
    large_print: bool = False,
    sitting_id: str | None = None,
    batch: str = "",
) -> MadeSheets:
    """Print so many sheets of a survey; made twice, they are other sheets. A batch without a name has that of the day.

    Raises:
        InputError: the language is not offered, or there are too many sheets or letters at once.
    """
    facts = _facts(installation, scope, version, language, large_print=large_print)
    name = batch.strip() or today().isoformat()
    _check(count, name)
    press = SheetPress(facts, served_interface(installation, language))
    codes = [SheetCodes(mint_sheet_code(), mint()) for _ in range(count)]
    pdf = press.printed(codes)
    printed = _printed(press, facts)
    with installation.database.writing() as connection:
        layout_id = keep_layout(connection, scope, printed)
        secret = installation.config.lasting_key
        sheets = tuple(
            Sheet(new_id("sh"), each.code, layout_id, key_hash(secret, each.receipt_code), today(), sitting_id, name)
            for each in codes
        )
        insert_sheets(connection, scope, sheets)
    return MadeSheets(pdf, sheets)


def _check(count: int, batch: str) -> None:
    if not 1 <= count <= MOST_AT_ONCE:
        mend = f"Print 1 to {MOST_AT_ONCE} at once."
        raise InputError.of("sheets-count", f"cannot be {count}", where="the number of sheets", mend=mend)
    if len(batch) > MOST_LETTERS:
        mend = f"Give it at most {MOST_LETTERS} letters."
        raise InputError.of("sheets-batch", "is too long", where="the name of the batch", mend=mend)


def _facts(
    installation: Installation, scope: Scope, version: PublishedVersion, language: str, *, large_print: bool
) -> PaperFacts:
    asked = asking(installation, version.survey.slug, version_id=version.id)
    if asked.project.scope != scope or language not in asked.languages:
        mend = f"Choose one of: {', '.join(asked.languages)}."
        where = f"survey {version.survey.slug}"
        raise InputError.of("language-absent", f"is not offered in {language}", where=where, mend=mend)
    return PaperFacts(
        project=asked.project,
        version=version,
        language=language,
        base_url=installation.config.base_url,
        is_draft=asked.is_draft(language),
        large_print=large_print,
        pictures=_pictures(installation, version.survey),
    )


def _pictures(installation: Installation, survey: Survey) -> dict[str, str]:
    """The pictures beside the questions, by their stored names, as they stand in a page that fetches nothing."""
    names = {question.picture.stored for question in survey.questions() if question.picture}
    found = {name: stored_file(installation, name) for name in sorted(names)}
    return {
        name: f"data:{TYPES[name.rpartition('.')[2]]};base64,{b64encode(content).decode()}"
        for name, content in found.items()
        if content
    }


def _printed(press: SheetPress, facts: PaperFacts) -> Printed:
    same = (facts.version.id, facts.language, facts.large_print)
    content = orjson.dumps([*same, to_document(press.layout)], option=orjson.OPT_SORT_KEYS)
    return Printed(*same, press.layout, hashlib.sha256(content).hexdigest())
