"""The glossary and what catalogues say for its terms."""

from pathlib import Path

import pytest

from ei_collect.errors import DefinitionError
from ei_collect.language.catalogues import read_catalogue
from ei_collect.language.glossary import FILE, Term, Use, load_glossary, uses
from tests.language.catalogue_files import write_catalogue

WARD = Term("ward", "A part of the city.", forms=("wards",))
BODY = """
msgid "Which ward is it in?"
msgstr "Który to okręg?"

# needs-review
msgid "Ward"
msgstr "Okręg"

msgid "A reward for wards"
msgstr "Nagroda dla okręgów"

msgid "Steward"
msgstr "Zarządca"

msgid "Your ward"
msgstr ""
"""


def test_uses_when_a_term_stands_in_messages_then_the_translated_ones_shortest_first(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "pl", "interface", BODY)
    assert uses(WARD, [read_catalogue(tmp_path, "pl", "interface")]) == (
        Use("Ward", "Okręg", needs_review=True),
        Use("A reward for wards", "Nagroda dla okręgów", needs_review=False),
        Use("Which ward is it in?", "Który to okręg?", needs_review=False),
    )


def test_uses_when_there_are_many_then_a_few_are_enough(tmp_path: Path) -> None:
    body = "\n".join(f'msgid "ward {number}"\nmsgstr "{number}"\n' for number in range(9))
    write_catalogue(tmp_path, "pl", "interface", body)
    assert len(uses(WARD, [read_catalogue(tmp_path, "pl", "interface")])) == 4


def test_glossary_when_there_is_no_file_then_empty(tmp_path: Path) -> None:
    assert load_glossary(tmp_path) == ()


@pytest.mark.parametrize("text", ["- {term: ward}\n", "- {term: ward, meaning: x, more: y}\n", "a: [\n", "ward\n"])
def test_glossary_when_it_cannot_be_read_then_refused_with_its_name(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        load_glossary(tmp_path)
    assert refused.value.findings[0].where == str(tmp_path / FILE)
