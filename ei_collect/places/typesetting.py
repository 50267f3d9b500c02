"""Setting a page for print: a template with the words of one or several catalogues, as residents read them.

Pages on screens are set by `web`; the filters here are the same, for whoever prints without a request.
"""

import unicodedata
from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ei_collect.language.catalogues import Catalogue
from ei_collect.language.languages import LANGUAGES, Language
from ei_collect.language.text import Text
from ei_collect.language.visible import visible
from ei_collect.language.writing import write_day, write_number


class Typesetter:
    """Sets the templates of a package in the languages whose catalogues it has; one page after the other."""

    def __init__(self, catalogues: Mapping[str, Catalogue], package: str) -> None:
        self._catalogues = catalogues
        self._spoken = LANGUAGES["en"]
        self._environment = Environment(
            loader=PackageLoader(package),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
        )
        self._environment.policies["ext.i18n.trimmed"] = True
        self._environment.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it when loaded
            self._gettext,
            self._ngettext,
            newstyle=True,
            pgettext=self._pgettext,
        )
        self._environment.globals |= {"speak": self.speak}
        self._environment.filters |= {
            "visible": visible,
            "words": self._words,
            "direction": _direction,
            "number": lambda given: self._isolated(write_number(given, self._spoken.code)),
            "day": lambda given: self._isolated(write_day(given, self._spoken.code)),
        }

    def set_page(self, template: str, **facts: object) -> str:
        """The page that a template makes of these facts."""
        return self._environment.get_template(template).render(**facts)

    def speak(self, code: str) -> Language:
        """Say what follows in this language."""
        self._spoken = LANGUAGES[code]
        return self._spoken

    def _gettext(self, message: str) -> str:
        return self._catalogues[self._spoken.code].gettext(message)

    def _ngettext(self, singular: str, plural: str, number: int) -> str:
        return self._catalogues[self._spoken.code].ngettext(singular, plural, number)

    def _pgettext(self, context: str, message: str) -> str:
        return self._catalogues[self._spoken.code].pgettext(context, message)

    def _words(self, given: Text) -> Markup:
        wording = given.wording(self._spoken.code)
        if wording.language == self._spoken.code:
            return escape(visible(wording.body))
        direction = LANGUAGES[wording.language].direction if wording.language in LANGUAGES else "auto"
        marked = Markup('<span lang="{}" dir="{}">{}</span>')
        return marked.format(wording.language, direction, visible(wording.body))

    def _isolated(self, written: str) -> Markup:
        """Digits kept apart from what stands beside them where the page runs from right to left."""
        return Markup("<bdi>{}</bdi>").format(written) if self._spoken.direction == "rtl" else escape(written)


def _direction(words: str) -> str:
    """Which way these words run, told by the first letter that has a direction: what prints the page cannot tell."""
    strong = (unicodedata.bidirectional(letter) for letter in words)
    return "rtl" if next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L" else "ltr"
