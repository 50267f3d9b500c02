"""Pages of residents go out compressed, where the browser takes that. Pages of staff do not: they carry tokens."""

import gzip

from flask import Flask, current_app, request
from werkzeug.wrappers import Response

from ei_collect.web.access import Access, declared

LEAST = 900
"""Shorter pages fit into one packet anyway."""
LEVEL = 4
PACKED = frozenset({"text/html", "image/svg+xml"})


def register(app: Flask) -> None:
    """Compress what residents get."""
    app.after_request(_compress)


def takes_gzip() -> bool:
    """Whether the browser takes a compressed page."""
    return "gzip" in request.headers.get("Accept-Encoding", "")


def _compress(response: Response) -> Response:
    if response.mimetype not in PACKED or response.direct_passthrough or not _is_open():
        return response
    response.headers.add("Vary", "Accept-Encoding")
    if takes_gzip() and "Content-Encoding" not in response.headers:
        page = response.get_data()
        if len(page) >= LEAST:
            response.set_data(gzip.compress(page, LEVEL, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
    return response


def _is_open() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return view is not None and declared(view) == Access()
