"""Somebody taps a map to say where a photo was taken: what that becomes, and that nothing else of it is kept."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from ei_collect.language.text import Text
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.places.place import Place, PlaceKind
from ei_collect.projects.project import Project
from ei_collect.store.photos import Photo
from ei_collect.store.place_list import insert_place
from ei_collect.store.tables import metadata
from tests.photographer import QUESTION, SECTION, SLUG, Photographer, publish_pictured
from tests.places.towns import BORDER, EAST, NORTH, SIDE, WEST, bound
from tests.web.visits import Visitor

pytestmark = pytest.mark.sqlite_only

MIDDLE = NORTH - SIDE / 2
ELSEWHERE = {"narrow.x": ["0"], "narrow.y": ["0"]}


@pytest.fixture
def taker(installation: Installation, project: Project) -> Photographer:
    """Somebody who answers with photos, in a town with boundaries."""
    publish_pictured(installation, project)
    bound(installation, project.place_set)
    return Photographer(installation, project)


@pytest.fixture
def photo(taker: Photographer) -> Photo:
    """Their second photo."""
    taker.takes()
    made = taker.takes()
    taker.says(caption="Here")
    return made


@pytest.fixture
def at_home(visitor: Visitor, taker: Photographer) -> Visitor:
    """Their browser, which remembers the code."""
    visitor.client.set_cookie(f"ei_{SLUG}", taker.key)
    return visitor


def section(language: str = "en") -> str:
    """The address of the questions."""
    return f"/{language}/s/{SLUG}/{SECTION}"


def address(photo: Photo, language: str = "en") -> str:
    """Of the page with the map."""
    return f"/{language}/s/{SLUG}/map/{QUESTION}/{photo.id}"


def tap(longitude: float, latitude: float, size: str = "narrow") -> dict[str, list[str]]:
    """What a browser sends of a tap there: the town is 4.45 km wide, and 20 units of 10 m are left around it."""
    metre = {"narrow": 280, "wide": 560}[size] / (4454 + 2 * 200)
    east = (longitude - (BORDER - 0.0325)) * 68_528 + 200
    south = (NORTH - latitude) * 111_195 + 200
    return {f"{size}.x": [str(round(east * metre))], f"{size}.y": [str(round(south * metre))]}


def put(installation: Installation, project: Project, code: str, longitude: float, **facts: object) -> None:
    """A place half-way down the town."""
    names = Text("en", {"en": code.capitalize(), "ar": f"مكان {code}"})
    usual = Place("", code, names, PlaceKind.PARK, WEST.code, point=(MIDDLE, longitude))
    with installation.database.writing() as connection:
        insert_place(connection, project.scope, Place(**{**vars(usual), **facts}))


def everything(installation: Installation) -> dict[str, list[str]]:
    """Every row of every table."""
    with installation.database.reading() as connection:
        return {
            table.name: sorted(repr(row) for row in connection.execute(select(table)))
            for table in metadata.sorted_tables
        }


def test_tap_when_in_a_ward_then_that_ward_is_offered_and_kept_with_that_photo_alone(
    at_home: Visitor, taker: Photographer, photo: Photo
) -> None:
    at_home.opens(section()).presses("map_photo", f"{QUESTION} {photo.id}")
    assert at_home.address.endswith(address(photo))
    at_home.posts(address(photo), tap(BORDER - 0.016, MIDDLE))
    assert at_home.sees("Which one is right?")
    assert not at_home.sees(EAST.name)
    at_home.taps(WEST.name)
    assert at_home.address.partition("#")[0].endswith(section())
    assert at_home.typed(f"{QUESTION}.2.where") == [WEST.code]
    assert at_home.typed(f"{QUESTION}.1.where") == []
    assert at_home.typed(f"{QUESTION}.2.caption") == ["Here"]
    taker.sends()


@pytest.mark.parametrize("size", ["narrow", "wide"])
def test_tap_when_an_active_place_is_near_then_it_is_offered_first(
    at_home: Visitor, installation: Installation, project: Project, photo: Photo, size: str
) -> None:
    put(installation, project, "near", BORDER - 0.012)
    put(installation, project, "nearer", BORDER - 0.015)
    put(installation, project, "far", BORDER - 0.004)
    put(installation, project, "gone", BORDER - 0.016, active_to=today().replace(year=2020))
    put(installation, project, "nowhere", 20.0)
    at_home.opens(address(photo)).posts(address(photo), tap(BORDER - 0.016, MIDDLE, size))
    offered = [button["value"] for button in at_home.page.buttons if button.get("name") == "where"]
    assert offered == ["place:nearer", "place:near", WEST.code, "place:far", "place:near", "place:nearer"]
    at_home.taps("Nearer")
    assert at_home.typed(f"{QUESTION}.2.where") == ["place:nearer"]


def test_tap_when_near_a_border_then_both_wards_are_offered(at_home: Visitor, photo: Photo) -> None:
    at_home.posts(address(photo), tap(BORDER + 0.003, MIDDLE))
    offered = [button["value"] for button in at_home.page.buttons if button.get("name") == "where"]
    assert offered == [EAST.code, WEST.code]


@pytest.mark.parametrize(
    "sent",
    [
        ELSEWHERE,
        ELSEWHERE | {"narrow.x": ["280"], "narrow.y": ["9999"]},
        {"wide.x": ["-4"], "wide.y": ["x"]},
        {"narrow.x": ["1" * 9], "narrow.y": ["1"]},
        {},
    ],
)
def test_tap_when_it_hits_nothing_then_the_page_says_so_and_keeps_nothing(
    at_home: Visitor, installation: Installation, photo: Photo, sent: dict[str, list[str]]
) -> None:
    before = everything(installation)
    at_home.posts(address(photo), sent)
    assert at_home.status == 422
    assert at_home.sees("We found no ward there.")
    assert everything(installation) == before


def test_tap_when_made_then_nothing_is_kept_until_one_is_chosen_and_never_the_point(
    at_home: Visitor, installation: Installation, photo: Photo
) -> None:
    sent = tap(BORDER - 0.0163, NORTH - 0.0071)
    before = everything(installation)
    at_home.posts(address(photo), sent)
    assert everything(installation) == before
    at_home.taps(WEST.name)
    after = everything(installation)
    assert {name for name in after if after[name] != before[name]} == {"drafts"}
    fresh = "".join(set(after["drafts"]) - set(before["drafts"]))
    assert fresh.replace(f"'q_{QUESTION}.2.where': ['{WEST.code}']", "").count("where") == 0
    told = [
        f"{BORDER - 0.0163:.4f}",
        f"{NORTH - 0.0071:.4f}",
        "narrow.x",
        ".".join(sent["narrow.x"] + sent["narrow.y"]),
    ]
    for path in installation.config.data.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not [word for word in told if word.encode() in content], path


def test_page_when_opened_then_no_answer_and_no_code_in_its_addresses_and_a_way_without_the_map(
    at_home: Visitor, taker: Photographer, photo: Photo
) -> None:
    at_home.opens(address(photo))
    told = [given for _, given in at_home.page.tags]
    led = [value for given in told for name, value in given.items() if name in {"href", "src", "action"} and value]
    assert led
    assert not [each for each in led if taker.key in each or "E0500" in each]
    images = [given for tag, given in at_home.page.tags if tag == "input" and given.get("type") == "image"]
    assert [(each["name"], each["width"], each["alt"]) for each in images] == [
        ("narrow", "280", "Map of the wards"),
        ("wide", "560", "Map of the wards"),
    ]
    at_home.follows("Back to the questions")
    assert at_home.typed(f"{QUESTION}.2.where") == []


def test_picture_when_opened_then_it_is_a_drawing_that_runs_nothing_and_is_nobodys_own(
    at_home: Visitor, installation: Installation, project: Project, photo: Photo
) -> None:
    put(installation, project, "park", BORDER)
    page = at_home.client.get(f"/en/s/{SLUG}/map/picture", headers={"Accept-Encoding": "identity"})
    assert page.mimetype == "image/svg+xml"
    assert "sandbox" in page.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in page.headers
    assert ">1</text>" in page.get_data(as_text=True)
    assert photo.id not in page.get_data(as_text=True)


def test_town_when_it_has_no_boundaries_then_no_map_is_offered(
    visitor: Visitor, installation: Installation, project: Project
) -> None:
    publish_pictured(installation, project)
    taker = Photographer(installation, project)
    made = taker.takes()
    visitor.client.set_cookie(f"ei_{SLUG}", taker.key)
    assert "map_photo" not in visitor.opens(section()).markup
    assert visitor.opens(address(made)).status == 404
    assert visitor.opens(f"/en/s/{SLUG}/map/picture").status == 404
    bound(installation, project.place_set)
    assert "map_photo" in visitor.opens(section()).markup


def test_photo_when_it_is_somebody_elses_then_not_found_and_not_placed(
    new_visitor: Callable[..., Visitor], installation: Installation, photo: Photo
) -> None:
    stranger = new_visitor()
    before = everything(installation)
    assert stranger.opens(address(photo)).status == 404
    assert stranger.posts(address(photo), {"where": [WEST.code]}).status == 404
    assert everything(installation) == before


@pytest.mark.parametrize("where", ["E05999999", "place:nowhere", "online", "place:\0", " "])
def test_choice_when_it_is_no_ward_or_place_then_not_found_and_not_kept(
    at_home: Visitor, installation: Installation, photo: Photo, where: str
) -> None:
    before = everything(installation)
    assert at_home.posts(address(photo), {"where": [where]}).status == 404
    assert everything(installation) == before
