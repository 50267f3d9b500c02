"""What is met by those who type paper sheets, and by whoever settles where two of them typed differently."""

from ei_collect.fieldwork.sitting import Plan
from ei_collect.operations.demonstration import SLUG, STAFF
from ei_collect.operations.keeping import today
from ei_collect.operations.sheets import make_sheets
from ei_collect.operations.sitting import open_sitting
from ei_collect.projects.project import MemberRole
from ei_collect.store.members import find_login
from tests.journeys.crawl.forms import Filler, Form, Sent
from tests.journeys.crawl.shots import State
from tests.journeys.crawl.town import CrawledTown
from tests.journeys.crawl.walking import Walk

LISTING = f"/staff/{SLUG}/keying"


def key_sheets(town: CrawledTown, walks: dict[MemberRole, Walk]) -> None:
    """A sheet typed wrongly, in doubt, and twice, and its differences settled; another taken over from a colleague."""
    first, second = _printed(town)
    amina, pia = walks[MemberRole.FIELDWORKER], walks[MemberRole.PARTNER]
    amina.opens(LISTING).submits(LISTING, Form.as_it_stands, {"code": "ABCD"}, State.ERROR, "no code of a sheet")
    _begins(amina, first)
    page = amina.address
    amina.submits(page, Form.as_it_stands, {"consent.research": "z"}, State.ERROR, "with a mark that is not there")
    amina.opens(page).submits(page, Form.as_it_stands, {"consent.research": ""}, State.ERROR, "in doubt")
    amina.opens(page).submits(page, _words("حديقة"), {"stay": "1"}, step="kept so far")
    amina.opens(f"{LISTING}/{first}/end", step="not all typed yet")
    _types(amina.opens(page), _words("حديقة"))
    _types(_begins(pia.opens(LISTING), first), _words("A park"))
    amina.opens(LISTING, step="while one waits to be settled")
    settling = f"{LISTING}/{first}/settle"
    pia.opens(settling).submits(settling, Form.as_it_stands, {}, State.ERROR, "settled without a choice")
    pia.opens(settling).submits(settling, _second_everywhere, step="settled")
    _begins(amina.opens(LISTING), second)
    _begins(pia.opens(LISTING), second, State.ERROR)
    pia.submits(LISTING, Form.as_it_stands, {"anew": "1", "code": second}, step="begun anew")
    pia.opens(LISTING)


def _printed(town: CrawledTown) -> list[str]:
    """The codes of two sheets of a sitting of the partner's, of which all are typed twice."""
    installation, project = town.installation, town.demonstration.project
    partner = next(email for email, (_, role) in STAFF.items() if role is MemberRole.PARTNER)
    with installation.database.reading() as connection:
        login = find_login(connection, partner)
    assert login
    version = town.demonstration.versions[0]
    plan = Plan("Hall قاعة", today(), (version.survey.slug,), ("en",), keyed_twice=100)
    sitting = open_sitting(installation, project, login[0], plan)
    made = make_sheets(installation, project.scope, version, "en", count=2, sitting_id=sitting.id, batch="دفعة (1)")
    return [sheet.code for sheet in made.sheets]


def _begins(walk: Walk, code: str, state: State = State.FRESH) -> Walk:
    return walk.opens(LISTING).submits(LISTING, Form.as_it_stands, {"code": code}, state, "a sheet begun")


def _types(walk: Walk, fill: Filler) -> None:
    """Every page from here on, each once more where it is doubted, and then the end."""
    while not walk.address.endswith("/end"):
        address = walk.address
        walk.submits(address, fill, step="typed")
        if walk.status != 200:
            walk.submits(address, fill, state=State.ERROR, step="kept all the same")
    walk.submits("/end", Form.as_it_stands, state=State.FINISHED, step="done")


def _words(words: str) -> Filler:
    """These words wherever words go, and a tick to take part; everything else is left empty."""

    def fill(form: Form) -> Sent:
        areas = {each.name: [words] for each in form.fields if each.kind == "textarea"}
        ticks = {each.name: ["1"] for each in form.fields if each.name == "consent.research"}
        return form.as_it_stands() | areas | ticks

    return fill


def _second_everywhere(form: Form) -> Sent:
    chosen = {each.name: ["2"] for each in form.fields if each.kind == "radio"}
    return form.as_it_stands() | chosen
