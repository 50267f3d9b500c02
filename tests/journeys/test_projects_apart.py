"""Two projects side by side, alike in everything: nobody in the one sees, takes or changes anything of the other."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from zipfile import ZipFile

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from ei_collect.answering.receipts import mint
from ei_collect.answering.response import Quotable
from ei_collect.coding.candidates import candidate_id
from ei_collect.coding.coding import PlaceKind, PlaceSpokenOf, Scale, Stance
from ei_collect.coding.marking import Mark
from ei_collect.coding.spans import whole
from ei_collect.errors import InputError
from ei_collect.fieldwork.scanned import PageReading, Trouble
from ei_collect.operations.answering import Closing, submit
from ei_collect.operations.coding import apply_code, use_codebook
from ei_collect.operations.desk import Keyer
from ei_collect.operations.installation import Installation
from ei_collect.operations.interview_desk import Interviewer, guide_named
from ei_collect.operations.interviewing import begin as begin_interview
from ei_collect.operations.keeping import today
from ei_collect.operations.keying import begin
from ei_collect.operations.packs import FILES, build_pack
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.publishing import publish
from ei_collect.operations.recording import SoundSent, keep_recording
from ei_collect.operations.safeguarding import flag
from ei_collect.operations.scan_files import scan_objects
from ei_collect.operations.sheets import make_sheets
from ei_collect.operations.suggesting import suggest
from ei_collect.places.place import suggested_code
from ei_collect.projects.flag import FlagKind
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.codings import all_codings
from ei_collect.store.flags import open_flags
from ei_collect.store.ids import new_id
from ei_collect.store.members import add_role, set_password
from ei_collect.store.place_list import places_of
from ei_collect.store.posters import posters_of
from ei_collect.store.scans import Scan, insert_scan, scans_without_sheet
from ei_collect.store.sittings import sittings_of
from ei_collect.store.suggestions import open_suggestions
from ei_collect.web.access import Gives, declared
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY
from tests.answering.sending import AGREED
from tests.answering.surveys import DAY, load_yaml, publish_yaml
from tests.coded import Town, joins, read_codebook, settle
from tests.operations.interview_desk import GUIDE
from tests.operations.posting import hang
from tests.operations.sitting_opening import opened
from tests.photographer import Photographer, publish_pictured
from tests.sounds import SPOKEN, WEBM
from tests.web.conftest import PASSWORD_HASH
from tests.web.staff_visits import Colleague

WARD = "E05010885"
FILES_OF_OURS = {"posters.file", "sittings.volunteer_sheet", "moderating.thumbnail"}
"""What is no page and holds nothing that anybody answered, or only what the page of its list shows anyway."""


@dataclass(frozen=True)
class Side:
    """One project with its researcher at a desk, and the real ids of what it holds, by the name in addresses."""

    town: Town
    colleague: Colleague
    ids: dict[str, str]
    words: str

    @property
    def slug(self) -> str:
        """The project's slug."""
        return self.town.project.slug

    @property
    def content(self) -> object:
        """What attempts from outside must leave as it is."""
        with self.town.installation.database.reading() as connection:
            scope = self.town.project.scope
            hung = posters_of(connection, scope), places_of(connection, scope)
            said = all_codings(connection, scope), open_suggestions(connection, scope)
            return said, hung, sittings_of(connection, scope), scans_without_sheet(connection, scope)


@pytest.fixture
def app(installation: Installation) -> Iterator[Flask]:
    """The app over both."""
    app = create_app(installation.config)
    app.testing = True
    with closing(app.extensions[KEY].database):
        yield app


@pytest.fixture
def sides(installation: Installation, project: Project, app: Flask) -> tuple[Side, Side]:
    """Bristol and Leeds: the same shape of survey, the same wards, the same codes; only the words differ."""
    bristol = settle(installation, project)
    other = add_project(
        installation, NewProject("leeds", "Everyday Leeds", ("en",), "x@example.org", demonstration=True)
    )
    use_codebook(installation, other.scope, read_codebook())
    version = publish_yaml(installation, other, DAY.replace("slug: day", "slug: leeds-day"))
    researcher = joins(installation, other, "lee@example.org", MemberRole.RESEARCHER)
    leeds = Town(installation, other, version, researcher, count(1000))
    return _worked(bristol, app, "Said in Bristol"), _worked(leeds, app, "Said in Leeds")


def test_address_when_of_the_other_project_then_not_found_and_nothing_changes(
    app: Flask, sides: tuple[Side, Side]
) -> None:
    for mine, theirs in (sides, sides[::-1]):
        before = theirs.content
        for rule, method in _staff_addresses(app):
            asked = [_ask(app, mine, rule, method, slug=theirs.slug, ids=theirs.ids)]
            if rule.arguments - {"project", "name", "ending", "lang", "showing"}:
                asked.append(_ask(app, mine, rule, method, slug=mine.slug, ids=theirs.ids))
            assert {answer.status_code for answer in asked} == {404}, (rule, method)
            assert all(theirs.words not in answer.text for answer in asked)
        assert theirs.content == before


def test_address_when_of_ones_own_project_then_found(app: Flask, sides: tuple[Side, Side]) -> None:
    """So that the 404 above are of walls and not of addresses that lead nowhere."""
    mine, _ = sides
    for rule, method in _staff_addresses(app):
        fresh = {**mine.ids, **({"suggestion_id": mine.ids["other_suggestion"]} if "reject" in rule.rule else {})}
        assert _ask(app, mine, rule, method, slug=mine.slug, ids=fresh).status_code != 404, (rule, method)


def test_address_when_it_gives_more_than_a_page_then_the_log_says_so(app: Flask, sides: tuple[Side, Side]) -> None:
    mine, _ = sides
    untold = set()
    for rule, _method in [each for each in _staff_addresses(app) if each[1] == "GET"]:
        answer = _ask(app, mine, rule, "GET", slug=mine.slug, ids=mine.ids)
        access = declared(app.view_functions[rule.endpoint])
        is_page = answer.mimetype == "text/html" and "Content-Disposition" not in answer.headers
        if access is not None and access.gives is Gives.PAGE and not is_page:
            untold.add(rule.endpoint)
    assert untold == FILES_OF_OURS


def test_tables_and_packs_when_taken_away_then_nothing_of_the_other_project(sides: tuple[Side, Side]) -> None:
    for mine, theirs in (sides, sides[::-1]):
        survey, pack = mine.ids["slug"], mine.ids["pack_id"]
        parts = ["", "coding", "candidates?suggestions=1", "excerpts", "conflicts", "packs"]
        parts += [f"export/{survey}.csv", f"export/{survey}.xlsx", f"export/codings/{survey}.csv"]
        parts += [f"packs/{pack}/{name}" for name in FILES if name != "pack.pdf"]
        taken = {part: _unpacked(mine.colleague.opens(f"/staff/{mine.slug}/{part}")) for part in parts}
        foreign = (theirs.words, *(found for name, found in theirs.ids.items() if name != "slug"))
        assert [(part, word) for part, text in taken.items() for word in foreign if word in text] == []
        assert all(mine.words in taken[part] for part in parts if "export" in part or part == "coding")
        told = json.loads(taken[f"packs/{pack}/pack.json"])
        assert [each["excerpts"][0]["text"] for each in told["candidates"]] == [f"{mine.words}: the bus is late."]


def test_slug_when_another_project_has_it_then_refused(installation: Installation, sides: tuple[Side, Side]) -> None:
    bristol, leeds = sides
    with pytest.raises(InputError, match="project-exists"):
        add_project(installation, NewProject(bristol.slug, "Another Bristol", ("en",), "x@example.org"))
    with pytest.raises(InputError, match="day"):
        publish(installation, leeds.town.project.scope, load_yaml(DAY))
    assert leeds.colleague.opens("/staff/leeds/export/day.csv").status_code == 404


def _worked(town: Town, app: Flask, words: str) -> Side:
    """Something said, coded and suggested in a town, and a pack of it."""
    installation, scope = town.installation, town.project.scope
    body = f"{words}: the bus is late."
    text_id = town.hears(body, quotable=Quotable.ALREADY_PUBLISHED)
    town.hears(f"{words}: people are friendly, the buses are late$", quotable=Quotable.ALREADY_PUBLISHED)
    how = Mark(whole(body), "buses", Stance.BARRIER, Scale.CITY, (), PlaceSpokenOf(PlaceKind.WARD, (WARD,)))
    coding = apply_code(installation, scope, town.researcher, text_id, **vars(how))
    suggest(installation, town.project)
    with installation.database.writing() as connection:
        for role in MemberRole:  # somebody who may open every address of their own
            add_role(connection, scope, town.researcher.id, role)
        set_password(connection, town.researcher.id, PASSWORD_HASH)
        first, second, *_ = open_suggestions(connection, scope)
    colleague = Colleague(app.test_client())
    assert colleague.signs_in(town.researcher.email).status_code == 302
    ids = {
        "text_id": text_id,
        "coding_id": coding.id,
        "excerpt_id": coding.excerpt_id,
        "suggestion_id": first.id,
        "other_suggestion": second.id,
        "candidate_id": candidate_id(scope.project_id, ("buses", Stance.BARRIER, Scale.CITY)),
        "recording_id": _spoken(town),
        "photo_id": (photo_id := _pictured(town)),
        "flag_id": _flagged(town, photo_id),
        "subject_id": text_id,
        "user_id": town.researcher.id,
        "scan_id": _scanned(town),
        "sheet_code": _begun(town),
        **_interviewed(town),
        **_hung(town),
        "sitting_code": opened(installation, town.project, town.researcher, surveys=(town.version.survey.slug,)).code,
        "pack_id": build_pack(installation, town.project).id,
        "slug": town.version.survey.slug,
    }
    return Side(town, colleague, ids, words)


def _spoken(town: Town) -> str:
    """The id of an answer that somebody spoke in a town."""
    slug, code = f"{town.project.slug}-spoken", mint()
    publish_yaml(town.installation, town.project, SPOKEN.replace("slug: spoken", f"slug: {slug}"))
    sound = SoundSent(WEBM, "en", consent="I agree.", seconds=3, agreement=AGREED)
    recording = keep_recording(town.installation, slug, code, "belong", sound)
    submit(town.installation, slug, code, Closing("en"))
    return recording.id


def _pictured(town: Town) -> str:
    """The id of a photo that somebody sent in a town."""
    slug = f"{town.project.slug}-pictured"
    publish_pictured(town.installation, town.project, slug)
    taker = Photographer(town.installation, town.project, slug=slug)
    photo = taker.takes()
    taker.says(caption="A bench").sends()
    return photo.id


def _flagged(town: Town, photo_id: str) -> str:
    """The id of the flag on a photo."""
    scope = town.project.scope
    flag(town.installation, scope, town.researcher, (FlagKind.PHOTO, photo_id), "A child is in it.")
    with town.installation.database.reading() as connection:
        return open_flags(connection, scope)[0].id


def _scanned(town: Town) -> str:
    """The id of a scan of nobody knows which sheet."""
    name = new_id("sc")
    scan = Scan(name, None, None, name, PageReading(None, None, trouble=Trouble.NO_CODE), today())
    scan_objects(town.installation).put(name, b"a picture")
    with town.installation.database.writing() as connection:
        assert insert_scan(connection, town.project.scope, scan)
    return name


def _begun(town: Town) -> str:
    """The code of a paper sheet that the town's researcher has begun to type."""
    (sheet,) = make_sheets(town.installation, town.project.scope, town.version, "en", count=1).sheets
    begin(town.installation, Keyer(town.researcher, town.project, every=True), sheet.code)
    return sheet.code


def _interviewed(town: Town) -> dict[str, str]:
    """The slug of a town's interview guide, and the code of an interview that its researcher has begun to key."""
    slug = f"{town.project.slug}-guide"
    publish_yaml(town.installation, town.project, GUIDE.replace("slug: our-guide", f"slug: {slug}"))
    who = Interviewer(town.researcher, town.project, reads=True)
    guide = guide_named(town.installation, town.project, slug)
    return {"guide": slug, "interview_code": begin_interview(town.installation, who, guide, "en").code}


def _hung(town: Town) -> dict[str, str]:
    """The codes of a poster and of the place where it hangs."""
    name = f"{town.project.slug} park"
    poster = hang(town.installation, town.project, name, survey=town.version.survey.slug)
    return {"poster_code": poster.code, "place_code": suggested_code(name)}


def _staff_addresses(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every route of a project with each of its methods; what takes something away comes last."""
    rules = [rule for rule in app.url_map.iter_rules() if "project" in rule.arguments]
    assert len(rules) > 10
    for rule in sorted(rules, key=lambda rule: "remove" in rule.rule):
        yield from ((rule, method) for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "DELETE"}))


def _ask(app: Flask, side: Side, rule: Rule, method: str, *, slug: str, ids: dict[str, str]) -> TestResponse:
    """Open an address, or send its form with a good token."""
    code = ids["poster_code" if "posters" in rule.rule else "place_code"]
    arguments = {
        "name": "pack.json",
        "ending": "csv",
        "lang": "en",
        "showing": "forum",
        "kind": "text",
        "role": "researcher",
        "code": code,
        "number": 1,
        **ids,
    }
    arguments["project"] = slug
    with app.test_request_context():
        built = app.url_map.bind("localhost").build(rule.endpoint, {name: arguments[name] for name in rule.arguments})
    if method == "GET":
        return side.colleague.opens(built)
    page = side.colleague.opens(f"/staff/{side.slug}/packs")
    return side.colleague.sends(built, page, place=ids["place_code"])


def _unpacked(answer: TestResponse) -> str:
    """What stands in an answer, in a workbook too."""
    assert answer.status_code == 200
    if not answer.data.startswith(b"PK"):
        return answer.text
    with ZipFile(BytesIO(answer.data)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())
