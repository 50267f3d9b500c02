"""A part of a picture of a page, to be shown beside the field in which it is typed."""

from io import BytesIO

from ei_collect.fieldwork.scanned import Area
from ei_collect.photos.opening import opened_again

QUALITY = 85


def cropped(picture: bytes, area: Area) -> bytes:
    """That part of a JPEG that was laid flat, as JPEG again."""
    whole, held = opened_again(picture).convert("L"), BytesIO()
    part = whole.crop((area.left, area.top, area.left + area.width, area.top + area.height))
    part.save(held, "JPEG", quality=QUALITY)
    return held.getvalue()
