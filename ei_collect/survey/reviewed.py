"""What a speaker reads before a language opens: the words about consent, privacy and safety.

Those are the survey's introduction, its consent points and its thanks, and every message of the interface.
"""

import hashlib
from collections.abc import Iterator

import orjson

from ei_collect.language.catalogues import Catalogue
from ei_collect.language.text import Text
from ei_collect.survey.definition import Survey


def read_digest(survey: Survey, interface: Catalogue) -> str:
    """SHA-256 of all that is read in the language of `interface`, with the source words behind it, in hexadecimal."""
    told = [[text.wordings[text.source], text.wordings.get(interface.language)] for text in _texts(survey)]
    messages = sorted([entry.key[0] or "", entry.key[1], *entry.translations] for entry in interface.entries.values())
    return hashlib.sha256(orjson.dumps([told, messages])).hexdigest()


def _texts(survey: Survey) -> Iterator[Text]:
    yield from survey.introduction
    yield from survey.consent
    yield survey.thanks
