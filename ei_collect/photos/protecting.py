"""Covering the faces of a photo before anything of it is kept, where a survey says so."""

from ei_collect.photos.cleaning import Cleaned
from ei_collect.photos.covering import Box
from ei_collect.photos.pool import Cleaner


def faces_covered(cleaner: Cleaner, cleaned: Cleaned) -> tuple[Cleaned, tuple[Box, ...]]:
    """The photo with a solid shape over each face that is found, and where they are; itself where there is none.

    Raises:
        AbsentError: the extra `faces` is not installed. What was promised cannot be kept, so neither can the photo.
    """
    faces = cleaner.faces(cleaned.picture)
    return (cleaner.cover(cleaned.picture, faces), faces) if faces else (cleaned, ())
