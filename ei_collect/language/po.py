"""PO files as text: read with the place of each fault, written the same at each run (no dates, no versions of tools).

What a catalogue answers is in `catalogues`; how one is brought up to date is in `merging`.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from ei_collect.errors import DefinitionError
from ei_collect.language.languages import locale_of

WIDTH = 110


def po_path(folder: Path, language: str, domain: str) -> Path:
    """Where the catalogue of `domain` in `language` lies under the folder of translations."""
    return folder / language / "LC_MESSAGES" / f"{domain}.po"


def template_path(folder: Path, domain: str) -> Path:
    """Where the template of `domain` lies under the folder of translations."""
    return folder / f"{domain}.pot"


def read_file(path: Path, language: str | None = None) -> Catalog | None:
    """The messages of a PO file, or None where there is no such file. `language` is the code that its folder has.

    Raises:
        DefinitionError: it cannot be read as PO in UTF-8.
    """
    if not path.is_file():
        return None
    content = path.read_bytes()
    try:
        content.decode()
        locale = locale_of(language) if language else None
        return read_po(BytesIO(content), locale=locale, charset="utf-8", abort_invalid=True)
    except PoFileError as error:
        raise DefinitionError.of(
            "catalogue-syntax",
            f"cannot be read: {error}",
            where=f"{path}:{error.lineno}",
            mend='Write msgid "..." and msgstr "...", each with both quotes.',
        ) from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DefinitionError.of(
            "catalogue-encoding", "is not in UTF-8", where=f"{path}:{line}", mend="Save the file as UTF-8."
        ) from error


def to_text(catalog: Catalog) -> str:
    """The PO file of `catalog`: the same messages always give the same text."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=WIDTH, omit_header=True, include_lineno=False)
    return _header(catalog) + buffer.getvalue().decode().lstrip("\n")


def _header(catalog: Catalog) -> str:
    lines = ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    if catalog.locale_identifier:
        plural = f"Plural-Forms: nplurals={catalog.num_plurals}; plural={catalog.plural_expr};"
        lines = [f"Language: {catalog.locale_identifier}", *lines, plural]
    body = "".join(f'"{line}\\n"\n' for line in lines)
    return f'msgid ""\nmsgstr ""\n{body}\n'
