"""The poster, or the sitting, that led somebody here: its code travels along up to the first page that is saved."""

from flask import request
from markupsafe import Markup

from ei_collect.fieldwork.sitting import read_sitting_code
from ei_collect.places.poster import read_code

POSTER = "poster"


def poster_carried() -> str:
    """The code of the poster or sitting that this request carries, as it is printed; empty where it carries none."""
    given = request.values.get(POSTER, "")
    return (read_code(given) or read_sitting_code(given) or "") if given else ""


def poster_arguments() -> dict[str, str]:
    """What an address carries so that the next page knows of the poster."""
    return {POSTER: code} if (code := poster_carried()) else {}


def own_fields(key: str, poster: str = "") -> Markup:
    """The fields of a form that are one person's own: their code, and the poster that led them here."""
    fields = Markup('<input type="hidden" name="key" value="{}">').format(key)
    if not poster:
        return fields
    return fields + Markup('<input type="hidden" name="poster" value="{}">').format(poster)
