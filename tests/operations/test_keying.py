"""Sheets are typed, once or twice, compared and settled. Nothing counts before; nothing that was typed stays after."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ei_collect.answering.response import Device, Help, Missing, Quotable
from ei_collect.errors import InputError, NotFoundError
from ei_collect.fieldwork.keyed import Keyed
from ei_collect.fieldwork.numbering import RESEARCH
from ei_collect.fieldwork.paper_form import HELP, HELP_FROM, HELP_INTO
from ei_collect.operations.answering import Closing, submit
from ei_collect.operations.desk import Keyer
from ei_collect.operations.expiring import expire_drafts
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.keying import BegunError, at_desk, begin, finish, is_keyed_twice, save_page
from ei_collect.operations.sheet_settling import Settled
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.batches import Waiting, batches_of, waiting_for
from ei_collect.store.keyings import SheetStatus
from ei_collect.store.tables import keyings
from tests.answering.every_kind import FILLED_IN as ON_A_SCREEN
from tests.answering.every_kind import SLUG
from tests.answering.sending import saves
from tests.operations.sheet_desk import FILLED_IN, Desks, desks_of, on_page

SECRET_WORD = "Kingfisher"


@pytest.fixture
def desks(installation: Installation, project: Project) -> Desks:
    """The town with every kind of question on paper."""
    return desks_of(installation, project)


def test_sheet_when_typed_once_then_its_answers_are_those_of_a_screen(desks: Desks) -> None:
    sitting = desks.sitting(desks.person("zoe"))
    sheet = desks.sheet(sitting)
    assert desks.types("amina", sheet, {"q_what_helps": f"A bench\nnear {SECRET_WORD}."}) is Settled.SETTLED
    for section, form in ON_A_SCREEN.items():
        saves(desks.installation, SLUG, "a phone", section, form)
    submit(desks.installation, SLUG, "a phone", Closing("en"))
    paper, phone = sorted(desks.responses(), key=lambda each: each.submission.device)
    given = paper.submission
    assert {**given.answers, "what_helps": phone.submission.answers["what_helps"]} == phone.submission.answers
    assert (given.device, given.help, given.language, given.sitting) == (Device.PAPER, Help.SCRIBE, "en", sitting.id)
    assert (given.quotable, given.readable, given.synthetic) == (Quotable.CONSENTED, False, False)
    agreed = "You can stop at any time.\nWe do not ask for your name.\nI have read this, and I agree to take part."
    assert given.consents["research"] == {"given": True, "language": "en", "wording": agreed}
    assert given.consents["quoting"]["given"]
    assert desks.status(sheet) == SheetStatus.SETTLED
    assert desks.passes(sheet) == [(1, desks.person("amina").user.id, Keyed())]


def test_sheet_when_somebody_interpreted_then_between_which_languages(desks: Desks) -> None:
    written = {HELP: "4", HELP_FROM: "Somali", HELP_INTO: "other"}
    assert desks.types("amina", desks.sheet(), written) is Settled.SETTLED
    (kept,) = desks.responses()
    assert (kept.submission.help, kept.submission.help_from, kept.submission.help_into) == (
        "interpreter",
        "so",
        "other",
    )


def test_sheet_when_drawn_then_another_person_types_it_before_it_counts(desks: Desks) -> None:
    sheet = desks.sheet_for_two()
    assert desks.types("amina", sheet) is Settled.WAITS_FOR_SECOND
    assert desks.responses() == []
    with pytest.raises(InputError, match="sheet-own"):
        begin(desks.installation, desks.person("amina"), sheet.code)
    desk = begin(desks.installation, desks.person("bilal"), sheet.code)
    second = desk.open_pass()
    assert second
    assert (second.number, second.keyed) == (2, Keyed())
    assert desks.types("bilal", sheet) is Settled.SETTLED
    assert len(desks.responses()) == 1
    with pytest.raises(InputError, match="sheet-settled"):
        begin(desks.installation, desks.person("carla"), sheet.code)
    assert all(keyed == Keyed() for _, _, keyed in desks.passes(sheet))


def test_sheet_when_many_begin_and_finish_it_at_once_then_one_types_it_and_it_counts_once(desks: Desks) -> None:
    sheet, keyers = desks.sheet(), [desks.person(f"keyer{number}") for number in range(4)]

    def begins(keyer: Keyer) -> bool:
        try:
            begin(desks.installation, keyer, sheet.code)
        except BegunError:
            return False
        return True

    with ThreadPoolExecutor(len(keyers)) as office:
        began = list(office.map(begins, keyers))
    assert sum(began) == 1
    keyer = keyers[began.index(True)]
    for page in desks.pages:
        desks.types_page(keyer.user.name.lower(), sheet, page, FILLED_IN)
    with ThreadPoolExecutor(len(keyers)) as office:
        ends = set(office.map(lambda _: finish(desks.installation, keyer, sheet.code), keyers))
    assert (ends, len(desks.responses())) == ({Settled.SETTLED}, 1)


def test_sheet_when_somebody_else_is_at_it_then_only_begun_anew(desks: Desks) -> None:
    sheet, amina, bilal = desks.sheet(), desks.person("amina"), desks.person("bilal")
    begin(desks.installation, amina, sheet.code)
    desks.types_page("amina", sheet, desks.pages[0], FILLED_IN)
    with pytest.raises(BegunError, match="sheet-taken"):
        begin(desks.installation, bilal, sheet.code)
    with pytest.raises(NotFoundError, match="not-typing"):
        save_page(desks.installation, bilal, sheet.code, 1, {})
    begin(desks.installation, bilal, sheet.code, anew=True)
    assert [(number, user) for number, user, _ in desks.passes(sheet)] == [(1, bilal.user.id)]
    with pytest.raises(NotFoundError, match="not-typing"):
        at_desk(desks.installation, amina, sheet.code)


def test_page_when_doubted_then_kept_only_once_sure_or_while_it_is_not_whole(desks: Desks) -> None:
    sheet, amina = desks.sheet(), desks.person("amina")
    begin(desks.installation, amina, sheet.code)
    page = desks.pages[0]
    typed = on_page(page, {**FILLED_IN, "age": "1 2"})
    outcome = save_page(desks.installation, amina, sheet.code, 1, typed)
    assert (outcome.kept, outcome.findings, len(outcome.doubts)) == (False, (), 1)
    assert desks.passes(sheet)[0][2] == Keyed()
    assert save_page(desks.installation, amina, sheet.code, 1, typed, whole=False).kept
    desk, own = at_desk(desks.installation, amina, sheet.code)
    assert (own.pages, own.keyed.form["q_age"]) == ((), ["under_30", "from_30"])
    with pytest.raises(InputError, match="pages-left"):
        finish(desks.installation, amina, sheet.code)
    sure = frozenset({"keyed-two-ticked question 4"})
    assert save_page(desks.installation, amina, sheet.code, 1, typed, sure=sure).kept
    assert at_desk(desks.installation, amina, sheet.code)[1].pages == (1,)
    assert desk.left((1,)) == (2, 3, 4)
    with pytest.raises(NotFoundError, match="page-absent"):
        save_page(desks.installation, amina, sheet.code, 9, typed)


def test_answer_when_the_sheet_leads_past_it_then_doubted_and_kept_as_given(desks: Desks) -> None:
    sheet, amina = desks.sheet(), desks.person("amina")
    begin(desks.installation, amina, sheet.code)
    for page in desks.pages[:-1]:
        desks.types_page("amina", sheet, page, {**FILLED_IN, "lives_here": "2"})
    typed = on_page(desks.pages[-1], FILLED_IN)
    outcome = save_page(desks.installation, amina, sheet.code, 4, typed)
    assert [(doubt.code, doubt.where) for doubt in outcome.doubts] == [("keyed-past", "question 17")]
    save_page(desks.installation, amina, sheet.code, 4, typed, sure=frozenset({"keyed-past question 17"}))
    finish(desks.installation, amina, sheet.code)
    (kept,) = desks.responses()
    assert kept.submission.answers["may_quote"].value == "yes"
    assert kept.submission.quotable is Quotable.CONSENTED


def test_required_questions_when_empty_on_paper_then_skipped(desks: Desks) -> None:
    desks.types("amina", desks.sheet(), {"belong": "", "q_what_helps": "", "age": "?", "how_often": "a1 b1 b2 c?"})
    (kept,) = desks.responses()
    answers = kept.submission.answers
    assert [answers[code].value for code in ("belong", "what_helps", "age")] == [
        Missing.SKIPPED,
        Missing.SKIPPED,
        Missing.UNREADABLE,
    ]
    missing = {"library": Missing.TWO_TICKED, "market": Missing.UNREADABLE}
    assert dict(answers["how_often"].value.missing) == missing  # type: ignore[union-attr]


def test_is_keyed_twice_when_a_share_is_set_then_about_so_many_and_always_the_same() -> None:
    drawn = [is_keyed_twice("secret", f"sh_{number}", 20) for number in range(2000)]
    assert 340 < sum(drawn) < 460
    assert drawn == [is_keyed_twice("secret", f"sh_{number}", 20) for number in range(2000)]
    assert drawn != [is_keyed_twice("another", f"sh_{number}", 20) for number in range(2000)]
    assert not any(is_keyed_twice("secret", f"sh_{number}", 0) for number in range(100))
    assert all(is_keyed_twice("secret", f"sh_{number}", 100) for number in range(100))


def test_partner_when_a_sheet_is_of_another_sitting_then_it_is_not_there(desks: Desks) -> None:
    partner = desks.person("pia", MemberRole.PARTNER)
    own = desks.sheet(desks.sitting(partner))
    for other in (desks.sheet(desks.sitting(desks.person("zoe"))), desks.sheet()):
        with pytest.raises(NotFoundError, match="sheet-unknown"):
            begin(desks.installation, partner, other.code)
    begin(desks.installation, partner, own.code)
    with desks.installation.database.reading() as connection:
        seen = batches_of(connection, desks.project.scope, partner.user.id)
        every = batches_of(connection, desks.project.scope)
    assert (len(seen), sum(batch.total for batch in every)) == (1, 3)
    with pytest.raises(InputError, match="sheet-code"):
        begin(desks.installation, partner, "nonsense")


def test_batches_when_sheets_are_at_every_stage_then_counted(desks: Desks) -> None:
    sitting = desks.sitting(desks.person("zoe"), keyed_twice=100)
    printed, once, differing, done, aside = (desks.sheet(sitting) for _ in range(5))
    desks.types("amina", aside, {RESEARCH: ""})
    for sheet in (once, differing, done):
        desks.types("amina", sheet)
    desks.types("bilal", differing, {"age": "1"})
    desks.types("bilal", done)
    with desks.installation.database.reading() as connection:
        (batch,) = batches_of(connection, desks.project.scope)
        waiting = [
            waiting_for(connection, desks.project.scope, desks.person(name).user.id) for name in ("amina", "bilal")
        ]
    assert batch.sheets == {"printed": 1, "keyed_once": 1, "keyed_twice": 1, "settled": 1, "void": 1}
    assert (batch.name, batch.sitting, batch.venue, batch.total) == ("first", sitting.code, "St Mary's hall", 4)
    assert waiting == [Waiting((), (differing.code,)), Waiting((once.code,), (differing.code,))]
    assert printed.code not in str(waiting)


def test_unfinished_pass_when_it_is_old_then_thrown_away_and_a_finished_one_stays(desks: Desks) -> None:
    once, unfinished = desks.sheet_for_two(), desks.sheet()
    desks.types("amina", once)
    begin(desks.installation, desks.person("amina"), unfinished.code)
    with desks.installation.database.writing() as connection:
        connection.execute(keyings.update().values(keyed_on=today().replace(year=2020)))
    expire_drafts(desks.installation)
    assert (len(desks.passes(once)), desks.passes(unfinished)) == (1, [])
