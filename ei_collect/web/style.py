"""The stylesheet of residents stands in each of their pages: one request, and nothing to wait for before it is drawn.

The Content-Security-Policy allows it by its hash, and no other inline style.
"""

import base64
import hashlib
import re
from pathlib import Path

from flask import Flask
from markupsafe import Markup

SOURCE = Path(__file__).parent / "static" / "resident.css"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")


def squeezed(sheet: str) -> str:
    """The same rules without comments and needless spaces. Spaces that can mean something stay."""
    return _AROUND.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", sheet))).replace(";}", "}").strip()


STYLE = squeezed(SOURCE.read_text(encoding="utf-8"))
HASH = "sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()


def register(app: Flask) -> None:
    """Give the templates `resident_style`."""
    app.jinja_env.globals["resident_style"] = Markup(STYLE)  # noqa: S704  # our own file
