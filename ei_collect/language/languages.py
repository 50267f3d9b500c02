"""The languages that the program knows, with their own names and direction. How one is chosen is in `negotiation`."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ei_collect.errors import NotFoundError

Direction: TypeAlias = Literal["ltr", "rtl"]


@dataclass(frozen=True)
class Language:
    """A language: `code` is its BCP 47 tag, `own_name` what its speakers call it, `direction` that of its script."""

    code: str
    own_name: str
    english_name: str
    direction: Direction


_KNOWN = (
    Language("en", "English", "English", "ltr"),
    Language("ar", "العربية", "Arabic", "rtl"),
    Language("so", "Soomaali", "Somali", "ltr"),
    Language("pl", "Polski", "Polish", "ltr"),
)
LANGUAGES: dict[str, Language] = {known.code: known for known in _KNOWN}


def language(code: str) -> Language:
    """The language with this code.

    Raises:
        NotFoundError: the program does not know it.
    """
    if code not in LANGUAGES:
        raise NotFoundError.of(
            "language-unknown", "is not known", where=f"language {code}", mend=f"One of: {', '.join(LANGUAGES)}."
        )
    return LANGUAGES[code]
