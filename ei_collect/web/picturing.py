"""Sending a picture: always as JPEG, never to be kept by anybody on the way, and nothing in it can run."""

from flask import Response

ALONE = "default-src 'none'; sandbox"


def send_picture(content: bytes) -> Response:
    """The picture; its name and its dates tell nothing."""
    response = Response(content, mimetype="image/jpeg")
    response.headers["Content-Disposition"] = "inline; filename=photo.jpg"
    response.headers["Content-Security-Policy"] = ALONE
    response.headers["Cache-Control"] = "no-store"
    return response
