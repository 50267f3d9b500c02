"""The glossary with what the catalogues of a language say for each of its terms."""

from dataclasses import dataclass

from ei_collect.config import Config
from ei_collect.language.catalogues import read_catalogue
from ei_collect.language.glossary import Term, Use, load_glossary, uses


@dataclass(frozen=True)
class Explained:
    """A term and what is said for it in one language; no uses where nothing of it is translated."""

    term: Term
    uses: tuple[Use, ...]


def explained_glossary(config: Config, language: str) -> tuple[Explained, ...]:
    """Every term of the installation's glossary, in its order.

    Raises:
        DefinitionError: the glossary or a catalogue cannot be read.
    """
    folder = config.translations
    domains = sorted(path.stem for path in folder.glob("*.pot"))
    catalogues = [read_catalogue(folder, language, domain) for domain in domains]
    return tuple(Explained(term, uses(term, catalogues)) for term in load_glossary(folder))
