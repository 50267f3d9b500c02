"""A photo as the pack, the photo sheet and the contact sheet show it. Which ones do is decided before."""

import base64
from dataclasses import dataclass

from ei_collect.analysis.photos import PhotoFacts
from ei_collect.answering.photographs import Feeling, Showing
from ei_collect.answering.translation import Translation
from ei_collect.language.languages import LANGUAGES

FEELINGS = {
    Feeling.CONNECTED: "connected or comfortable",
    Feeling.LESS: "less connected or comfortable",
    Feeling.BOTH: "both connected and less so",
}
UNDESCRIBED = "Not described yet"


@dataclass(frozen=True)
class ForumPhoto:
    """A photo with all that stands beside it, in words; `src` is its picture itself, or where that lies.

    `caption` is in `language`, as it was given; `translation` stands beside it, never instead of it. Where it is
    withheld both are None, and `withheld` says why. `feeling` is how its maker feels there, which makes the place
    neither enabler nor barrier.
    """

    id: str
    src: str
    width: int
    height: int
    alt: str
    caption: str | None
    language: str | None
    withheld: str
    feeling: str
    place: str
    ward: str
    status: str
    published: bool
    synthetic: bool
    digest: str
    translation: Translation | None = None

    @property
    def language_name(self) -> str:
        """What the language of the caption is called in English; its code where we do not know it."""
        return _called(self.language or "")

    @property
    def translation_name(self) -> str:
        """What the language of the translation is called in English."""
        return _called(self.translation.language) if self.translation else ""

    @property
    def longest(self) -> int:
        """How much room the caption needs, or its translation, whichever is longer."""
        return max(len(self.caption or ""), len(self.translation.body if self.translation else ""))

    def beginning(self, most: int) -> str:
        """The caption, or as much of it as there is room for."""
        return _beginning(self.caption or "", most)

    def beginning_translated(self, most: int) -> str:
        """The same of its translation."""
        return _beginning(self.translation.body if self.translation else "", most)


def forum_photo(photo: PhotoFacts, selection: Showing, src: str) -> ForumPhoto:
    """The photo, for these eyes."""
    caption = photo.caption(selection)
    return ForumPhoto(
        id=photo.id,
        src=src,
        width=photo.width,
        height=photo.height,
        alt=photo.alt if photo.alt.strip() else UNDESCRIBED,
        caption=caption or None,
        language=photo.caption_language if caption else None,
        withheld=photo.withheld if photo.answer.caption and not caption else "",
        feeling=FEELINGS[photo.answer.feeling] if photo.answer.feeling else "",
        place=photo.taken.place,
        ward=photo.taken.ward,
        status=photo.status,
        published=photo.answer.showing is Showing.PUBLISHED,
        synthetic=photo.synthetic,
        digest=photo.digest,
        translation=photo.translated(selection),
    )


def _called(code: str) -> str:
    return LANGUAGES[code].english_name if code in LANGUAGES else code


def _beginning(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def in_the_page(picture: bytes) -> str:
    """A JPEG as an address that holds the picture itself, so that a page needs nothing beside it."""
    return f"data:image/jpeg;base64,{base64.b64encode(picture).decode()}"
