"""The stylesheet of residents stands in each of their pages: one request, and nothing to wait for before it is drawn.

The Content-Security-Policy allows it by its hash, and no other inline style. A page that is made once for everyone
takes only the rules that touch something in it: half a kilobyte less over a slow line.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from markupsafe import Markup
from tinycss2.parser import parse_rule_list, parse_stylesheet
from tinycss2.serializer import serialize

STATIC = Path(__file__).parent / "static"
SOURCE = STATIC / "resident.css"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")
_DECLARED = re.compile(r"([{;](?:--)?[a-z-]+): ")
_STYLE = re.compile(r"(?<=<style>).*?(?=</style>)", re.DOTALL)
_SCRIPT = re.compile(r'<script src="[^"]*/([a-z]+\.js)')
_IN_BRACKETS = re.compile(r"\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\)")
_NAMED = re.compile(r"\.[a-z][a-z-]*|(?<![:\w.-])[a-z][a-z0-9]*")


def squeezed(sheet: str) -> str:
    """The same rules without comments and needless spaces. Spaces that can mean something stay."""
    tight = _AROUND.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", sheet))).replace(";}", "}").strip()
    return _DECLARED.sub(r"\1:", tight)


def hash_of(style: str) -> str:
    """What the Content-Security-Policy calls an inline style by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


@dataclass(frozen=True)
class Rule:
    """One rule as it stands, with the classes and elements that each of its selectors needs; or a block of rules.

    A selector that needs nothing applies whatever is on the page.
    """

    text: str
    needs: tuple[frozenset[str], ...] = ()
    inner: tuple["Rule", ...] = ()

    def for_names(self, names: frozenset[str]) -> str:
        """The rule, or the part of the block, that can touch something with these names; else nothing."""
        if self.inner:
            kept = "".join(rule.for_names(names) for rule in self.inner)
            return f"{self.text}{{{kept}}}" if kept else ""
        return self.text if any(need <= names for need in self.needs) else ""


def read_rules(sheet: str) -> tuple[Rule, ...]:
    """The rules of a stylesheet in their order."""
    return tuple(_rules(parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)))


def _rules(parsed: list[Any]) -> Iterator[Rule]:
    for node in parsed:
        if node.type == "at-rule":
            inner = parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield Rule(f"@{node.at_keyword}{serialize(node.prelude)}", inner=tuple(_rules(inner)))
        else:
            selectors = serialize(node.prelude)
            yield Rule(f"{selectors}{{{serialize(node.content)}}}", tuple(_needs(selectors)))


def _needs(selectors: str) -> Iterator[frozenset[str]]:
    """What each selector needs, brackets left out: a name too few keeps a rule in vain, and never drops one."""
    for selector in _IN_BRACKETS.sub("", selectors).split(","):
        yield frozenset(_NAMED.findall(selector))


STYLE = squeezed(SOURCE.read_text(encoding="utf-8"))
HASH = hash_of(STYLE)
RULES = read_rules(STYLE)
_EVERY_NAME = frozenset(name for rule in RULES for one in (rule, *rule.inner) for need in one.needs for name in need)


def style_for(page: str) -> str:
    """The rules that can touch something in a page, or something that its scripts add to it."""
    scripts = "".join((STATIC / name).read_text(encoding="utf-8") for name in _SCRIPT.findall(page))
    told = frozenset(re.findall(r"[a-z][a-z0-9-]*", _STYLE.sub("", page) + scripts))
    return "".join(
        rule.for_names(frozenset(name for name in _EVERY_NAME if name.lstrip(".") in told)) for rule in RULES
    )


def tailored(page: str) -> tuple[str, str]:
    """A page with only the rules that it needs, and the hash by which the policy allows them."""
    style = style_for(page)
    return _STYLE.sub(lambda _: style, page, count=1), hash_of(style)


def register(app: Flask) -> None:
    """Give the templates `resident_style`."""
    app.jinja_env.globals["resident_style"] = Markup(STYLE)  # noqa: S704  # our own file
