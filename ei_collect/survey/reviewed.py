"""What a speaker reads before a language opens: the words that consent, privacy and safety depend on.

Of a survey those are its introduction, its consent points, its thanks, and whatever the question says that asks for a
consent of its own. Of the interface they are the messages that stand in `PLACES`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from ei_collect.language.catalogues import Catalogue, Key
from ei_collect.language.text import Text
from ei_collect.survey.definition import Role, Survey
from ei_collect.survey.wordings import wordings

CONSENT_ROLES = (Role.QUOTE_CONSENT,)
"""Of questions whose words are kept with the answer, as what was agreed to."""
READ_PARTS = frozenset({"introduction", "consent", "thanks"})
TEMPLATES = "ei_collect/web/templates/"
ON_SCREEN = frozenset(
    TEMPLATES + name
    for name in (
        "layout/resident.html",  # the way out of every page
        "problem.html",  # what is kept where something went wrong
        "resident/about/forum.html",  # that an invitation is never linked with answers
        "resident/about/help.html",
        "resident/about/privacy.html",
        "resident/agreement.html",
        "resident/beginning.html",
        "resident/check.html",
        "resident/closing.html",  # whether the code may show the answers
        "resident/covers.html",  # that what is covered is gone for good
        "resident/kept.html",
        "resident/kinds/ward.html",  # that a postcode is not kept
        "resident/later.html",
        "resident/map.html",  # that the spot is not kept
        "resident/parts.html",
        "resident/photo_adding.html",
        "resident/photo_faults.html",
        "resident/photo_fields.html",
        "resident/photo_first.html",
        "resident/photo_words.html",
        "resident/poster.html",  # what a poster that is not ours may be after
        "resident/recall.html",
        "resident/receipt.html",
        "resident/recorder.html",
        "resident/recording_faults.html",
        "resident/section.html",  # that nobody reads straight away, and where help is
        "resident/shown_photo.html",
        "resident/start.html",
        "resident/thanks.html",
        "resident/told_first.html",
        "resident/unsent.html",  # where answers wait that found no signal
        "resident/voice_about.html",
        "resident/voice_agreement.html",
        "resident/withdraw.html",
        "resident/withdrawn.html",
        "tablet/end.html",
        "tablet/kinds/voice.html",
        "tablet/idle.html",  # when what somebody typed goes
        "tablet/survey.html",
    )
)
PRINTED = frozenset("ei_collect/places/templates/" + name for name in ("cards.html", "poster.html", "square.html"))
SHEETS = frozenset(
    "ei_collect/fieldwork/templates/" + name
    for name in ("paper.html", "paper_keep.html", "paper_questions.html", "paper_stamps.html", "slip.html")
)
PLACES = ON_SCREEN | PRINTED | SHEETS
"""The templates whose messages are read, as catalogues name them. A message that names no place is read too."""


def read_digest(survey: Survey, language: str, interface: str) -> str:
    """SHA-256 of all that is read in `language`, with the source words behind it; `interface` is its `pages_digest`."""
    told = [[path, text.wordings[text.source], text.wordings.get(language)] for path, text in _read_of(survey)]
    return _sha256([told, interface])


def pages_digest(interface: Catalogue, template: Mapping[Key, Iterable[str]]) -> str:
    """SHA-256 of the messages that are read in a language; `template` has where each message of the program stands."""
    told = []
    for key in {*interface.entries, *template}:
        entry = interface.entries.get(key)
        places = {*template.get(key, ()), *(entry.places if entry else ())}
        if not places or places & PLACES:
            told.append([key[0] or "", key[1], *(entry.translations if entry else ())])
    return _sha256(sorted(told))


def _read_of(survey: Survey) -> Iterator[tuple[str, Text]]:
    asked = [question for role in CONSENT_ROLES if (question := survey.in_role(role))]
    parts = READ_PARTS | {question.code for question in asked}
    scales = {question.scale for question in asked if question.scale}
    for path, text in wordings(survey):
        head, *rest = path.split(".")
        if head in parts or (head == "scale" and rest[0] in scales):
            yield path, text


def _sha256(told: Any) -> str:
    return hashlib.sha256(orjson.dumps(told)).hexdigest()
