"""A bare Flask app on the same server: a page with a form, and a redirect when it is posted. It keeps nothing.

It also serves a question page that was trimmed by hand, compressed, for first paints to be held against.
"""

import gzip
import sys
from pathlib import Path

import waitress
from flask import Flask, redirect, request
from flask import Response as FlaskResponse
from werkzeug.wrappers import Response

app = Flask(__name__)
PAGE = "<!doctype html><title>Bare</title><form method=post><input name=words><button>Go on</button></form>"
TRIMMED = gzip.compress((Path(__file__).parent / "trimmed.html").read_bytes(), 9)


@app.get("/healthz")
def healthz() -> str:
    """That it is there."""
    return "ok"


@app.get("/trimmed")
def trimmed() -> Response:
    """The page trimmed by hand."""
    return FlaskResponse(TRIMMED, headers={"Content-Encoding": "gzip", "Content-Type": "text/html; charset=utf-8"})


@app.route("/<path:anything>", methods=["GET", "POST"])
def page(anything: str) -> str | Response:
    """The form, or the way to the next page."""
    if request.method == "POST":
        return redirect(f"/{anything}{len(request.form)}", 303)
    return PAGE


if __name__ == "__main__":
    waitress.serve(app, listen=f"localhost:{sys.argv[1]}", threads=8, ident=None)
