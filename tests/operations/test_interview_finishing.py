"""An interview that is finished: kept once as a response, its notes beside it, and taken back with the code of its slip."""

from dataclasses import replace

import pytest

from ei_collect.answering.receipts import mint
from ei_collect.answering.response import Answer, Device, Help, Missing, Quotable, WithWords, Words
from ei_collect.errors import GoneError, InputError, NotFoundError
from ei_collect.fieldwork.interview import ConsentHow, InterviewerRole, Told
from ei_collect.operations import guides
from ei_collect.operations.changing import begin_change
from ei_collect.operations.guides import print_guides
from ei_collect.operations.installation import Installation
from ei_collect.operations.interview_finishing import finish
from ei_collect.operations.interviewing import at_desk, save_facts, take_up
from ei_collect.operations.opening import open_receipt
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.interviews import told_of
from ei_collect.store.tables import interviews as table
from ei_collect.store.texts import all_texts
from tests.operations.interview_desk import NOTED, SAID, Interviews, interviews_of


@pytest.fixture
def desks(installation: Installation, project: Project) -> Interviews:
    """The town with a guide in English and Arabic."""
    return interviews_of(installation, project)


def _refused(desks: Interviews, changes: dict[str, str], facts: dict[str, str] | None = None) -> list[str]:
    """The codes of what is in the way of finishing an interview with these changes."""
    amina = desks.person("amina")
    interview = desks.begins(amina)
    desks.types(amina, interview, changes, facts)
    with pytest.raises(InputError) as refused:
        finish(desks.installation, amina, interview.code, mint())
    return [finding.code for finding in refused.value.findings]


def _printed(desks: Interviews, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """The code of a printed guide, and that of its slip."""
    slip = mint()
    monkeypatch.setattr(guides, "mint", lambda: slip)
    print_guides(desks.installation, desks.guide, "ar", count=1)
    with desks.installation.database.reading() as connection:
        return connection.execute(table.select()).one().code, slip


def test_interview_when_finished_then_a_response_like_any_other_with_its_notes_beside_it(desks: Interviews) -> None:
    desks.holds()
    (kept,) = desks.responses()
    said = kept.submission
    assert {code: answer.value for code, answer in said.answers.items()} == {
        "ward": "E05010885",
        "tour": Words(SAID),
        "brings": Missing.NOT_ASKED,
        "ways": ("foot",),
        "may_quote": "yes",
    }
    assert (said.help, said.device, said.home_ward) == (Help.SCRIBE, Device.UNKNOWN, "E05010885")
    assert (said.quotable, said.readable, said.synthetic) == (Quotable.CONSENTED, False, False)
    with desks.installation.database.reading() as connection:
        (text,) = all_texts(connection, desks.project.scope)
        told = told_of(connection, desks.project.scope, [kept.id])
        row = connection.execute(table.select()).one()
    assert (text.body, text.question, row.form) == (SAID, "tour", {})
    notes = {"tour": NOTED}
    assert told == {kept.id: Told(InterviewerRole.COMMUNITY_RESEARCHER, ConsentHow.ORALLY, notes)}


def test_interview_in_a_language_when_its_guide_has_none_then_consent_says_which_words_were_put(
    desks: Interviews,
) -> None:
    desks.holds({"q_tour": "Kursiga", "words_tour": "en"}, language="so")
    (kept,) = desks.responses()
    said = kept.submission
    assert (said.language, said.answers["tour"]) == ("so", Answer(Words("Kursiga", "en"), "so"))
    points = "You can stop at any time.\nDo you agree to take part?"
    assert said.consents == {
        "research": {"given": True, "language": "en", "wording": points},
        "quoting": {"given": True, "language": "en", "wording": "May we show your words?"},
    }


def test_words_beside_a_choice_when_said_in_another_language_then_so_too(desks: Interviews) -> None:
    changes = {"q_ways": "other", "q_ways.other": "بالقارب", "words_ways": "ar", "words_tour": "xx"}
    desks.holds(changes)
    answers = desks.responses()[0].submission.answers
    assert answers["ways"].value == WithWords(("other",), Words("بالقارب", "ar"))
    assert answers["tour"].value == Words(SAID)


def test_interview_when_interpreted_then_between_which_languages(desks: Interviews) -> None:
    amina = desks.person("amina")
    interview = desks.begins(amina)
    facts = {"help": "interpreter", "help_from": "ti", "help_into": "en", "device": "computer", "readable": "yes"}
    desks.types(amina, interview, facts=facts)
    finish(desks.installation, amina, interview.code, mint())
    said = desks.responses()[0].submission
    assert (said.help, said.help_from, said.help_into) == (Help.INTERPRETER, "ti", "en")
    assert (said.device, said.readable) == (Device.COMPUTER, True)


@pytest.mark.parametrize("answer", ["no", ""])
def test_quoting_when_not_agreed_to_then_never(desks: Interviews, answer: str) -> None:
    desks.holds({"q_may_quote": answer})
    assert desks.responses()[0].submission.quotable is Quotable.NEVER


@pytest.mark.parametrize(
    ("changes", "facts", "codes"),
    [
        ({}, {"agreed": "no"}, ["interview-not-agreed"]),
        ({}, {"agreed": ""}, ["interview-agreed"]),
        ({}, {"consent_how": "by phone", "role": "Ana"}, ["interview-consent-how", "interview-role"]),
        ({"q_tour": " \n"}, {}, ["interview-empty"]),
        ({"q_tour": "a" * 20_001}, {}, ["answer-too-long", "interview-empty"]),
        ({"notes_tour": "a" * 20_001}, {}, ["interview-notes"]),
        ({"q_ward": "nowhere", "q_may_quote": "maybe"}, {}, ["answer-unknown", "answer-unknown"]),
    ],
)
def test_interview_when_something_is_missing_or_wrong_then_said_and_nothing_is_lost(
    desks: Interviews, changes: dict[str, str], facts: dict[str, str], codes: list[str]
) -> None:
    assert _refused(desks, changes, facts) == codes
    assert desks.responses() == []
    with desks.installation.database.reading() as connection:
        form = connection.execute(table.select()).one().form
    assert all(form[name] == [value] for name, value in changes.items() if value)


def test_interview_when_finished_again_then_the_same_and_by_nobody_else(desks: Interviews) -> None:
    interview, slip = desks.holds()
    amina = desks.person("amina")
    for who in (amina, desks.person("rita", MemberRole.RESEARCHER)):
        assert finish(desks.installation, who, interview.code, slip).receipt_code == slip
    for who, code in ((amina, mint()), (desks.person("ben"), slip)):
        with pytest.raises(NotFoundError):
            finish(desks.installation, who, interview.code, code)
    with pytest.raises(InputError, match="interview-finished"):
        take_up(desks.installation, amina, interview.code)
    assert len(desks.responses()) == 1


def test_code_of_a_slip_when_somebody_elses_then_refused_and_kept_as_a_draft(desks: Interviews) -> None:
    _, slip = desks.holds()
    amina = desks.person("amina")
    second = desks.begins(amina)
    desks.types(amina, second, {"q_tour": "Others"})
    for code, fault in ((slip, "code-used"), ("", "code-missing"), ("nonsense", "receipt-unreadable")):
        with pytest.raises(InputError, match=fault):
            finish(desks.installation, amina, second.code, code)
    assert at_desk(desks.installation, amina, second.code).interview.form["q_tour"] == ["Others"]
    assert len(desks.responses()) == 1


def test_interview_when_taken_back_then_nothing_of_it_is_left_in_the_file(desks: Interviews) -> None:
    interview, slip = desks.holds()
    opened = open_receipt(desks.installation, slip)
    assert (opened.survey_slug, opened.on_paper) == ("our-guide", False)
    with pytest.raises(NotFoundError):
        begin_change(desks.installation, slip)
    withdraw(desks.installation, slip)
    assert desks.responses() == []
    with desks.installation.database.reading() as connection:
        assert connection.execute(table.select()).all() == []
        if desks.installation.database.is_sqlite:
            files = desks.installation.config.data.glob("ei_collect.sqlite*")
            everything = b"".join(path.read_bytes() for path in files)
            assert [word for word in (b"Kingfisher", b"Heron") if word in everything] == []
    with pytest.raises(NotFoundError):
        take_up(desks.installation, desks.person("amina"), interview.code)


def test_printed_guide_when_its_slip_is_used_then_the_interview_can_be_taken_back_at_any_time(
    desks: Interviews, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, slip = _printed(desks, monkeypatch)
    amina = desks.person("amina")
    interview = desks.takes_up(amina, f"{code[:4].lower()} {code[4:]}")
    desks.types(amina, interview)
    assert open_receipt(desks.installation, slip).on_paper
    withdraw(desks.installation, slip)
    with pytest.raises(NotFoundError):
        finish(desks.installation, amina, code)
    with pytest.raises(GoneError):
        open_receipt(desks.installation, slip)


def test_printed_guide_when_finished_then_kept_under_its_slip_and_no_other(
    desks: Interviews, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, slip = _printed(desks, monkeypatch)
    amina = desks.person("amina")
    interview = desks.takes_up(amina, code)
    desks.types(amina, replace(interview, language="ar"), {"q_tour": "نلتقي عند المقعد"})
    assert finish(desks.installation, amina, code).receipt_code == ""
    (kept,) = desks.responses()
    assert kept.submission.consents["research"]["wording"].startswith("[ar] You can stop")  # type: ignore[union-attr]
    withdraw(desks.installation, slip)
    assert desks.responses() == []


def test_interview_when_an_old_page_is_sent_after_it_is_finished_then_not_kept(desks: Interviews) -> None:
    interview, _ = desks.holds()
    with pytest.raises(NotFoundError):
        save_facts(desks.installation, desks.person("amina"), interview.code, {"role": ["researcher"]}, "en")


@pytest.mark.parametrize("count", [0, 51])
def test_guides_when_too_few_or_too_many_then_refused(desks: Interviews, count: int) -> None:
    with pytest.raises(InputError, match="guides-count"):
        print_guides(desks.installation, desks.guide, "en", count=count)
    with pytest.raises(InputError, match="language-absent"):
        print_guides(desks.installation, desks.guide, "so", count=1)
