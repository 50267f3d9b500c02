"""The languages that the program knows, in one table. How one is chosen is in `negotiation`."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ei_collect.errors import NotFoundError

Direction: TypeAlias = Literal["ltr", "rtl"]


@dataclass(frozen=True)
class Language:
    """A language: `code` is its BCP 47 tag, `own_name` what its speakers call it, `direction` that of its script.

    `locale` is the CLDR locale by which Babel knows its plural forms, numbers and dates. Babel has none for `prs`.
    """

    code: str
    own_name: str
    english_name: str
    direction: Direction
    locale: str


_KNOWN = (
    Language("en", "English", "English", "ltr", "en_GB"),
    Language("cy", "Cymraeg", "Welsh", "ltr", "cy"),
    Language("es", "Español", "Spanish", "ltr", "es"),
    Language("fr", "Français", "French", "ltr", "fr"),
    Language("pl", "Polski", "Polish", "ltr", "pl"),
    Language("pt", "Português", "Portuguese", "ltr", "pt"),
    Language("ro", "Română", "Romanian", "ltr", "ro"),
    Language("so", "Soomaali", "Somali", "ltr", "so"),
    Language("tr", "Türkçe", "Turkish", "ltr", "tr"),
    Language("uk", "Українська", "Ukrainian", "ltr", "uk"),
    Language("ur", "اردو", "Urdu", "rtl", "ur"),
    Language("ar", "العربية", "Arabic", "rtl", "ar"),
    Language("ps", "پښتو", "Pashto", "rtl", "ps"),
    Language("prs", "دری", "Dari", "rtl", "fa_AF"),
    Language("fa", "فارسی", "Farsi", "rtl", "fa"),
    Language("ckb", "کوردی (سۆرانی)", "Kurdish (Sorani)", "rtl", "ckb"),
    Language("bn", "বাংলা", "Bengali", "ltr", "bn"),
    Language("pa", "ਪੰਜਾਬੀ", "Punjabi", "ltr", "pa"),
    Language("ti", "ትግርኛ", "Tigrinya", "ltr", "ti"),
    Language("zh-Hans", "简体中文", "Chinese (simplified)", "ltr", "zh_Hans"),
    Language("zh-Hant", "繁體中文", "Chinese (traditional)", "ltr", "zh_Hant"),
)
LANGUAGES: dict[str, Language] = {known.code: known for known in _KNOWN}
"""By code, in the order in which people choose: English, then by own name, script after script."""

PSEUDO = Language("qps", "[Ƥşḗŭḓǿ]", "Pseudo-language", "rtl", "en_GB")
"""Nobody's language, for trying pages out (see `pseudo`). Not among LANGUAGES, so that nothing is published in it."""

SHOWN: dict[str, Language] = {**LANGUAGES, PSEUDO.code: PSEUDO}
"""Every language that a page may be shown in, by code."""


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


def locale_of(code: str) -> str:
    """The CLDR locale for a language code; one that we do not know stands for itself."""
    return SHOWN[code].locale if code in SHOWN else code.replace("-", "_")
