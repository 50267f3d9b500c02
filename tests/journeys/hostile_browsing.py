"""A browser on pages full of hostile strings: it must notice nothing of them but their words."""

from playwright.sync_api import Dialog

from ei_collect.language.visible import visible
from tests.journeys.browsing import Visit
from tests.journeys.hostile import kept


def watch(visit: Visit) -> None:
    """Complain of dialogs too, and of whatever the page's policy had to forbid."""

    def hear(dialog: Dialog) -> None:
        visit.complaints.append(f"a dialog on {visit.page.url}: {dialog.message}")
        dialog.dismiss()

    visit.page.on("dialog", hear)
    visit.page.add_init_script(
        "window.forbidden = []; addEventListener('securitypolicyviolation', e => forbidden.push(e.violatedDirective))"
    )


def expect_dead(visit: Visit, sort: str) -> None:
    """Nothing within the words is an element, nothing on the page has a handler, nothing of theirs has run."""
    look = """sort => ({
        marker: window.hostile ?? null, forbidden: window.forbidden,
        within: [...document.querySelectorAll(sort)].flatMap(each => [...each.children].map(one => one.localName)),
        handlers: [...document.querySelectorAll('*')].flatMap(each =>
            each.getAttributeNames().filter(name => name.startsWith('on') || /^\\s*javascript:/i.test(each[name] ?? ''))),
        scripts: [...document.scripts].filter(each => !each.src.startsWith(location.origin + '/static/')).length,
    })"""
    found = visit.page.evaluate(look, sort)
    found["within"] = set(found["within"]) - {"bdi"}
    assert found == {"marker": None, "forbidden": [], "within": set(), "handlers": [], "scripts": 0}


def answer(resident: Visit, strings: list[str]) -> None:
    """Type them as a resident would, look at the check page, send, and look at them again by the code."""
    resident.begin("/en/s/hostile")
    resident.press("Continue")
    fill = """strings => strings.forEach((string, n) => {
        for (const kind of 'ls') document.querySelector(`[name=q_${kind}${n}]`).value = string })"""
    resident.page.evaluate(fill, strings)
    resident.press("Continue")
    for _ in range(2):
        expect_dead(resident, ".typed")
        shown = resident.page.locator(".typed").all_text_contents()
        assert shown[: len(strings)] == [visible(_as_browsers_keep(string)) for string in strings]
        if resident.page.get_by_role("button", name="Send my answers").count():
            resident.page.locator("[name=readable]").check()
            resident.press("Send my answers")
            code = resident.page.locator(".code").inner_text()
            resident.open("/en/r")
            resident.page.locator("[name=code]").fill(code)
            resident.press("Open")
    resident.page.context.clear_cookies()


def _as_browsers_keep(string: str) -> str:
    """What a text area makes of a string: one sort of line end."""
    return kept(string).replace("\r", "\n")
