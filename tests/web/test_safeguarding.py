"""Safeguarding in the browser: who reads something can flag it, and only the lead reads what was flagged."""

import re
from collections.abc import Callable

import pytest

from ei_collect.projects.project import MemberRole
from tests.coded import Town
from tests.photographer import Photographer, publish_pictured
from tests.web.staff_visits import Colleague, text_of

pytestmark = pytest.mark.sqlite_only

PAGE = "/staff/bristol/safeguarding"


@pytest.fixture
def text_id(workshop: Town) -> str:
    """Something that somebody said."""
    return workshop.hears("Somebody follows me home")


@pytest.fixture
def photo_id(workshop: Town) -> str:
    """A photo that somebody sent."""
    publish_pictured(workshop.installation, workshop.project, "pictured")
    taker = Photographer(workshop.installation, workshop.project, slug="pictured")
    photo = taker.takes()
    taker.says(caption="A bench").sends()
    return photo.id


def flags(colleague: Colleague, kind: str, subject_id: str, reason: str = "<b>Look</b>") -> int:
    """Flag something from its page; the status of the answer."""
    token_page = colleague.opens("/staff/")
    return colleague.sends(f"/staff/bristol/flag/{kind}/{subject_id}", token_page, reason=reason).status_code


def test_text_when_a_coder_flags_it_then_the_lead_reads_it_and_nothing_else(
    someone: Callable[..., Colleague], text_id: str
) -> None:
    coder, lead = someone(MemberRole.CODER), someone(MemberRole.SAFEGUARDING)
    assert "Somebody may be at risk" in text_of(coder.opens(f"/staff/bristol/coding/{text_id}"))
    assert flags(coder, "text", text_id) == 200
    page = lead.opens(PAGE)
    assert "Waiting 0 days" in text_of(page)
    assert "&lt;b&gt;Look&lt;/b&gt;" in page.text
    address = re.search(rf'href="({PAGE}/fl_[^"]+)"', page.text)
    assert address
    assert "Somebody follows me home" in text_of(lead.opens(address[1]))
    assert lead.opens(f"/staff/bristol/coding/{text_id}").status_code == 404
    for other in (coder, someone(MemberRole.RESEARCHER), someone(MemberRole.ADMINISTRATOR)):
        assert other.opens(PAGE).status_code == 404
        assert other.opens(address[1]).status_code == 404
    refused = lead.sends(address[1], lead.opens(address[1]), done="Told the duty officer.", told="")
    assert refused.status_code == 422
    assert "Told the duty officer." in refused.text
    lead.sends(address[1], refused, done="Told the duty officer.", told="Nothing.")
    assert "Nothing waits" in text_of(lead.opens(PAGE))
    assert "Told the duty officer." in text_of(lead.opens(address[1]))


def test_photo_when_a_moderator_flags_it_then_the_lead_sees_it(
    someone: Callable[..., Colleague], photo_id: str
) -> None:
    moderator, lead = someone(MemberRole.MODERATOR), someone(MemberRole.SAFEGUARDING)
    assert "Somebody may be at risk" in text_of(moderator.opens(f"/staff/bristol/photos/{photo_id}"))
    assert flags(moderator, "photo", photo_id) == 200
    address = re.search(rf'href="({PAGE}/fl_[^"]+)"', lead.opens(PAGE).text)
    assert address
    assert "A bench" in text_of(lead.opens(address[1]))
    picture = lead.opens(f"{address[1]}/picture")
    assert (picture.status_code, picture.mimetype) == (200, "image/jpeg")
    assert lead.opens(f"/staff/bristol/photos/{photo_id}/picture").status_code == 404


def test_flag_when_on_what_one_may_not_see_then_not_found(
    someone: Callable[..., Colleague], text_id: str, photo_id: str
) -> None:
    coder, moderator = someone(MemberRole.CODER), someone(MemberRole.MODERATOR)
    assert flags(coder, "photo", photo_id) == flags(moderator, "text", text_id) == 404
    assert flags(coder, "text", "tx_nothing") == 404
    assert flags(coder, "response", text_id) == 404
    assert "Waiting (0)" in text_of(someone(MemberRole.SAFEGUARDING).opens(PAGE))


def test_reason_when_missing_then_asked_for_again(someone: Callable[..., Colleague], text_id: str) -> None:
    assert flags(someone(MemberRole.CODER), "text", text_id, reason=" ") == 422
