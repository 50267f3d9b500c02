"""Catalogues that cannot be used as they are."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from ei_collect.language.checks import catalogue_findings, languages_present, template_findings
from ei_collect.language.po import template_path, to_text
from tests.language.catalogue_files import write_catalogue


def _template() -> Catalog:
    catalog = Catalog(fuzzy=False)
    catalog.add("Hello %(name)s")
    catalog.add(("%(num)s answer", "%(num)s answers"))
    return catalog


GOOD = """
msgid "Hello %(name)s"
msgstr "Witaj %(name)s"

msgid "%(num)s answer"
msgid_plural "%(num)s answers"
msgstr[0] "jedna"
msgstr[1] "%(num)s"
"""


def _codes(folder: Path, body: str) -> list[tuple[str, str]]:
    write_catalogue(folder, "pl", "interface", "#, python-format" + body.replace("\n\n", "\n\n#, python-format\n"))
    return [(finding.code, finding.what) for finding in catalogue_findings(folder, "pl", "interface", _template())]


def test_catalogue_when_in_order_then_nothing_is_found(tmp_path: Path) -> None:
    assert _codes(tmp_path, GOOD) == []


def test_catalogue_when_absent_then_nothing_is_found(tmp_path: Path) -> None:
    assert list(catalogue_findings(tmp_path, "pl", "interface", _template())) == []


@pytest.mark.parametrize(
    ("good", "bad", "code", "word"),
    [
        ("Witaj %(name)s", "Witaj %(nom)s", "translation-form", "nom"),
        ("Witaj %(name)s", "Witaj", "translation-form", "leaves out the placeholder name"),
        ("Witaj %(name)s", "Witaj %s", "translation-form", "kind"),
        ('msgstr[0] "jedna"', 'msgstr[0] ""', "translation-form", "1 of the 2 plural forms"),
        ('msgid "Hello %(name)s"', 'msgid "Bye %(name)s"', "message-absent", "Hello"),
        ('msgid "Hello %(name)s"', 'msgid "Bye %(name)s"', "message-obsolete", "Bye"),
    ],
)
def test_catalogue_when_faulty_then_the_fault_is_named(
    tmp_path: Path, good: str, bad: str, code: str, word: str
) -> None:
    found = _codes(tmp_path, GOOD.replace(good, bad))
    assert [what for kind, what in found if kind == code and word in what]


def test_catalogue_when_faulty_then_file_and_line_are_named(tmp_path: Path) -> None:
    body = 'msgid "Hello %(name)s"\nmsgstr "%(nom)s"\n'
    path = write_catalogue(tmp_path, "pl", "interface", "#, python-format\n" + body)
    found = {finding.code: finding.where for finding in catalogue_findings(tmp_path, "pl", "interface", _template())}
    line = path.read_text(encoding="utf-8").splitlines().index('msgid "Hello %(name)s"') + 1
    assert found["translation-form"] == f"{path}:{line}"


def test_template_when_absent_or_old_then_found(tmp_path: Path) -> None:
    path = template_path(tmp_path, "interface")
    assert [finding.code for finding in template_findings(tmp_path, "interface", _template())] == ["template-old"]
    path.write_text(to_text(_template()), encoding="utf-8")
    assert list(template_findings(tmp_path, "interface", _template())) == []
    path.write_text(to_text(_template()) + "\n", encoding="utf-8")
    assert [finding.code for finding in template_findings(tmp_path, "interface", _template())] == ["template-old"]


def test_languages_present_when_a_folder_is_there_then_named(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "pl", "interface", "")
    assert languages_present(tmp_path) == ("pl",)
