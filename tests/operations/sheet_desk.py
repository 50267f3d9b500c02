"""A town with paper sheets and people who type them, for tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from ei_collect.answering.receipts import key_hash, mint
from ei_collect.answering.response import Response
from ei_collect.fieldwork.keyed import Keyed, PageToKey, pages_to_key
from ei_collect.fieldwork.keying import marks_name
from ei_collect.fieldwork.layout import Layout, Spot
from ei_collect.fieldwork.numbering import READABLE, RESEARCH, paper_form
from ei_collect.fieldwork.paper_form import HELP, PaperForm
from ei_collect.fieldwork.scanned import Area, BoxReading, PageReading
from ei_collect.fieldwork.sheet_code import mint_sheet_code
from ei_collect.fieldwork.sitting import Sitting, mint_sitting_code
from ei_collect.operations.desk import Keyer
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.keying import begin, doubt_name, finish, save_page
from ei_collect.operations.places import ship_wards
from ei_collect.operations.scan_files import scan_objects
from ei_collect.operations.sheet_settling import Settled
from ei_collect.projects.project import MemberRole, Project, User
from ei_collect.store.ids import new_id
from ei_collect.store.keyings import keyings_of
from ei_collect.store.members import add_role, insert_user
from ei_collect.store.responses import stream_responses
from ei_collect.store.scans import Scan, insert_scan
from ei_collect.store.sheets import Printed, Sheet, insert_sheets, keep_layout
from ei_collect.store.sittings import insert_sitting
from ei_collect.store.tables import sheets
from ei_collect.survey.definition import PublishedVersion
from tests.answering.every_kind import EVERY_KIND
from tests.answering.surveys import publish_yaml

FILLED_IN: Mapping[str, str] = {
    RESEARCH: "1",
    READABLE: "",
    HELP: "3",
    "lives_here": "1",
    "speaks": "4",
    "q_speaks.other": "Tigrinya ትግርኛ",
    "home": "p",
    "age": "2",
    "q_years": "12",
    "belong": "1",
    "ways": "1 4",
    "q_ways.other": "by boat",
    "how_often": "a1 c3",
    "welcome": "7",
    "q_what_first.houses": "1",
    "q_what_first.buses": "2",
    "q_since.year": "2019",
    "q_since.month": "4",
    "where_met": "1",
    "q_where_met.words": "on the bridge",
    "q_one_word": "Hills",
    "q_what_helps": "A bench\nnear the school.",
    "q_say_it": "The bus\nis late.",
    "pictures": "p",
    "may_quote": "1",
}
"""A sheet that says what `every_kind.FILLED_IN` says on a screen: marks by the question's code, rooms by their field."""


def layout_by_section(form: PaperForm) -> Layout:
    """A page for each section, with the agreement on the first and the help on the last."""
    pages = [
        [Spot(box.field, box.value, 0, 0, 9, 9) for question in section.questions for box in question.boxes]
        + [Spot(room.field, None, 0, 0, 90, 9) for question in section.questions for room in question.rooms]
        for section in form.sections
    ]
    pages[0] += [Spot(box.field, box.value, 0, 0, 9, 9) for box in form.consents]
    pages[-1] += [Spot(box.field, str(box.value), 0, 0, 9, 9) for box in form.helps]
    return Layout(tuple(map(tuple, pages)), ((20, 20), (575, 20), (575, 820), (20, 820)))


@dataclass(frozen=True)
class Slip:
    """A printed sheet, with the code on its slip."""

    id: str
    code: str
    key: str


@dataclass
class Desks:
    """The town: its survey on paper, and whoever types."""

    installation: Installation
    project: Project
    version: PublishedVersion
    form: PaperForm
    keyers: dict[str, Keyer] = field(default_factory=dict)

    @property
    def pages(self) -> tuple[PageToKey, ...]:
        """The pages of every sheet."""
        return pages_to_key(self.form, layout_by_section(self.form))

    def person(self, name: str, role: MemberRole = MemberRole.FIELDWORKER) -> Keyer:
        """Somebody who types; the same for the same name."""
        if name not in self.keyers:
            with self.installation.database.writing() as connection:
                user = User(new_id("us"), f"{name}@example.org", name.title())
                insert_user(connection, user, "no password")
                add_role(connection, self.project.scope, user.id, role)
            self.keyers[name] = Keyer(user, self.project, every=role is not MemberRole.PARTNER)
        return self.keyers[name]

    def sitting(self, opened_by: Keyer, *, keyed_twice: int = 0, keeps_scans: bool = False) -> Sitting:
        """A sitting."""
        made = Sitting(
            id=new_id("si"),
            code=mint_sitting_code(),
            opened_by=opened_by.user.id,
            venue="St Mary's hall",
            held_on=date(2026, 11, 21),
            surveys=(self.version.survey.slug,),
            languages=(self.form.language,),
            opened_on=today(),
            keyed_twice=keyed_twice,
            keeps_scans=keeps_scans,
        )
        with self.installation.database.writing() as connection:
            insert_sitting(connection, self.project.scope, made)
        return made

    def sheet(self, sitting: Sitting | None = None, *, batch: str = "first") -> Slip:
        """A printed sheet."""
        code, key = mint_sheet_code(), mint()
        hashed = key_hash(self.installation.config.secret_key, key)
        with self.installation.database.writing() as connection:
            layout = layout_by_section(self.form)
            printed = Printed(self.version.id, self.form.language, large_print=False, layout=layout, digest="of this")
            layout_id = keep_layout(connection, self.project.scope, printed)
            sitting_id = sitting.id if sitting else None
            made = Sheet(new_id("sh"), code, layout_id, hashed, today(), sitting_id, batch)
            insert_sheets(connection, self.project.scope, [made])
        return Slip(made.id, code, key)

    def scan(self, sheet: Slip, page: PageToKey, ticked: Mapping[str, str]) -> str:
        """A scan of a page on which, beyond doubt, these fields have this box ticked and no other; its id."""
        boxes = [box for each in page.questions for box in each.boxes] + [*page.consents]
        marks = tuple(
            BoxReading(box.field, box.value, 0.2, 1.0, ticked.get(box.field) == box.value)
            for box in boxes
            if box.field.removesuffix("_pnts").removesuffix("_dk") in ticked
        )
        crops = tuple((box.field, Area(0, 0, 40, 20)) for box in boxes if box.field in ticked)
        reading = PageReading(sheet.code, page.number, marks, crops)
        scan = Scan(new_id("sc"), sheet.id, page.number, new_id("dg"), reading, today())
        scan_objects(self.installation).put(scan.id, b"a picture of Kingfisher")
        with self.installation.database.writing() as connection:
            assert insert_scan(connection, self.project.scope, scan)
        return scan.id

    def types(self, name: str, sheet: Slip, changes: Mapping[str, str] | None = None) -> Settled:
        """Somebody types a whole sheet, sure of everything, and says that it is done."""
        keyer = self.person(name)
        begin(self.installation, keyer, sheet.code)
        for page in self.pages:
            self.types_page(name, sheet, page, {**FILLED_IN, **(changes or {})})
        return finish(self.installation, keyer, sheet.code)

    def types_page(self, name: str, sheet: Slip, page: PageToKey, filled_in: Mapping[str, str]) -> None:
        """One page of it."""
        typed, keyer = on_page(page, filled_in), self.person(name)
        outcome = save_page(self.installation, keyer, sheet.code, page.number, typed)
        if not outcome.kept:
            sure = frozenset(map(doubt_name, outcome.doubts))
            outcome = save_page(self.installation, keyer, sheet.code, page.number, typed, sure=sure)
        assert outcome.kept, outcome.findings

    def responses(self) -> list[Response]:
        """Every response that is kept."""
        with self.installation.database.reading() as connection:
            return list(stream_responses(connection, self.project.scope, self.version.survey.slug))

    def sheet_for_two(self) -> Slip:
        """A sheet that was drawn to be typed twice: all of its sitting are."""
        return self.sheet(self.sitting(self.person("zoe", MemberRole.RESEARCHER), keyed_twice=100))

    def status(self, sheet: Slip) -> str:
        """How far a sheet is."""
        with self.installation.database.reading() as connection:
            return str(connection.scalar(select(sheets.c.status).where(sheets.c.id == sheet.id)))

    def passes(self, sheet: Slip) -> list[tuple[int, str, Keyed]]:
        """The number of each pass over a sheet, who typed it, and what is left of that."""
        with self.installation.database.reading() as connection:
            found = keyings_of(connection, self.project.scope, sheet.id)
        return [(each.number, each.user_id, each.keyed) for each in found]

    def files_with(self, word: str) -> list[str]:
        """The files in which these bytes stand, those of the database and in a bucket among them."""
        data = self.installation.config.data
        held = {str(path): path.read_bytes() for path in data.rglob("*") if path.is_file()}
        assert held or not self.installation.database.is_sqlite
        if self.installation.config.bucket:
            kept = scan_objects(self.installation)
            held |= {name: kept.read(name) or b"" for name in kept.names()}
        return [name for name, content in held.items() if word.encode() in content]


def on_page(page: PageToKey, filled_in: Mapping[str, str]) -> dict[str, str]:
    """What of this is typed on a page, under the names of its inputs."""
    names = {question.question.code: marks_name(question) for question in page.questions}
    here = {*page.fields(), *names}
    return {names.get(name, name): typed for name, typed in filled_in.items() if name in here}


def desks_of(installation: Installation, project: Project, definition: str = EVERY_KIND, language: str = "en") -> Desks:
    """The town with a survey on paper."""
    ship_wards(installation)
    version = publish_yaml(installation, project, definition, languages=("en", "ar", "so"))
    return Desks(installation, project, version, paper_form(version, language))
