"""The stylesheet of residents: small, and legible in both themes."""

import re
from pathlib import Path

import pytest

from ei_collect.web.style import RULES, SOURCE, STYLE, hash_of, read_rules, style_for, tailored

MOST_BYTES = 9_000
READ, SEEN = 4.5, 3.0  # WCAG 2.2: 1.4.3 for words, 1.4.11 for what shows a control
SHEET = SOURCE.read_text(encoding="utf-8")
GROUNDS = ("paper", "card", "pale", "note")
ALL_NAMES = frozenset(name for rule in RULES for one in (rule, *rule.inner) for need in one.needs for name in need)
PAIRS = [
    *((ink, ground, READ) for ink in ("ink", "soft") for ground in GROUNDS),
    *((ink, ground, READ) for ink in ("deep", "bad") for ground in ("paper", "card", "pale")),
    ("on", "deep", READ),
    ("paper", "ink", READ),  # the quick exit
    ("edge", "paper", SEEN),
    ("edge", "card", SEEN),
    ("deep", "paper", SEEN),
    ("ink", "sun", SEEN),  # the ring around what has the focus
    ("gold", "paper", SEEN),
]


def _theme(name: str) -> dict[str, str]:
    light, dark = (block for block in re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL))
    told = {"light": light, "dark": light + dark}[name]
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", told))


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_colours_when_they_meet_then_they_can_be_told_apart(theme: str, ink: str, ground: str, least: float) -> None:
    colours = _theme(theme)
    assert _contrast(colours[ink], colours[ground]) >= least


def test_contrast_when_computed_then_as_the_standard_has_it() -> None:
    assert _contrast("#000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


def test_sheet_when_inlined_then_within_its_budget() -> None:
    assert len(STYLE.encode()) <= MOST_BYTES


def test_sheet_when_read_then_logical_throughout_so_that_it_serves_both_directions() -> None:
    assert not re.findall(
        r"(?:margin|padding|border)-(?:left|right|top|bottom)|[;{ ](?:left|right|top|bottom|float):", SHEET
    )
    assert not re.findall(r"text-align: (?:left|right)", SHEET)


def test_sheet_when_it_names_a_class_then_some_page_has_it() -> None:
    web = SOURCE.parent.parent
    pages = [path for path in (web / "templates").rglob("*.html") if "staff" not in path.parts]
    told = " ".join(path.read_text(encoding="utf-8") for path in [*pages, *_scripts(web)])
    named = set(re.findall(r"\.([a-z][a-z-]+)", re.sub(r"\{[^{}]*\}|/\*.*?\*/", " ", SHEET, flags=re.DOTALL)))
    assert [name for name in sorted(named) if not re.search(rf'[" .]{name}[" ]', told)] == []


def _scripts(web: Path) -> list[Path]:
    return sorted((web / "static").glob("*.js"))


def test_rules_when_nothing_is_left_out_then_they_are_the_sheet() -> None:
    assert "".join(rule.for_names(ALL_NAMES) for rule in RULES) == STYLE


def test_style_when_made_for_a_page_then_only_what_can_touch_something_in_it() -> None:
    bare = style_for('<main><h1>Yes</h1><p class="hint">No</p></main>')
    assert ":root{" in bare
    assert ".hint{" in bare
    assert "[hidden]{" in bare
    assert ".qr{" not in bare
    assert "textarea{resize" not in bare
    assert "@media (min-width:40rem)" not in bare.replace(": ", ":")


def test_style_when_a_script_of_the_page_makes_elements_then_they_have_their_rules() -> None:
    assert ".combo{" not in style_for("<main></main>")
    assert ".combo{" in style_for('<main></main><script src="/static/ward.js" defer></script>')


def test_style_when_its_own_words_name_a_class_then_that_keeps_no_rule() -> None:
    page, named = tailored(f"<style>{STYLE}</style><p>Nothing</p>")
    assert ".qr{" not in page
    assert named == hash_of(page.split("<style>")[1].split("</style>")[0])


@pytest.mark.parametrize(
    ("selector", "needs"),
    [
        (".tick:has(:checked)", {".tick"}),
        ("input:not([type])", {"input"}),
        ("*", set()),
        ("a:hover", {"a"}),
        (".leave button", {".leave", "button"}),
        (":where(:lang(ar),:lang(fa))", set()),
        ("::file-selector-button", set()),
        ("[dir=rtl] [dir=auto]:placeholder-shown", set()),
        (".switch :is(a,button)", {".switch"}),
        ("h1 + .lead", {"h1", ".lead"}),
    ],
)
def test_rule_when_read_then_it_needs_what_stands_outside_of_brackets(selector: str, needs: set[str]) -> None:
    (rule,) = read_rules(f"{selector}{{color:red}}")
    assert rule.needs == (frozenset(needs),)
