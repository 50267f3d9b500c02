"""Why a photo cannot be kept. What its maker reads about it is written in `web`, in their language."""

from enum import StrEnum

from ei_collect.errors import InputError


class Refusal(StrEnum):
    """The code of the one finding of a `PhotoRefusedError`."""

    EMPTY = "photo-empty"
    TOO_BIG = "photo-too-big"
    NO_PICTURE = "photo-no-picture"
    TOO_MANY_PIXELS = "photo-too-many-pixels"
    BROKEN = "photo-broken"
    TOO_SLOW = "photo-too-slow"

    @property
    def what(self) -> str:
        """What is wrong with the photo, as a finding says it."""
        return _WORDS[self][0]

    @property
    def mend(self) -> str:
        """What would be right."""
        return _WORDS[self][1]


_WORDS = {
    Refusal.EMPTY: ("is empty", "Choose the photo again."),
    Refusal.TOO_BIG: ("is too big a file", "Send a smaller one: a screenshot of the photo will do."),
    Refusal.NO_PICTURE: ("is no photo", "Send a JPEG, PNG, WebP, HEIC, AVIF or GIF file, and nothing else within it."),
    Refusal.TOO_MANY_PIXELS: ("has too many pixels", "Send a smaller one: a screenshot of the photo will do."),
    Refusal.BROKEN: ("is damaged or cut short", "Choose the photo again, or take it anew."),
    Refusal.TOO_SLOW: ("takes too long to open", "Send a smaller one: a screenshot of the photo will do."),
}


class PhotoRefusedError(InputError):
    """A photo cannot be kept; the code of its one finding is a `Refusal`."""

    @property
    def refusal(self) -> Refusal:
        """Why."""
        return Refusal(self.findings[0].code)


def refused(refusal: Refusal, where: str) -> PhotoRefusedError:
    """The error that refuses the photo called `where`."""
    return PhotoRefusedError.of(refusal, refusal.what, where=where, mend=refusal.mend)
