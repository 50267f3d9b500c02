"""The map on which somebody shows where a photo was taken. A tap becomes a ward or a place, and is forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter

from ei_collect.answering.album import photos_in, with_word
from ei_collect.answering.kinds.photo import WHERE
from ei_collect.answering.photographs import ABOUT
from ei_collect.errors import NotFoundError
from ei_collect.operations.asking import Asking
from ei_collect.operations.attaching import asked as asked_for
from ei_collect.operations.holding import hold
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.memory import Shelf
from ei_collect.places.drawing import Dot, to_svg
from ei_collect.places.outline import NEAR, Spot, TownMap, draw, metres
from ei_collect.places.place import Place
from ei_collect.store.database import Connection
from ei_collect.store.drafts import Draft, save_drafts
from ei_collect.store.place_list import find_place, places_of
from ei_collect.store.places import outlines_of
from ei_collect.survey.definition import Kind

MOST_DOTS = 40
MOST_NEAR = 5


@dataclass(frozen=True)
class Marked:
    """A place with its spot in the picture."""

    place: Place
    spot: Spot

    @property
    def where(self) -> str:
        """What a photo that was taken there has as its `where`."""
        return f"{ABOUT}{self.place.code}"


@dataclass(frozen=True)
class Meant:
    """What a tap can mean: places near it, the nearest first, and codes of wards, the one that it hit first."""

    places: tuple[Marked, ...]
    wards: tuple[str, ...]


@dataclass(frozen=True)
class MapOfPlaces:
    """The picture of a town with those places of a project that are in use and have a point, by name."""

    town: TownMap
    places: tuple[Marked, ...]

    @property
    def dots(self) -> tuple[Marked, ...]:
        """Those that are drawn: with more of them nobody could tell one from another."""
        return self.places[:MOST_DOTS]

    def drawn(self, write_number: Callable[[int], str]) -> str:
        """The picture as SVG, its dots numbered from 1 as they are in `dots`."""
        dots = [Dot(each.spot, write_number(number)) for number, each in enumerate(self.dots, start=1)]
        return to_svg(self.town, dots)

    def meant(self, x: int, y: int, shown_width: int) -> Meant:
        """What a tap on the picture, where it is shown so many dots wide, can mean."""
        spot = self.town.tapped(x, y, shown_width)
        wards = self.town.wards_at(spot) if self.town.shows(spot) else ()
        away = [(metres(spot, each.spot), each) for each in self.places]
        near = sorted(((far, each) for far, each in away if far <= NEAR), key=itemgetter(0))
        return Meant(tuple(each for _, each in near[:MOST_NEAR]), wards)


def town_map(installation: Installation, shelf: Shelf, place_set: str) -> TownMap | None:
    """The picture of a town; None where no boundary of it that can be drawn has been imported."""

    def read() -> TownMap | None:
        with installation.database.reading() as connection:
            return draw(outlines_of(connection, place_set))

    return shelf.recall(read, "town map", place_set)


def has_map(installation: Installation, shelf: Shelf, asked: Asking) -> bool:
    """Whether people can show where a photo was taken on a map."""
    return town_map(installation, shelf, asked.project.place_set) is not None


def map_of_places(installation: Installation, shelf: Shelf, asked: Asking) -> MapOfPlaces:
    """The map of a survey's project.

    Raises:
        NotFoundError: its town has none.
    """
    town = town_map(installation, shelf, asked.project.place_set)
    if town is None:
        mend = "Import boundaries: ei-collect wards import."
        raise NotFoundError.of("map-absent", "has no map", where=asked.project.place_set, mend=mend)
    with installation.database.reading() as connection:
        listed = places_of(connection, asked.project.scope)
    return MapOfPlaces(town, tuple(each for place in listed if (each := _marked(town, place))))


def say_where(
    installation: Installation, survey_slug: str, key: str, question: str, photo_id: str, *, where: str
) -> None:
    """Keep with a photo that waits to be sent where it was taken: the code of a ward, or of a place behind ABOUT.

    Raises:
        NotFoundError: there is no such photo under this code, no such ward, or no such place.
        GoneError: the round has closed, or what was under this code has been taken back.
    """
    with installation.database.writing() as connection:
        found = hold(connection, installation, survey_slug, key)
        section, asked = asked_for(found.asking.survey, question, Kind.PHOTO)
        draft = found.kept.drafts.get(section.code)
        held = photos_in(asked, draft.form) if draft else ()
        known = where in found.wards or _is_place(connection, found.asking, where)
        if draft is None or photo_id not in held or not known:
            raise _absent(question)
        form = with_word(asked, draft.form, photo_id, WHERE, where)
        fresh = Draft(draft.version_id, draft.language, form, today())
        save_drafts(connection, found.asking.project.scope, found.key_hash, {section.code: fresh})


def _absent(code: str) -> NotFoundError:
    return NotFoundError.of("photo-absent", "is not there", where=code, mend="Add it again.")


def _marked(town: TownMap, place: Place) -> Marked | None:
    if place.point is None or not place.is_active(today()):
        return None
    latitude, longitude = place.point
    spot = town.frame.spot(longitude, latitude)
    return Marked(place, spot) if town.shows(spot) else None


def _is_place(connection: Connection, asked: Asking, where: str) -> bool:
    return (
        where.startswith(ABOUT) and find_place(connection, asked.project.scope, where.removeprefix(ABOUT)) is not None
    )
