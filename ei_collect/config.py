"""The configuration: one frozen value made from the environment, every fault reported at once.

Nothing else reads the environment.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ei_collect.bucket import Bucket, read_bucket
from ei_collect.errors import ConfigError, Finding
from ei_collect.secret_keys import MIN_SECRET_BYTES, in_order, kept_key, old_keys

MOST_DRAFT_DAYS = 365
MOST_PROXIES = 5
LIMITS_HERE = "memory://"
EXIT_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[!-~]*)?")
EXIT_URL = "https://www.bbc.co.uk/weather"


@dataclass(frozen=True)
class Config:
    """Where things are and on what address the program answers. `secret_key` keys sessions and what is encrypted.

    `old_secret_keys` are those before it, the newest first (see docs/decisions/0016). `backup_key` is the file of the
    key of backups, `erased` the file in which it stands who was erased, whatever becomes of the database; `audit_head`
    is the one that holds the head of the log outside it.
    `draft_days` is for how many days answers that were never sent are kept; `exit_url` where the quick exit leads.
    `pseudo_language` says whether demonstrations offer the language in which pages are tried out. `bucket` is where
    recordings and photos lie; None for folders under `data`. `metrics` says whether /metrics answers.
    `limits_url` is where it is counted how much is sent from one address, and `proxies` how many proxies of ours stand
    before the program, each of which tells the address of whoever asks.
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
    bucket: Bucket | None = None
    old_secret_keys: tuple[str, ...] = ()
    backup_key: Path = Path("backup-key")
    erased: Path = Path("erased")
    audit_head: Path = Path("audit-head")
    metrics: bool = False
    limits_url: str = LIMITS_HERE
    proxies: int = 0

    @property
    def secret_keys(self) -> tuple[str, ...]:
        """The key in force and those before it: what one of them made, another may be asked to read."""
        return (self.secret_key, *self.old_secret_keys)

    @property
    def lasting_key(self) -> str:
        """The first of all: it keys what is compared and can never be made anew, as the hashes of codes."""
        return self.secret_keys[-1]

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
    database_url = _database_url(environment.get("EI_DATABASE_URL"), data, findings)
    secret_key = _secret_key(environment.get("EI_SECRET_KEY") or "", findings)
    draft_days = _draft_days(environment.get("EI_DRAFT_DAYS") or "30", findings)
    exit_url = _exit_url(environment.get("EI_EXIT_URL") or EXIT_URL, findings)
    pseudo = _switch("EI_PSEUDO_LANGUAGE", environment, findings)
    metrics = _switch("EI_METRICS", environment, findings)
    limits_url = _limits_url(environment.get("EI_LIMITS_URL") or LIMITS_HERE, findings)
    proxies = _proxies(environment.get("EI_PROXIES") or "0", findings)
    bucket = read_bucket(environment, findings)
    home = Path(__file__).resolve().parent.parent
    surveys = Path(environment.get("EI_SURVEYS") or home / "surveys")
    translations = Path(environment.get("EI_TRANSLATIONS") or home / "translations")
    older = _old_secret_keys(environment.get("EI_OLD_SECRET_KEYS") or "", findings)
    backup_key = Path(environment.get("EI_BACKUP_KEY_FILE") or data / "backup-key")
    erased = Path(environment.get("EI_ERASED_FILE") or data / "erased")
    audit_head = Path(environment.get("EI_AUDIT_HEAD_FILE") or data / "audit-head")
    if findings:
        raise ConfigError(findings)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret_key = secret_key or kept_key(data)
    older = in_order(*older, *old_keys(data), without=secret_key)
    places = (data, port, database_url, base_url, secret_key, surveys, translations)
    files = (backup_key, erased, audit_head)
    return Config(*places, draft_days, exit_url, pseudo, bucket, older, *files, metrics, limits_url, proxies)


def _database_url(given: str | None, data: Path, findings: list[Finding]) -> str:
    if given and not given.startswith(("sqlite:///", "postgresql+psycopg://")):
        mend = "Write sqlite:///FILE or postgresql+psycopg://..."
        findings.append(Finding("EI_DATABASE_URL", "database-url", "names no database that we know", mend))
    return given or f"sqlite:///{data / 'ei_collect.sqlite'}"


def _secret_key(given: str, findings: list[Finding]) -> str:
    if given and len(given) < MIN_SECRET_BYTES:
        mend = f"Give at least {MIN_SECRET_BYTES} random characters."
        findings.append(Finding("EI_SECRET_KEY", "secret-short", "is too short", mend))
    return given


def _old_secret_keys(given: str, findings: list[Finding]) -> tuple[str, ...]:
    keys = tuple(filter(None, given.split(",")))
    if any(len(each) < MIN_SECRET_BYTES for each in keys):
        mend = f"Write them with commas between, the newest first, each of at least {MIN_SECRET_BYTES} characters."
        findings.append(Finding("EI_OLD_SECRET_KEYS", "secret-short", "has one that is too short", mend))
    return keys


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


def _limits_url(given: str, findings: list[Finding]) -> str:
    if given != LIMITS_HERE and not given.startswith(("redis://", "rediss://")):
        mend = f"Write {LIMITS_HERE} or redis://HOST:PORT/NUMBER."
        findings.append(Finding("EI_LIMITS_URL", "limits-url", "names nothing that counts", mend))
    return given


def _proxies(given: str, findings: list[Finding]) -> int:
    if given.isdecimal() and int(given) <= MOST_PROXIES:
        return int(given)
    mend = f"Give how many proxies of yours stand before the program, 0 to {MOST_PROXIES}."
    findings.append(Finding("EI_PROXIES", "proxies", f"{given!r} is no such number", mend))
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
