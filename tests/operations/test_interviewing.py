"""Interviews: begun, saved as they go, by nobody else, thrown away; never answered by anybody alone."""

from datetime import timedelta

import pytest

from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.asking import all_asking, asking
from ei_collect.operations.expiring import expire_drafts
from ei_collect.operations.guides import print_guides
from ei_collect.operations.installation import Installation
from ei_collect.operations.interviewing import at_desk, begun_by, save_section, take_up, throw_away
from ei_collect.operations.keeping import today
from ei_collect.operations.sheets import make_sheets
from ei_collect.operations.standing import visit
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.tables import interviews as table
from tests.answering.surveys import TOWN, publish_yaml
from tests.operations.interview_desk import SAID, Interviews, interviews_of
from tests.operations.sitting_opening import opened

HOSTILE = "\u202e</textarea><script>alert(1)</script>\r\n\0 =1+1 {{ 7*7 }} \U0001f600"


@pytest.fixture
def desks(installation: Installation, project: Project) -> Interviews:
    """The town with a guide in English and Arabic."""
    return interviews_of(installation, project)


def test_section_when_saved_then_kept_as_typed_and_the_others_stay(desks: Interviews) -> None:
    amina = desks.person("amina")
    interview = desks.begins(amina)
    save_section(desks.installation, amina, interview.code, 1, {"q_tour": [SAID], "notes_tour": ["a note"]})
    save_section(desks.installation, amina, interview.code, 2, {"q_may_quote": ["no"], "q_tour": ["not of this page"]})
    save_section(desks.installation, amina, interview.code, 1, {"q_tour": [HOSTILE]})
    form = at_desk(desks.installation, amina, interview.code.lower()).interview.form
    assert form == {"q_tour": [HOSTILE.replace("\r\n", "\n").replace("\0", "\u2400")], "q_may_quote": ["no"]}


def test_facts_when_saved_then_only_those_that_there_are_and_a_language_that_we_know(desks: Interviews) -> None:
    amina = desks.person("amina")
    interview = desks.begins(amina, "so")
    desks.types(amina, interview, facts={"name": "Ana", "role": "researcher"})
    desk = at_desk(desks.installation, amina, interview.code)
    assert (desk.interview.form["role"], "name" in desk.interview.form) == (["researcher"], False)
    assert (desk.interview.language, desk.wording) == ("so", "en")


@pytest.mark.parametrize("language", ["xx", "", "\0"])
def test_interview_when_begun_in_no_language_then_refused(desks: Interviews, language: str) -> None:
    with pytest.raises(InputError, match="language-unknown"):
        desks.begins(desks.person("amina"), language)


def test_interview_when_somebody_else_keys_it_then_theirs_alone_but_for_researchers(desks: Interviews) -> None:
    amina, ben, rita = desks.person("amina"), desks.person("ben"), desks.person("rita", MemberRole.RESEARCHER)
    interview = desks.begins(amina)
    with pytest.raises(InputError, match="interview-taken"):
        take_up(desks.installation, ben, interview.code)
    with pytest.raises(NotFoundError):
        at_desk(desks.installation, ben, interview.code)
    assert begun_by(desks.installation, ben) == ()
    assert [each.code for each in begun_by(desks.installation, rita)] == [interview.code]
    assert take_up(desks.installation, rita, interview.code).typed_by == amina.user.id


def test_interview_of_a_sitting_when_a_partner_did_not_open_it_then_not_there(desks: Interviews) -> None:
    ana, eve = desks.person("ana", MemberRole.PARTNER), desks.person("eve", MemberRole.PARTNER)
    town = desks.installation, desks.project
    with pytest.raises(InputError, match="survey-unknown"):
        opened(*town, ana.user, surveys=("our-guide",))  # a sitting asks surveys; interviews are held beside them
    publish_other(desks)
    sitting = opened(*town, ana.user)
    print_guides(desks.installation, desks.guide, "en", count=1, sitting=sitting)
    with desks.installation.database.reading() as connection:
        code = connection.execute(table.select()).one().code
    with pytest.raises(NotFoundError, match="interview-unknown"):
        take_up(desks.installation, eve, code)
    assert take_up(desks.installation, ana, code).sitting_id == sitting.id


def test_interview_when_thrown_away_then_gone_and_a_printed_guide_can_be_begun_anew(desks: Interviews) -> None:
    amina, ben = desks.person("amina"), desks.person("ben")
    loose = desks.begins(amina)
    desks.types(amina, loose)
    throw_away(desks.installation, amina, loose.code)
    with pytest.raises(NotFoundError):
        take_up(desks.installation, amina, loose.code)
    print_guides(desks.installation, desks.guide, "en", count=1)
    with desks.installation.database.reading() as connection:
        printed = connection.execute(table.select()).one().code
    desks.types(amina, desks.takes_up(amina, printed))
    throw_away(desks.installation, amina, printed)
    assert desks.takes_up(ben, printed).form == {}
    assert desks.responses() == []


def test_interview_when_left_unfinished_for_long_then_what_was_typed_goes(desks: Interviews) -> None:
    amina = desks.person("amina")
    fresh, loose = desks.begins(amina), desks.begins(amina)
    print_guides(desks.installation, desks.guide, "en", count=2)
    with desks.installation.database.reading() as connection:
        printed = [row.code for row in connection.execute(table.select()) if row.key_hash]
    desks.types(amina, desks.takes_up(amina, printed[0]))
    long_ago = today() - timedelta(days=desks.installation.config.draft_days + 1)
    with desks.installation.database.writing() as connection:
        connection.execute(table.update().where(table.c.code != fresh.code).values(saved_on=long_ago))
    expire_drafts(desks.installation)
    with desks.installation.database.reading() as connection:
        left = {row.code: (row.form, row.typed_by) for row in connection.execute(table.select())}
    assert left == {fresh.code: ({}, amina.user.id), **dict.fromkeys(printed, ({}, None))}
    assert loose.code not in left


def test_guide_when_somebody_would_answer_it_alone_then_not_found_and_offered_nowhere(desks: Interviews) -> None:
    for attempt in (asking, lambda town, slug: visit(town, slug, None, "en")):
        with pytest.raises(NotFoundError, match="survey-interview"):
            attempt(desks.installation, "our-guide")
    assert all_asking(desks.installation) == ()
    with pytest.raises(NotFoundError, match="survey-interview"):
        make_sheets(desks.installation, desks.project.scope, desks.guide.version, "en", count=1)


def publish_other(desks: Interviews) -> None:
    """A survey that people answer by themselves."""
    publish_yaml(desks.installation, desks.project, TOWN)
