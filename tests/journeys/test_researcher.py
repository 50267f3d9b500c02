"""From an Arabic answer on a narrow phone to the forum's pack: a resident, then a researcher, each with a browser."""

import os
from pathlib import Path

import pytest

from ei_collect.operations.demonstration import STAFF
from ei_collect.projects.project import MemberRole
from tests.journeys.browsing import DESK, Visit, picture, visiting
from tests.journeys.conftest import Running

pytestmark = pytest.mark.browser

WORDS = "موظفو المكتبة ودودون، وأشعر هناك بالأمان. تعرّفت على صديقات جديدات في المركز المجتمعي."
QUOTE = "موظفو المكتبة ودودون، وأشعر هناك بالأمان."


def test_answer_in_arabic_when_coded_and_checked_then_it_stands_in_the_pack(running: Running, tmp_path: Path) -> None:
    pictures = Path(os.environ.get("EI_TEST_PICTURES", tmp_path))
    with visiting(running.browser, running.base) as resident:
        _answer(resident)
    with visiting(running.browser, running.base, screen=DESK) as staff:
        _sign_in(staff, running)
        staff.look()
        picture(staff, pictures, "staff-overview")
        staff.open("/staff/bristol/coding")
        staff.look()
        picture(staff, pictures, "staff-texts")
        staff.click(staff.page.get_by_role("link", name="Read and code").first)
        _code(staff, pictures)
        staff.open("/staff/bristol/excerpts")
        staff.look()
        staff.click(staff.page.locator("button[value=cleared]").first)
        _build(staff)
        assert "Community centres" in staff.words
        quote = staff.page.locator("[lang=ar]").filter(has_text="ودودون")
        assert quote.first.get_attribute("dir") == "rtl"
        assert QUOTE in quote.first.inner_text()
        staff.look()
        picture(staff, pictures, "pack")


def _answer(resident: Visit) -> None:
    resident.begin("/ar/s/day-in-my-life")
    resident.page.locator("[name=q_place]").fill("المكتبة")
    resident.page.locator("[name=q_caption]").fill(WORDS)
    for _ in range(3):
        resident.click(resident.page.locator("button.first"))
    resident.page.locator("[name=q_may_quote][value=yes]").check()
    for _ in range(2):
        resident.click(resident.page.locator("button.first"))
    assert resident.page.locator(".code").is_visible()


def _sign_in(staff: Visit, running: Running) -> None:
    email = next(email for email, (_, role) in STAFF.items() if role is MemberRole.RESEARCHER)
    lines = running.demonstration.accounts.read_text(encoding="utf-8").splitlines()
    password = next(line.split()[-1] for line in lines if email in line)
    staff.open("/staff/bristol/")
    staff.look()
    staff.page.get_by_label("E-mail address").fill(email)
    staff.page.get_by_label("Password").fill(password)
    staff.press("Sign in")


def _code(staff: Visit, pictures: Path) -> None:
    """Mark the first sentence with the pointer, as a coder would, and code it."""
    staff.look()
    picture(staff, pictures, "staff-text")
    staff.page.get_by_label("Only these words").fill(QUOTE)
    staff.page.get_by_label("Code", exact=True).select_option("community_centres")
    staff.page.locator("[name=stance][value=enabler]").check()
    staff.page.get_by_label("Scale").select_option("neighbourhood")
    staff.press("Code it")
    assert staff.page.locator("[name=words]").input_value() == ""
    assert QUOTE in staff.words
    staff.look()


def _build(staff: Visit) -> None:
    staff.open("/staff/bristol/packs")
    staff.look()
    staff.press("Build a pack")
    staff.click(staff.page.get_by_role("link", name="pack.html").first)
