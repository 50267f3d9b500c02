"""The template of the interface: every message that pages and modules ask gettext for, in the order of the files."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file

METHODS = {".html": "jinja2.ext:babel_extract", ".py": "python"}
JINJA_OPTIONS = {
    "newstyle_gettext": "true",
    "silent": "false",
    "trimmed": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
}
"""As the running program sets Jinja up, so that the messages are the same to the letter."""
COMMENT_TAG = "Translators:"


def interface_template(package: Path) -> Catalog:
    """Every message in the templates and modules under the folder `package`."""
    catalog = Catalog(fuzzy=False)
    for path in sorted(package.rglob("*")):
        if path.suffix in METHODS:
            _add_file(catalog, path, path.relative_to(package.parent).as_posix())
    return catalog


def _add_file(catalog: Catalog, path: Path, name: str) -> None:
    options = JINJA_OPTIONS if path.suffix == ".html" else {}
    found = extract_from_file(METHODS[path.suffix], path, DEFAULT_KEYWORDS, (COMMENT_TAG,), options, True)
    for line, message, comments, context in found:
        catalog.add(message, None, [(name, line)], auto_comments=comments, context=context)
