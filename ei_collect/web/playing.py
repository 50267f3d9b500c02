"""Sending a file of sound: in parts where the browser asks for a part, and never to be kept by anybody on the way."""

from io import BytesIO

from flask import send_file
from werkzeug.wrappers import Response

from ei_collect.answering.sound import ENDINGS


def play(content: bytes, media_type: str) -> Response:
    """The sound, as one of the types that we take. Its name tells nothing."""
    name = f"recording.{ENDINGS[media_type]}"
    response = send_file(BytesIO(content), media_type, conditional=True, download_name=name, etag=False, max_age=0)
    response.headers["Content-Disposition"] = f"inline; filename={name}"
    response.headers["Cache-Control"] = "no-store"
    return response
