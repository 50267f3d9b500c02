"""Answering as a visit, without JavaScript: every step in the words of the person who answers."""

from collections.abc import Callable

from ei_collect.answering.response import Device, Help, Missing, Quotable, Words
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import TOWN, publish_yaml
from tests.web.town import ASHLEY, answer_everything, begin, kept
from tests.web.visits import Visitor

PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


def test_answering_when_everything_is_sent_then_it_is_kept_and_a_code_shown(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    begin(visitor).fills_in(ward=ASHLEY, bus="never", years="\u0667").presses()
    assert visitor.sees("Part 2 of 3")
    visitor.fills_in(why_never="Too dear.", ways=["foot", "bike"]).presses()
    visitor.fills_in(may_quote="yes").presses()
    assert visitor.sees("Check your answers")
    assert visitor.sees("Too dear.")
    code = visitor.code
    visitor.fills_in(field_help="scribe").presses(**{"User-Agent": PHONE})
    assert visitor.address == "/en/s/town/thanks"
    assert visitor.sees(code)
    (response,) = kept(installation, project)
    submission = response.submission
    values = {question: answer.value for question, answer in submission.answers.items()}
    assert values == {
        "ward": ASHLEY,
        "bus": "never",
        "years": 7,
        "why_never": Words("Too dear."),
        "ways": ("foot", "bike"),
        "may_quote": "yes",
    }
    assert (submission.device, submission.help, submission.quotable) == (
        Device.PHONE,
        Help.SCRIBE,
        Quotable.CONSENTED,
    )
    assert (submission.home_ward, submission.synthetic, submission.language) == (ASHLEY, False, "en")


def test_answering_when_nothing_is_answered_then_that_is_kept_as_skipped_and_no_word_is_quotable(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    begin(visitor).presses().presses().presses().presses()
    assert visitor.sees("Your answers have been sent.")
    submission = kept(installation, project)[0].submission
    assert {answer.value for answer in submission.answers.values()} == {Missing.SKIPPED, Missing.NOT_ASKED}
    assert submission.answers["why_never"].value is Missing.NOT_ASKED
    assert (submission.quotable, submission.help, submission.home_ward) == (Quotable.NEVER, Help.UNKNOWN, None)


def test_answering_when_one_prefers_not_to_say_then_nothing_else_of_the_question_is_kept(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    begin(visitor).fills_in(ward="-").presses()
    visitor.fills_in(ways=["foot"], field_q_ways_pnts="1").presses().presses()
    assert visitor.sees("Prefer not to say")
    visitor.presses()
    answers = kept(installation, project)[0].submission.answers
    assert answers["ward"].value is answers["ways"].value is Missing.PREFER_NOT_TO_SAY


def test_a_section_when_something_is_wrong_then_it_says_so_and_keeps_all_that_was_typed(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    begin(visitor).fills_in(years="seven", bus="often").presses()
    assert visitor.status == 422
    assert visitor.page.text.startswith("Error: Home")
    assert visitor.page.links["Please write a whole number, such as 12."] == "#q_years"
    assert (visitor.typed("years"), visitor.typed("bus")) == (["seven"], ["often"])
    marked = next(given for tag, given in visitor.page.tags if given.get("id") == "q_years")
    assert marked["aria-invalid"] == "true"
    assert "q_years-fault" in marked["aria-describedby"].split()


def test_a_section_when_choices_exclude_each_other_then_both_stay_ticked(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    begin(visitor).presses().fills_in(ways=["bike", "none"]).presses()
    assert visitor.sees("cannot go with the others")
    assert visitor.typed("ways") == ["bike", "none"]


def test_switching_language_when_a_page_is_half_filled_then_everything_typed_is_still_there(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    begin(visitor).fills_in(bus="never", years="abc").presses("switch", "ar")
    assert visitor.address == "/ar/s/town/home" or visitor.language == ("ar", "rtl")
    assert (visitor.typed("years"), visitor.typed("bus")) == (["abc"], ["never"])
    visitor.fills_in(years="3").presses()
    visitor.fills_in(why_never="بعيد").presses("switch", "so")
    assert visitor.language == ("so", "ltr")
    assert visitor.typed("why_never") == ["بعيد"]
    visitor.presses().presses().presses("switch", "ar").presses()
    submission = kept(installation, project)[0].submission
    assert (submission.language, submission.answers["bus"].language) == ("ar", "en")
    assert submission.answers["why_never"].language == "ar"


def test_going_back_when_a_page_is_half_filled_then_it_is_saved_and_the_page_before_shown(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    begin(visitor).fills_in(years="4").presses()
    visitor.fills_in(ways=["bike"]).presses("go", "back")
    assert visitor.address == "/en/s/town/home"
    assert visitor.typed("years") == ["4"]
    assert visitor.presses().typed("ways") == ["bike"]


def test_changing_an_answer_when_a_later_question_is_then_not_asked_then_its_words_are_not_sent(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    answer_everything(visitor).presses("go", "home")
    visitor.fills_in(bus="often").presses()
    assert not visitor.sees("What keeps you off the bus?")
    visitor.presses().presses()
    assert not visitor.sees("Too dear.")
    visitor.presses()
    assert kept(installation, project)[0].submission.answers["why_never"].value is Missing.NOT_ASKED


def test_changing_an_answer_when_it_is_changed_back_then_the_words_are_there_again(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    answer_everything(visitor).presses("go", "home").fills_in(bus="often").presses().presses("go", "back")
    visitor.fills_in(bus="never").presses()
    assert visitor.typed("why_never") == ["Too dear."]


def test_answering_when_the_browser_keeps_no_cookies_then_everything_works_all_the_same(
    installation: Installation, project: Project, town_survey: PublishedVersion, new_visitor: Callable[..., Visitor]
) -> None:
    person = answer_everything(new_visitor(cookies=False))
    code = person.code
    assert person.presses("switch", "ar").language == ("ar", "rtl")
    person.presses("go", "home").fills_in(years="8").presses().presses().presses().presses()
    assert person.sees(code)
    assert kept(installation, project)[0].submission.answers["years"].value == 8


def test_a_cookie_when_nobody_has_agreed_yet_then_there_is_none(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    for address in ("/", "/en/s/town", "/en/s/town/home", "/en/s/town/home?agree=missing", "/en/r", "/en/privacy"):
        assert visitor.opens(address).client.get_cookie("ei_town") is None
    begin(visitor)
    assert "HttpOnly" in visitor.headers["Set-Cookie"]
    assert "SameSite=Lax" in visitor.headers["Set-Cookie"]
    assert "Expires" not in visitor.headers["Set-Cookie"]


def test_a_form_when_it_carries_another_code_than_the_cookie_then_the_form_counts(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    first = begin(visitor).form()
    second = begin(visitor).fills_in(years="2").form()
    assert first["key"] != second["key"]
    visitor.posts("/en/s/town/home", first).posts("/en/s/town/home", second)
    assert visitor.code == second["key"][0]
    assert visitor.presses("go", "back").typed("years") == ["2"]


def test_starting_again_when_answers_were_sent_then_it_is_a_new_code_and_an_empty_page(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    old = answer_everything(visitor).code
    visitor.presses().opens("/en/s/town").taps("I am someone else: begin anew")
    assert begin(visitor).code != old
    assert visitor.typed("years") == [""]
    visitor.presses().presses().presses().presses()
    assert len(kept(installation, project)) == 2


def test_a_new_version_when_one_has_begun_with_the_old_then_the_old_one_is_answered(
    installation: Installation, project: Project, town_survey: PublishedVersion, visitor: Visitor
) -> None:
    begin(visitor)
    publish_yaml(installation, project, TOWN.replace("Do you take the bus?", "Do you ride the bus?"))
    visitor.presses().presses("go", "back")
    assert visitor.sees("Do you take the bus?")
    visitor.presses().presses().presses().presses()
    assert kept(installation, project)[0].submission.version_id == town_survey.id


def test_a_later_page_when_nothing_was_begun_then_one_starts_at_the_start(
    town_survey: PublishedVersion, visitor: Visitor
) -> None:
    for address in ("getting_around", "check", "thanks"):
        assert visitor.opens(f"/en/s/town/{address}").address == "/en/s/town"
    assert visitor.opens("/en/s/town/nowhere").status == 404
    assert visitor.posts("/en/s/town/nowhere", {}).status == 404
    assert visitor.posts("/en/s/town/send", {}).address == "/en/s/town"
