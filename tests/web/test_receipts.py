"""What a code opens: as visits."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from ei_collect.answering.receipts import mint
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.projects import set_project
from ei_collect.survey.definition import PublishedVersion
from tests.web.visits import Visitor

NewVisitor = Callable[..., Visitor]


def _sends(visitor: Visitor, *, readable: bool) -> str:
    """Answer everything and send it; the code."""
    code = visitor.begins("town").fills_in(bus="never", ward="E05010885").code
    visitor.presses().fills_in(why_never="\n Too <b>dear</b>. ").presses().presses()
    if readable:
        visitor.fills_in(field_readable="1")
    visitor.taps("Send my answers")
    assert visitor.sees("Your answers have been sent.")
    return code


def _opens(visitor: Visitor, code: str, language: str = "en") -> Visitor:
    return visitor.opens(f"/{language}/r").fills_in(field_code=code).presses()


def _is_in_no_address(visitor: Visitor, code: str) -> bool:
    told = [given.get(name, "") for _, given in visitor.page.tags for name in ("href", "action", "formaction", "src")]
    return code not in visitor.address and not any(code in address for address in told)


def test_a_code_when_the_person_wished_so_then_it_shows_the_answers_in_any_language(
    town_survey: PublishedVersion, visitor: Visitor, new_visitor: NewVisitor
) -> None:
    code = _sends(visitor, readable=True)
    other = _opens(new_visitor(), code.lower().replace("-", " "), "so")
    assert other.sees("[so] Do you take the bus?")
    assert other.sees("[so] Never")
    assert other.sees("Too <b>dear</b>.")
    other.taps("العربية")
    assert other.language == ("ar", "rtl")
    assert other.sees("[ar] Never")
    assert other.sees("This translation is a draft.")
    assert _is_in_no_address(other, code)
    assert "Set-Cookie" not in other.headers


def test_a_code_when_the_person_did_not_wish_so_then_it_tells_the_day_and_no_word(
    town_survey: PublishedVersion, visitor: Visitor, new_visitor: NewVisitor
) -> None:
    code = _sends(visitor, readable=False)
    other = _opens(new_visitor(), code)
    assert other.sees(f"You sent these answers on {today().day} ")
    assert other.sees("This page does not show what you said.")
    for words in ("Do you take the bus?", "dear", "Change my answers", "Save my answers as a file"):
        assert not other.sees(words)
    for address in ("/en/r/download", "/en/r/change"):
        assert new_visitor().posts(address, {"code": [code]}).status == 404


def test_a_code_when_answers_wait_then_one_can_go_on_with_them(
    town_survey: PublishedVersion, visitor: Visitor, new_visitor: NewVisitor
) -> None:
    code = visitor.begins("town").fills_in(bus="never").presses().code
    other = _opens(new_visitor(), code, "so")
    assert other.sees("These answers have not been sent yet.")
    assert other.sees(str((today() + timedelta(days=30)).year))
    assert not other.sees("[so] Never")
    assert other.taps("Go on where you stopped").address == "/so/s/town/getting_around"
    assert other.code == code
    assert other.presses("go", "back").typed("bus") == ["never"]
    other.presses().presses().presses().taps("Send my answers")
    assert other.sees(code)


@pytest.mark.parametrize("typed", ["", "HELLO", "0000-0000-0000-0000", "<script>alert(1)</script>"])
def test_a_code_when_it_opens_nothing_then_the_answer_is_the_same_and_what_was_typed_stays(
    town_survey: PublishedVersion, visitor: Visitor, typed: str
) -> None:
    _opens(visitor, typed)
    assert visitor.status == 404
    assert visitor.page.text.startswith("Error: Open your answers")
    assert visitor.form()["code"] == [typed]
    unknown = _opens(Visitor(visitor.client), mint())
    assert unknown.page.text == visitor.page.text
    assert visitor.posts("/en/r/withdraw", {"code": [typed], "sure": ["1"]}).status == 404


def test_answers_when_changed_by_their_code_then_the_new_ones_stand(
    town_survey: PublishedVersion, visitor: Visitor, new_visitor: NewVisitor
) -> None:
    code = _sends(visitor, readable=True)
    other = _opens(new_visitor(), code).taps("Change my answers")
    assert other.address == "/en/s/town/check"
    assert other.sees("Too <b>dear</b>.")
    other.presses("go", "home").fills_in(bus="often").presses()
    half = _opens(new_visitor(), code)
    assert half.sees("You have begun to change them.")
    assert half.sees("Never")
    assert not half.sees("Often")
    half.taps("Go on with the change")
    assert half.sees("Often")
    half.taps("Send my answers")
    assert half.sees("Your answers have been sent.")
    after = _opens(new_visitor(), code)
    assert after.sees("Often")
    assert not after.sees("dear")
    assert not after.sees("begun to change")


def test_answers_when_saved_as_a_file_then_it_needs_nothing_else_and_has_no_code(
    town_survey: PublishedVersion, visitor: Visitor, new_visitor: NewVisitor
) -> None:
    code = _sends(visitor, readable=True)
    other = _opens(new_visitor(), code, "ar").posts("/ar/r/download", {"code": [code]})
    assert other.language == ("ar", "rtl")
    assert other.headers["Content-Disposition"] == 'attachment; filename="answers-town.html"'
    assert other.markup.startswith("<!doctype html>")
    assert other.sees("[ar] Never")
    assert other.sees("Too <b>dear</b>.")
    assert code not in other.markup
    assert not any("src" in given or tag in {"link", "script"} for tag, given in other.page.tags)


@pytest.mark.parametrize("readable", [True, False])
def test_answers_when_taken_back_then_asked_once_more_and_all_of_it_is_gone(
    town_survey: PublishedVersion, visitor: Visitor, new_visitor: NewVisitor, readable: bool
) -> None:
    code = _sends(visitor, readable=readable)
    other = _opens(new_visitor(), code).taps("Take my answers back")
    assert other.sees("Take your answers back?")
    assert other.sees("We may not be able to call back copies that were printed before.")
    assert _is_in_no_address(other, code)
    assert other.taps("No, keep them").sees("You sent these answers on")
    other.taps("Take my answers back").taps("Yes, delete all my answers")
    assert other.sees("Your answers have been taken back")
    assert code not in other.markup
    for again in (_opens(new_visitor(), code), new_visitor().posts("/en/r/withdraw", {"code": [code], "sure": ["1"]})):
        assert again.status == 410
        assert again.page.text.startswith("These answers have been taken back")


def test_a_draft_when_taken_back_then_this_browser_forgets_the_code_and_late_copies_are_refused(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    visitor.begins("town").fills_in(bus="never").presses()
    late, code = visitor.form(), visitor.code
    _opens(visitor, code).taps("Take my answers back").taps("Yes, delete all my answers")
    assert visitor.client.get_cookie("ei_town") is None
    assert visitor.posts("/en/s/town/getting_around", late).status == 410
    assert visitor.begins("town").typed("bus") == []


def test_a_browser_when_its_code_was_taken_back_elsewhere_then_its_start_page_is_fresh(
    town_survey: PublishedVersion, visitor: Visitor, new_visitor: NewVisitor
) -> None:
    code = _sends(visitor, readable=False)
    _opens(new_visitor(), code).taps("Take my answers back").taps("Yes, delete all my answers")
    assert not visitor.opens("/en/s/town").sees("Somebody")
    assert any(button.words == "Start" for button in visitor.page.pressable)


def test_taking_back_when_copies_can_be_called_back_to_a_day_then_that_is_said(
    installation: Installation, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    code = _sends(visitor, readable=False)
    for days, told in ((1, "we cannot call back copies that are printed."), (0, "Copies that are printed already")):
        set_project(installation, "bristol", {"recall_until": today() + timedelta(days=days)})
        assert _opens(visitor, code).taps("Take my answers back").sees(told)


def test_a_code_when_the_last_day_is_over_then_it_opens_and_takes_back_and_changes_nothing(
    installation: Installation, town_survey: PublishedVersion, visitor: Visitor, new_visitor: NewVisitor
) -> None:
    sent = _sends(visitor, readable=True)
    draft = new_visitor().begins("town").fills_in(bus="often").presses().code
    set_project(installation, "bristol", {"ends_on": today() - timedelta(days=1)})
    other = _opens(new_visitor(), sent)
    assert other.sees("The last day is over.")
    assert other.sees("Too <b>dear</b>.")
    assert not other.sees("Change my answers")
    assert new_visitor().posts("/en/r/change", {"code": [sent]}).status == 410
    assert not _opens(other, draft).sees("Go on where you stopped")
    for code in (sent, draft):
        other = _opens(new_visitor(), code).taps("Take my answers back").taps("Yes, delete all my answers")
        assert other.sees("Your answers have been taken back")


def test_later_when_pressed_then_what_was_typed_is_saved_and_the_code_leads_another_device_to_it(
    town_survey: PublishedVersion, visitor: Visitor, new_visitor: NewVisitor
) -> None:
    visitor.begins("town").fills_in(bus="never").presses("go", "later")
    assert visitor.sees("Your answers are saved. You can go on later")
    assert visitor.sees("http://localhost:8000/en/r")
    code = next(word for word in visitor.page.text.split() if word.count("-") == 3)
    other = _opens(new_visitor(), code).taps("Go on where you stopped")
    assert other.typed("bus") == ["never"]
    visitor.follows("Back to the questions")
    assert visitor.address == "/en/s/town/home"
    assert visitor.typed("bus") == ["never"]


def test_later_when_the_language_is_changed_then_the_code_stays_out_of_the_address(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    code = visitor.begins("town").fills_in(bus="never").code
    visitor.presses("go", "later").taps("Soomaali")
    assert visitor.language == ("so", "ltr")
    assert _is_in_no_address(visitor, code)
    assert visitor.sees("These answers have not been sent yet.")


def test_thanks_when_the_device_forgets_the_code_then_it_leads_nowhere(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    _sends(visitor, readable=True)
    assert visitor.sees("What happens next")
    assert any(tag == "svg" and given.get("role") == "img" for tag, given in visitor.page.tags)
    visitor.taps("Forget my code on this device")
    assert visitor.address == "/en/s/town"
    assert not visitor.sees("Somebody")
    assert visitor.opens("/en/s/town/thanks").address == "/en/s/town"


@pytest.mark.parametrize("path", ["", "/withdraw", "/change", "/download", "/resume"])
def test_a_code_when_another_site_sends_it_then_refused(
    town_survey: PublishedVersion, visitor: Visitor, path: str
) -> None:
    code = _sends(visitor, readable=True)
    sent = {"code": [code], "sure": ["1"]}
    assert visitor.posts(f"/en/r{path}", sent, **{"Sec-Fetch-Site": "cross-site"}).status == 400
    assert _opens(visitor, code).sees("You sent these answers on")


def test_a_way_of_using_a_code_when_only_looked_at_then_nothing_happens(visitor: Visitor) -> None:
    for path in ("withdraw", "change", "download", "resume"):
        assert visitor.opens(f"/en/r/{path}").status == 405
