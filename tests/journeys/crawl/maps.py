"""Somebody shows on a map where a photo was taken."""

from ei_collect.language.text import Text
from ei_collect.operations.installation import Installation
from ei_collect.places.place import Place, PlaceKind
from ei_collect.places.ward import WardOutline
from ei_collect.projects.project import Project
from ei_collect.store.place_list import find_place, insert_place
from ei_collect.store.places import set_boundaries, wards_of
from tests.journeys.crawl.covers import QUESTION, SECTION, take
from tests.journeys.crawl.forms import Form
from tests.journeys.crawl.shots import Album, State
from tests.journeys.crawl.town import EVERYTHING, CrawledTown
from tests.journeys.crawl.walking import Walk
from tests.photographs import photo
from tests.places.towns import BORDER, NORTH, WIDTH, square

MIDDLE = {"narrow.x": "140", "narrow.y": "80"}


def lay_out(installation: Installation, project: Project) -> None:
    """Let two wards of the project's town have boundaries, and a place lie in the middle of both."""
    names = Text("en", {"en": "Green <b> حديقة", "ar": "الحديقة"})
    with installation.database.writing() as connection:
        if find_place(connection, project.scope, "green"):
            return  # somebody with another language was here before
        west, east = wards_of(connection, project.place_set)[:2]
        outlines = [WardOutline(west, square(BORDER - WIDTH)), WardOutline(east, square(BORDER))]
        set_boundaries(connection, project.place_set, outlines)
        point = (NORTH - 0.01, BORDER)
        insert_place(connection, project.scope, Place("", "green", names, PlaceKind.PARK, west.code, point=point))


def show_on_a_map(town: CrawledTown, album: Album, language: str) -> None:
    """Nothing is tapped at first, then the middle of the town; a place is chosen."""
    lay_out(town.installation, town.everything)
    walk = Walk(album, language)
    name = take(walk, photo(9)).rpartition("/")[2]
    here = f"/{language}/s/{EVERYTHING}"
    walk.opens(f"{here}/{SECTION}", step="with a photo to be put on a map")
    walk.submits("answers", Form.as_it_stands, {"map_photo": f"{QUESTION} {name}"}, step="a map")
    walk.opens(f"{here}/map/picture")
    walk.opens(f"{here}/map/{QUESTION}/{name}")
    walk.submits("/map/", Form.as_it_stands, {"narrow.x": "0", "narrow.y": "0"}, State.ERROR, "nothing tapped")
    walk.submits("/map/", Form.as_it_stands, MIDDLE, step="tapped")
    walk.submits("/map/", Form.as_it_stands, {"where": "place:green"}, step="placed")
