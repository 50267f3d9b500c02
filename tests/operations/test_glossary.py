"""The glossary that comes with the program."""

from pathlib import Path

from ei_collect.config import read_config
from ei_collect.language.catalogues import Catalogue, Entry, key_of
from ei_collect.language.glossary import load_glossary, uses
from ei_collect.operations.glossary import explained_glossary
from ei_collect.operations.translating import templates
from tests.conftest import HOME


def test_glossary_when_read_then_every_term_stands_in_what_is_translated(tmp_path: Path) -> None:
    wanted = templates(read_config({"EI_DATA": str(tmp_path)})).values()
    keys = [key_of(message) for template in wanted for message in template if message.id]
    everything = Catalogue("pl", tmp_path, {key: Entry(key, ("x",), False, 1) for key in keys})
    assert [term.term for term in load_glossary(HOME / "translations") if not uses(term, [everything])] == []


def test_glossary_when_explained_then_with_what_polish_says(tmp_path: Path) -> None:
    told = {each.term.term: each.uses for each in explained_glossary(read_config({"EI_DATA": str(tmp_path)}), "pl")}
    assert told["neighbourhood"]
    assert all(use.translation for use in told["neighbourhood"])
