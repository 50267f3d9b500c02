"""Photos on their way out: where each was taken, in words, and the table that goes with their files.

Which photos go at all is in `photos/selecting`. A feeling is no stance, and is not made one here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ei_collect.analysis.cells import Cell, Table, defuse
from ei_collect.answering.photographs import ABOUT, Elsewhere, PhotoAnswer, Showing
from ei_collect.answering.response import Quotable
from ei_collect.answering.translation import Translation
from ei_collect.photos.showing import shown_at
from ei_collect.places.place import Place, PlaceKind

FIRST_LANGUAGE = "en"
ELSEWHERE = {
    Elsewhere.ON_A_ROUTE: "on a route",
    Elsewhere.SEVERAL_PLACES: "several places",
    Elsewhere.OUTSIDE_THE_TOWN: "outside the town",
    Elsewhere.ONLINE: "online",
    Elsewhere.RATHER_NOT: "",
}
HEADINGS = (
    "photo",
    "file",
    "thumbnail",
    "survey",
    "question",
    "status",
    "showing",
    "shown_to",
    "people",
    "people_cleared",
    "caption",
    "caption_language",
    "caption_withheld",
    "caption_translation",
    "translation_language",
    "translation_made",
    "feeling",
    "where",
    "where_name",
    "ward",
    "alt",
    "width",
    "height",
    "bytes",
    "sha256",
    "synthetic",
)
FOR_RESEARCH = ("response", "where_words")
"""What joins a photo to its maker's other answers, and their own words for the place: for researchers alone."""


@dataclass(frozen=True)
class Taken:
    """Where a photo was taken: a place, a ward, or what else was said of it; each in words, empty where not said."""

    place: str = ""
    ward: str = ""

    @property
    def told(self) -> str:
        """All of it."""
        return ", ".join(filter(None, (self.place, self.ward)))


@dataclass(frozen=True)
class Gazetteer:
    """The wards (by code, to names) and the places (by code) of a project."""

    wards: Mapping[str, str]
    places: Mapping[str, Place]

    def taken(self, where: str | None) -> Taken:
        """What the answer to where a photo was taken says."""
        if where is None or where in set(Elsewhere):
            return Taken(ELSEWHERE[Elsewhere(where)] if where else "")
        if not where.startswith(ABOUT):
            return Taken(ward=self.wards.get(where, where))
        place = self.places.get(where.removeprefix(ABOUT))
        if place is None:
            return Taken(where.removeprefix(ABOUT))
        ward = self.wards.get(place.ward, place.ward) if place.ward else ""
        if place.kind is PlaceKind.WARD:
            return Taken(ward=ward)
        return Taken(place.names.wording(FIRST_LANGUAGE).body, ward)


@dataclass(frozen=True)
class PhotoFacts:
    """All that can be told of a photo that was sent. `files` are the names of picture and thumbnail.

    `language` is that of the page on which it was captioned; `withheld` says why the caption may not be shown beyond
    the research, and is empty where it may. `translation` is one of the caption, for whoever may see that.
    """

    id: str
    survey: str
    question: str
    response: str
    language: str
    answer: PhotoAnswer
    taken: Taken
    status: str
    cleared: bool
    alt: str
    width: int
    height: int
    size: int
    digest: str
    quotable: Quotable
    withheld: str
    synthetic: bool
    files: tuple[str, str]
    translation: Translation | None = None

    @property
    def caption_language(self) -> str:
        """The language of the caption, empty where there is none."""
        caption = self.answer.caption
        return (caption.language or self.language) if caption else ""

    def caption(self, selection: Showing) -> str:
        """The caption, for these eyes; empty where there is none or it is withheld."""
        caption = self.answer.caption
        return caption.body if caption and (selection is Showing.RESEARCH or not self.withheld) else ""

    def translated(self, selection: Showing) -> Translation | None:
        """The translation of the caption, for these eyes: nobody sees it who may not see the caption."""
        return self.translation if self.caption(selection) else None


def photo_table(photos: Iterable[PhotoFacts], selection: Showing) -> Table:
    """One row a photo."""
    headings = HEADINGS + (FOR_RESEARCH if selection is Showing.RESEARCH else ())
    return Table("photos", headings, _rows(photos, selection, headings))


def _rows(photos: Iterable[PhotoFacts], selection: Showing, headings: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    for photo in photos:
        cells = _cells(photo, selection)
        yield tuple(defuse(cell) if isinstance(cell, str) else cell for cell in map(cells.__getitem__, headings))


def _cells(photo: PhotoFacts, selection: Showing) -> dict[str, Cell]:
    answer, shown = photo.answer, shown_at(photo.status, photo.answer, photo.cleared)
    translation = photo.translated(selection)
    return {
        "photo": photo.id,
        "file": f"photos/{photo.files[0]}",
        "thumbnail": f"thumbnails/{photo.files[1]}",
        "survey": photo.survey,
        "question": photo.question,
        "status": photo.status,
        "showing": answer.showing.value,
        "shown_to": shown.value if shown else "",
        "people": answer.people.value if answer.people else "",
        "people_cleared": _yes(photo.cleared),
        "caption": photo.caption(selection),
        "caption_language": photo.caption_language,
        "caption_withheld": "" if selection is Showing.RESEARCH else photo.withheld,
        "caption_translation": translation.body if translation else "",
        "translation_language": translation.language if translation else "",
        "translation_made": translation.made if translation else "",
        "feeling": answer.feeling.value if answer.feeling else "",
        "where": answer.where or "",
        "where_name": photo.taken.place,
        "ward": photo.taken.ward,
        "alt": photo.alt,
        "width": photo.width,
        "height": photo.height,
        "bytes": photo.size,
        "sha256": photo.digest,
        "synthetic": _yes(photo.synthetic),
        "response": photo.response,
        "where_words": answer.where_words,
    }


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
