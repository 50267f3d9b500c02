"""One device, several people: nobody is shown, or writes into, what another one began."""

from ei_collect.answering.response import Missing
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from ei_collect.survey.definition import PublishedVersion
from tests.web.town import answer_everything, begin, kept
from tests.web.visits import Visitor


def test_the_start_page_when_somebody_has_begun_then_one_can_go_on(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    code = begin(visitor).fills_in(bus="never").presses().code
    visitor.opens("/so/s/town")
    assert visitor.sees("Somebody has begun to answer on this device.")
    assert "Start" not in visitor.page.links
    assert visitor.follows("Go on").address == "/so/s/town/getting_around"
    assert visitor.code == code


def test_the_start_page_when_the_next_person_begins_anew_then_nothing_of_the_first_is_theirs(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    code = begin(visitor).fills_in(years="7", bus="never").presses().code
    visitor.opens("/en/s/town").presses()
    assert visitor.client.get_cookie("ei_town") is None
    begin(visitor)
    assert visitor.typed("years") == [""]
    visitor.presses().presses().presses().presses()
    (response,) = kept(installation, project)
    assert response.submission.answers["years"].value is Missing.SKIPPED
    assert visitor.opens("/en/r").fills_in(field_code=code).presses().sees("These answers have not been sent yet.")


def test_the_thanks_when_the_device_forgets_the_code_then_the_next_person_does_not_see_it(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    answer_everything(visitor).presses()
    cookie = visitor.client.get_cookie("ei_town")
    assert cookie is not None
    assert visitor.sees(cookie.value)
    visitor.presses()
    assert visitor.address == "/en/s/town"
    assert cookie.value not in visitor.opens("/en/s/town/thanks").markup


def test_beginning_anew_when_another_site_asks_for_it_then_the_code_stays(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    begin(visitor).presses()
    assert visitor.posts("/en/s/town", {}, **{"Sec-Fetch-Site": "cross-site"}).status == 400
    assert visitor.client.get_cookie("ei_town") is not None
