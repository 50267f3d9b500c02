"""What is met by those who key interviews, with a printed guide or without one."""

from sqlalchemy import select

from ei_collect.operations.demonstration import SLUG
from ei_collect.operations.demonstration_interviews import GUIDE
from ei_collect.operations.guides import print_guides
from ei_collect.operations.interview_desk import guide_named
from ei_collect.store.tables import interviews, texts
from tests.journeys.crawl.forms import Form
from tests.journeys.crawl.shots import State
from tests.journeys.crawl.town import CrawledTown
from tests.journeys.crawl.walking import Walk

LISTING = f"/staff/{SLUG}/interviews"
WHOLE = {"role": "fieldworker", "agreed": "yes", "consent_how": "orally"}


def key_interviews(town: CrawledTown, walk: Walk) -> None:
    """An interview in Arabic: its guide read, finished too early, finished with a slip; others begun and thrown away."""
    walk.opens(f"/staff/{SLUG}/guides/{GUIDE}/en")
    walk.opens(LISTING).submits("/by-code", Form.as_it_stands, {"code": "ABCD"}, State.ERROR, "no code of a guide")
    walk.opens(LISTING).submits("without-guide", Form.as_it_stands, {"language": "ar"}, step="an interview begun")
    interview = walk.address
    walk.submits(interview, Form.as_it_stands, {"agreed": "yes", "stay": "1"}, step="kept so far")
    end = f"{interview}/end"
    walk.opens(end, step="with much missing").submits(end, Form.as_it_stands, state=State.ERROR, step="too early")
    walk.opens(interview).submits(interview, Form.as_it_stands, WHOLE, step="the facts kept")
    said = {"q_in_tour": "الحديقة", "notes_in_tour": "She pointed."}
    walk.submits(walk.address, Form.as_it_stands, said, step="a section kept")
    walk.opens(f"{interview}/1", step="a section again")
    walk.opens(LISTING, step="while one is begun")
    walk.opens(end).submits(end, Form.as_it_stands, state=State.FINISHED, step="finished, with its slip")
    _with_a_printed_guide(town, walk)


def read_one(town: CrawledTown, walk: Walk) -> None:
    """What somebody said in an interview, with what stays beside it."""
    with town.installation.database.reading() as connection:
        held = select(texts.c.id).join(interviews, interviews.c.response_id == texts.c.response_id)
        text_id = connection.scalars(held).first()
    walk.opens(f"/staff/{SLUG}/coding/{text_id}", step="said in an interview")


def print_one(walk: Walk) -> None:
    """Guides: too many, then one."""
    there = f"/guides/{GUIDE}"
    walk.opens(LISTING).submits(there, Form.as_it_stands, {"count": "999"}, State.ERROR, "too many guides")
    walk.opens(LISTING).submits(there, Form.as_it_stands, {"count": "1"}, step="a guide printed")


def _with_a_printed_guide(town: CrawledTown, walk: Walk) -> None:
    installation, project = town.installation, town.demonstration.project
    print_guides(installation, guide_named(installation, project, GUIDE), "en", count=1)
    with installation.database.reading() as connection:
        unbegun = interviews.c.typed_by.is_(None)
        code = connection.execute(interviews.select().where(unbegun)).one().code
    walk.opens(LISTING).submits("/by-code", Form.as_it_stands, {"code": code}, step="begun by its code")
    end = f"{walk.address}/end"
    walk.opens(end).submits("/away", Form.as_it_stands, state=State.ERROR, step="thrown away without a tick")
    walk.opens(end).submits("/away", Form.as_it_stands, {"sure": "1"}, step="thrown away")
