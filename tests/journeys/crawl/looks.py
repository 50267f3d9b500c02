"""Looking at a page on a screen: axe in both themes, the size of what one presses, names, languages, spaced text."""

from functools import cache
from pathlib import Path
from typing import Any

import langcodes
from playwright.sync_api import Page

from ei_collect.language.languages import LANGUAGES, PSEUDO, SHOWN
from tests.journeys.crawl.screen import Screen

HERE = Path(__file__).parent
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
CONTROLS = {
    "button", "checkbox", "combobox", "link", "listbox", "menuitem", "option", "radio", "searchbox", "slider",
    "spinbutton", "switch", "tab", "textbox", "progressbar", "dialog", "alertdialog",
}  # fmt: skip
"""Roles of the accessibility tree that nobody can make sense of without a name."""

AXE = """(rules) => axe.run({ ...rules, resultTypes: ["violations", "incomplete"] }).then((found) => {
  const unsure = found.incomplete.filter((each) => each.id === "color-contrast").map((each) => (
    { ...each, nodes: each.nodes.filter((node) => node.any[0]?.data?.messageKey !== "elmPartiallyObscuring") }));
  return [...found.violations, ...unsure].flatMap(
    (each) => each.nodes.map((node) => `axe: ${each.id}: ${each.help}: ${node.html.slice(0, 160)}`));
})"""
"""What axe is not sure of counts too where it is colours: they are hidden behind something then, and nobody looked. But
for a run of words that laps over its neighbours, as the lines of another direction do."""

LOOSEN = """() => {
  for (const element of document.querySelectorAll("body *"))
    if (/fixed|sticky/.test(getComputedStyle(element).position)) element.style.position = "static";
}"""
"""What stands over the page is put into it, so that axe sees the colours of what lies behind."""

DARK = """() => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number);
  return red + green + blue < 3 * 64;
}"""


def look_at(screen: Screen, *, complete: bool) -> list[str]:
    """Everything that is wrong with the page on the screen, colours apart.

    That nobody speaks the pseudo-language, as axe says, is so. `complete` says that every word of the program is there in
    the page's language, so that none may be in another.
    """
    page = screen.page
    told: list[str] = page.evaluate(_script("look.js"), _languages() | {"complete": complete})
    told += [line for line in run_axe(page, _rules(but=OF_COLOUR)) if f'lang="{PSEUDO.code}"' not in line]
    told += unnamed(screen)
    told += page.evaluate(_script("squeeze.js"))
    return [*screen.complaints, *told]


def look_at_colours(screen: Screen, theme: str, *, turns_dark: bool) -> list[str]:
    """What is wrong with the colours of the page on the screen in a theme, `light` or `dark`.

    `turns_dark` says that the page has a dark dress.
    """
    page = screen.page
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.evaluate(LOOSEN)
    told = run_axe(page, {"runOnly": OF_COLOUR})
    if theme == "dark" and turns_dark and not page.evaluate(DARK):
        told.append("the page stays light")
    return [f"{theme}: {line}" for line in told]


def look_at_forced_colours(screen: Screen) -> list[str]:
    """What is wrong with a page in the visitor's own colours, where of a background nothing is left, and without movement."""
    told: list[str] = screen.page.evaluate(_script("forced.js"))
    told += run_axe(screen.page, _rules(but=OF_COLOUR))
    return [*screen.complaints, *told, *unnamed(screen)]


def run_axe(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe finds, one line for each place. The page must have been opened by a `screen`, which brings axe along."""
    found: list[str] = page.evaluate(AXE, rules)
    return found


def unnamed(screen: Screen) -> list[str]:
    """The controls and groups that the accessibility tree has no name for."""
    nodes = screen.session.send("Accessibility.getFullAXTree")["nodes"]
    return [
        f"no name: a {role} {node.get('description', {}).get('value', '')}".rstrip()
        for node in nodes
        if not node["ignored"]
        and (role := node.get("role", {}).get("value")) in CONTROLS
        and not node.get("name", {}).get("value", "").strip()
    ]


def _rules(*, but: list[str]) -> dict[str, Any]:
    return {"runOnly": RULES, "rules": {rule: {"enabled": False} for rule in but}}


@cache
def _script(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


@cache
def _languages() -> dict[str, dict[str, str]]:
    """Which way each language runs, and the script that it is written in by its name in Unicode."""
    scripts = {code: str(langcodes.get(code).maximize().script) for code in LANGUAGES}
    return {
        "directions": {code: known.direction for code, known in SHOWN.items()},
        "scripts": {code: "Hani" if script in {"Hans", "Hant"} else script for code, script in scripts.items()},
    }
