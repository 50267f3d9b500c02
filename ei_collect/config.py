"""The configuration: one frozen value made from the environment, every fault reported at once.

Nothing else reads the environment.
"""

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ei_collect.errors import ConfigError, Finding

MIN_SECRET_BYTES = 32
MOST_DRAFT_DAYS = 365
EXIT_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[!-~]*)?")
EXIT_URL = "https://www.bbc.co.uk/weather"


@dataclass(frozen=True)
class Config:
    """Where things are and on what address the program answers. `secret_key` keys every HMAC and the staff sessions.

    `draft_days` is for how many days answers that were never sent are kept; `exit_url` where the quick exit leads.
    `pseudo_language` says whether demonstrations offer the language in which pages are tried out.
    """

    data: Path
    port: int
    database_url: str
    base_url: str
    secret_key: str
    surveys: Path
    translations: Path
    draft_days: int
    exit_url: str = EXIT_URL
    pseudo_language: bool = False

    @property
    def exit_origin(self) -> str:
        """Scheme and host of `exit_url`, as a content security policy names them."""
        parts = urlsplit(self.exit_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def served_over_https(self) -> bool:
        """Whether cookies can be kept to HTTPS."""
        return self.base_url.startswith("https://")


def read_config(environment: Mapping[str, str]) -> Config:
    """The configuration that `environment` (EI_ variables) asks for, with its data folder and key made where absent.

    Raises:
        ConfigError: one finding for each variable that cannot be used.
    """
    findings: list[Finding] = []
    data = Path(environment.get("EI_DATA") or "var").resolve()
    port = _port(environment.get("EI_PORT") or "8000", findings)
    base_url = _base_url(environment.get("EI_BASE_URL") or f"http://localhost:{port}", findings)
    database_url = environment.get("EI_DATABASE_URL") or f"sqlite:///{data / 'ei_collect.sqlite'}"
    if not database_url.startswith(("sqlite:///", "postgresql+psycopg://")):
        findings.append(
            Finding(
                "EI_DATABASE_URL",
                "database-url",
                "names no database that we know",
                "Write sqlite:///FILE or postgresql+psycopg://...",
            )
        )
    secret_key = environment.get("EI_SECRET_KEY") or ""
    if secret_key and len(secret_key) < MIN_SECRET_BYTES:
        findings.append(
            Finding(
                "EI_SECRET_KEY", "secret-short", "is too short", f"Give at least {MIN_SECRET_BYTES} random characters."
            )
        )
    draft_days = _draft_days(environment.get("EI_DRAFT_DAYS") or "30", findings)
    exit_url = _exit_url(environment.get("EI_EXIT_URL") or EXIT_URL, findings)
    pseudo = _switch("EI_PSEUDO_LANGUAGE", environment, findings)
    home = Path(__file__).resolve().parent.parent
    surveys = Path(environment.get("EI_SURVEYS") or home / "surveys")
    translations = Path(environment.get("EI_TRANSLATIONS") or home / "translations")
    if findings:
        raise ConfigError(findings)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret_key = secret_key or _kept_key(data)
    return Config(data, port, database_url, base_url, secret_key, surveys, translations, draft_days, exit_url, pseudo)


def _port(given: str, findings: list[Finding]) -> int:
    if given.isdecimal() and 0 < int(given) < 65536:
        return int(given)
    findings.append(Finding("EI_PORT", "port", f"{given!r} is no port", "Give a number from 1 to 65535."))
    return 0


def _draft_days(given: str, findings: list[Finding]) -> int:
    if given.isdecimal() and 0 < int(given) <= MOST_DRAFT_DAYS:
        return int(given)
    mend = f"Give a number of days from 1 to {MOST_DRAFT_DAYS}."
    findings.append(Finding("EI_DRAFT_DAYS", "draft-days", f"{given!r} is no such number", mend))
    return 0


def _switch(name: str, environment: Mapping[str, str], findings: list[Finding]) -> bool:
    given = environment.get(name) or "0"
    if given not in {"0", "1"}:
        findings.append(Finding(name, "switch", f"{given!r} is neither on nor off", "Write 1 or 0."))
    return given == "1"


def _exit_url(given: str, findings: list[Finding]) -> str:
    if not EXIT_ADDRESS.fullmatch(given):
        mend = "Write https://host/..., the address of a page that nobody wonders about."
        findings.append(Finding("EI_EXIT_URL", "exit-url", f"{given!r} is no address", mend))
    return given


def _base_url(given: str, findings: list[Finding]) -> str:
    parts = urlsplit(given)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
        findings.append(
            Finding(
                "EI_BASE_URL", "base-url", f"{given!r} is no address", "Write http(s)://host[:port], without a path."
            )
        )
    return given.rstrip("/")


def _kept_key(data: Path) -> str:
    """The key of this installation, made once and readable by its owner alone.

    Raises:
        ConfigError: the file has lost it; with another key no code would open its answers.
    """
    path = data / "secret-key"
    if not path.exists():
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        with fresh.open("w") as held:
            held.write(secrets.token_hex(32))
            held.flush()
            os.fsync(held.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
    key = path.read_text().strip()
    if len(key) < MIN_SECRET_BYTES:
        raise ConfigError.of("secret-damaged", "is damaged", where=str(path), mend="Put it back from the backup.")
    return key
