"""Steps through the survey `town` that several visits share."""

from ei_collect.answering.response import Response
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from ei_collect.store.responses import stream_responses
from tests.web.visits import Visitor

ASHLEY = "E05010885"


def kept(installation: Installation, project: Project) -> list[Response]:
    """Every response to it."""
    with installation.database.reading() as connection:
        return list(stream_responses(connection, project.scope, "town"))


def begin(visitor: Visitor, language: str = "en") -> Visitor:
    """From the start page to the first section."""
    return visitor.begins("town", language)


def answer_everything(visitor: Visitor) -> Visitor:
    """As far as the page where everything is checked."""
    begin(visitor).fills_in(bus="never", years="7").presses()
    visitor.fills_in(why_never="Too dear.", ways=["foot", "bike"]).presses()
    return visitor.fills_in(may_quote="yes").presses()
