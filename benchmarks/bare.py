"""A bare Flask app on the same server: a page with a form, and a redirect when it is posted. It keeps nothing."""

import sys

import waitress
from flask import Flask, redirect, request
from werkzeug.wrappers import Response

app = Flask(__name__)
PAGE = "<!doctype html><title>Bare</title><form method=post><input name=words><button>Go on</button></form>"


@app.get("/healthz")
def healthz() -> str:
    """That it is there."""
    return "ok"


@app.route("/<path:anything>", methods=["GET", "POST"])
def page(anything: str) -> str | Response:
    """The form, or the way to the next page."""
    if request.method == "POST":
        return redirect(f"/{anything}{len(request.form)}", 303)
    return PAGE


if __name__ == "__main__":
    waitress.serve(app, listen=f"localhost:{sys.argv[1]}", threads=8, ident=None)
