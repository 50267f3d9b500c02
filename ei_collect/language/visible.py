"""Showing characters that a format cannot hold. For what is shown or printed: database, CSV and JSON keep them all."""

import re

# What XML 1.0 cannot hold and what commands an old terminal: C0 but for tab and line feed, DEL, C1, lone surrogates and
# the two non-characters at the end of the basic plane.
_UNHELD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PICTURES = 0x2400
_PICTURE_OF_DELETE = "\u2421"


def visible(text: str) -> str:
    """`text` with a visible substitute for each character that HTML, PDF or XLSX cannot hold: ␀ to ␟, ␡ or ⟨U+0085⟩.

    A line that ends in CR LF ends in LF, as those formats would have it.
    """
    return _UNHELD.sub(lambda found: _substitute(ord(found[0])), text.replace("\r\n", "\n"))


def _substitute(code_point: int) -> str:
    if code_point < 0x20:
        return chr(_PICTURES + code_point)
    if code_point == 0x7F:
        return _PICTURE_OF_DELETE
    return f"⟨U+{code_point:04X}⟩"
