"""UK postcodes as people type them. Where one lies is a question to the store; none is ever kept beside a response."""

import re
import unicodedata

_WHOLE = re.compile(r"GIR0AA|[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")


def normalise(typed: str) -> str | None:
    """The postcode in capitals without its space (`BS11AD`), or None where `typed` is a part of one or none at all.

    Digits and letters of other scripts' keyboards (full-width, Arabic-Indic) count as the plain ones.
    """
    plain = "".join(map(_plain, unicodedata.normalize("NFKC", typed)))
    code = re.sub(r"\s+", "", plain).upper()
    return code if _WHOLE.fullmatch(code) else None


def _plain(character: str) -> str:
    return str(unicodedata.digit(character, character))
