"""Who may open what: each role at each route by each method, in its own project, in another and in none that there is.

Routes and what they ask come from the URL map; what a role may do is written down here once more, by hand. The views are
taken out, so that what answers is the guard alone: tests/journeys/test_projects_apart.py opens the real ones.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from ei_collect.operations.installation import Installation
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.projects.project import MemberRole, Permission
from ei_collect.store.members import add_role, find_login
from ei_collect.web.access import declared
from tests.coded import Town
from tests.web.pages import PageReader
from tests.web.staff_visits import Colleague

MAY = {
    "researcher": "see_project read_words code export build_pack read_pack review_conflicts translate transcribe moderate"
    " keep_places run_sittings see_every_sitting key_sheets flag erase",
    "facilitator": "see_project read_pack",
    "administrator": "see_project manage_project translate keep_places erase",
    "partner": "see_project run_sittings key_sheets",
    "fieldworker": "see_project see_every_sitting key_sheets",
    "coder": "see_project read_words code flag",
    "moderator": "see_project moderate read_pack flag",
    "safeguarding": "see_project safeguard",
    "auditor": "see_project read_audit",
}
WORDS_OF_RESIDENTS = {
    Permission.READ_WORDS,
    Permission.CODE,
    Permission.EXPORT,
    Permission.REVIEW_CONFLICTS,
    Permission.TRANSCRIBE,
    Permission.MODERATE,
    Permission.KEY_SHEETS,
    Permission.RUN_SITTINGS,
    Permission.SAFEGUARD,
}
FILES = (".csv", ".xlsx", ".zip", ".pdf", "/print")
PARTS = {"number": 1, "ending": "csv", "kind": "text"}
OWN = re.compile(r'name="(held|csrf_token)" value="[^"]*"')
"""What is another one each time that a page is asked for."""


@pytest.fixture
def hollow(app: Flask) -> Flask:
    """The app with nothing behind the doors of its projects."""

    def emptied(view: Callable[..., object]) -> Callable[..., str]:
        def opened(**_parts: object) -> str:
            return "opened"

        opened.__access__ = declared(view)  # type: ignore[attr-defined]  # as the declarations set it
        return opened

    for rule in _rules_of_projects(app):
        app.view_functions[rule.endpoint] = emptied(app.view_functions[rule.endpoint])
    return app


@pytest.fixture
def joined(installation: Installation, workshop: Town, someone: Callable[..., Colleague]) -> Callable[..., Colleague]:
    """Signs somebody in who has one role in Bristol, every role in York and none in Leeds."""
    york = add_project(installation, NewProject("york", "Everyday York", ("en",), "x@example.org"))
    add_project(installation, NewProject("leeds", "Everyday Leeds", ("en",), "x@example.org"))

    def signed_in(role: MemberRole) -> Colleague:
        colleague = someone(role)
        with installation.database.writing() as connection:
            login = find_login(connection, f"{role.value}@example.org")
            assert login is not None
            for every in MemberRole:
                add_role(connection, york.scope, login[0].id, every)
        return colleague

    return signed_in


def test_roles_when_compared_with_the_table_then_nothing_more_and_nothing_less() -> None:
    granted = {role.value: {each.value for each in Permission if role.may(each)} for role in MemberRole}
    assert granted == {role: set(words.split()) for role, words in MAY.items()}


@pytest.mark.sqlite_only
@pytest.mark.parametrize("role", MemberRole)
def test_address_when_asked_for_by_a_role_then_opens_just_where_the_table_says(
    hollow: Flask, joined: Callable[..., Colleague], role: MemberRole
) -> None:
    colleague = joined(role)
    token = colleague.token
    found, counts = [], Counter[int]()
    for rule, method in _addresses(hollow):
        access = declared(hollow.view_functions[rule.endpoint])
        assert access is not None
        assert access.permission is not None
        may = access.permission.value in MAY[role.value].split()
        for project, expected in (("bristol", 200 if may else 404), ("leeds", 404), ("nowhere", 404)):
            address = _address(hollow, rule, project)
            status = colleague.client.open(address, method=method, data={"csrf_token": token}).status_code
            counts[status] += 1
            if status != expected:
                found.append((method, address, status))
    print(f"{role.value}: {dict(counts)}, deviations: {len(found)}")
    assert found == []
    assert counts[200] > 0


@pytest.mark.sqlite_only
def test_address_when_nobody_is_signed_in_then_the_same_whether_there_is_a_project_or_not(
    hollow: Flask, workshop: Town
) -> None:
    browser = hollow.test_client()
    for rule, method in _addresses(hollow):
        answers = [browser.open(_address(hollow, rule, project), method=method) for project in ("bristol", "nowhere")]
        told = [(each.status_code, OWN.sub("", each.text.replace("nowhere", "bristol"))) for each in answers]
        assert told[0] == told[1], rule
        assert told[0][0] in {302, 401}
        assert "opened" not in told[0][1]


def test_route_when_it_hands_out_words_of_residents_then_no_administrator_and_no_auditor_comes_in(app: Flask) -> None:
    for role in (MemberRole.ADMINISTRATOR, MemberRole.AUDITOR, MemberRole.FACILITATOR):
        assert not any(role.may(each) for each in WORDS_OF_RESIDENTS)


def test_view_when_nothing_is_declared_then_nobody_finds_it(app: Flask, colleague: Colleague) -> None:
    app.view_functions["staff.projects"] = lambda: "opened"
    assert colleague.opens("/staff/").status_code == 404
    assert app.test_client().get("/staff/").status_code == 404


@pytest.mark.sqlite_only
@pytest.mark.parametrize("role", MemberRole)
def test_links_and_forms_when_shown_to_a_role_then_it_may_follow_each(
    app: Flask, workshop: Town, someone: Callable[..., Colleague], role: MemberRole
) -> None:
    workshop.hears("The bus never arrives")
    colleague = someone(role)
    waiting, seen, closed = ["/staff/"], {"/staff/"}, set()
    while waiting:
        page = PageReader(colleague.opens(here := waiting.pop()).text)
        forms = {(form.method.upper(), form.action) for form in page.forms}
        for method, link in {("GET", link) for link in page.links.values()} | forms:
            path = link.partition("?")[0].partition("#")[0]
            if path.startswith("/staff/bristol/") and not _may(app, role, method, path):
                closed.add((here, method, path))
            elif path.startswith("/staff/") and method == "GET" and path not in seen and not path.endswith(FILES):
                seen.add(path)
                waiting.append(path)
    assert closed == set()
    assert len(seen) > 1


def _rules_of_projects(app: Flask) -> list[Rule]:
    rules = [rule for rule in app.url_map.iter_rules() if "project" in rule.arguments]
    assert len(rules) > 50
    return rules


def _addresses(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every route of a project with each of its methods; Flask answers OPTIONS by itself, behind the same guard."""
    for rule in _rules_of_projects(app):
        yield from ((rule, method) for method in sorted((rule.methods or set()) - {"OPTIONS"}))


def _address(app: Flask, rule: Rule, project: str) -> str:
    parts = {name: PARTS.get(name, "one") for name in rule.arguments} | {"project": project}
    return app.url_map.bind("localhost").build(rule.endpoint, parts)


def _may(app: Flask, role: MemberRole, method: str, path: str) -> bool:
    endpoint, _ = app.url_map.bind("localhost").match(path, method)
    access = declared(app.view_functions[endpoint])
    return access is not None and access.permission is not None and role.may(access.permission)
