"""Writing catalogues for tests."""

from pathlib import Path

from ei_collect.language.po import po_path

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural};\\n"

"""
TWO_FORMS = "nplurals=2; plural=(n != 1)"
ARABIC_FORMS = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"


def write_catalogue(folder: Path, language: str, domain: str, body: str, plural: str = TWO_FORMS) -> Path:
    """Put a catalogue with this body where the program looks for it; its path."""
    path = po_path(folder, language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER.format(plural=plural) + body, encoding="utf-8")
    return path
