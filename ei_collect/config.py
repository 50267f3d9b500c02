"""The configuration: one frozen value made from the environment, every fault reported at once.

Nothing else reads the environment.
"""

import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urlsplit

from ei_collect.errors import ConfigError, Finding

MIN_SECRET_BYTES = 32
MOST_DRAFT_DAYS = 365
EXIT_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[!-~]*)?")
EXIT_URL = "https://www.bbc.co.uk/weather"
BUCKET_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
BUCKET_PREFIX = re.compile(r"/?|(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+/?")
BUCKET_SETTINGS = {"endpoint", "region"}
REGION = re.compile(r"[A-Za-z0-9-]+")
BUCKET_MEND = "Write s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION."


@dataclass(frozen=True)
class Bucket:
    """Where the objects lie in an S3-compatible store. `prefix` is empty or ends without a slash.

    `endpoint` is empty for the region's own at AWS.
    """

    name: str
    prefix: str
    endpoint: str
    region: str
    key: str = field(repr=False)
    secret: str = field(repr=False)

    def __str__(self) -> str:
        at = f" at {self.endpoint}" if self.endpoint else f" in {self.region}"
        return "/".join(filter(None, (f"s3://{self.name}", self.prefix))) + at


@dataclass(frozen=True)
class Config:
    """Where things are and on what address the program answers. `secret_key` keys every HMAC and the staff sessions.

    `draft_days` is for how many days answers that were never sent are kept; `exit_url` where the quick exit leads.
    `pseudo_language` says whether demonstrations offer the language in which pages are tried out. `bucket` is where
    recordings and photos lie; None for folders under `data`.
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
    bucket = _bucket(environment, findings)
    home = Path(__file__).resolve().parent.parent
    surveys = Path(environment.get("EI_SURVEYS") or home / "surveys")
    translations = Path(environment.get("EI_TRANSLATIONS") or home / "translations")
    if findings:
        raise ConfigError(findings)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret_key = secret_key or _kept_key(data)
    return Config(
        data, port, database_url, base_url, secret_key, surveys, translations, draft_days, exit_url, pseudo, bucket
    )


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


def _bucket(environment: Mapping[str, str], findings: list[Finding]) -> Bucket | None:
    """The bucket that is asked for, or None for local folders. No finding repeats what could be a secret."""
    given = environment.get("EI_OBJECTS_URL") or ""
    held = {name: environment.get(name) or "" for name in ("EI_OBJECTS_KEY", "EI_OBJECTS_SECRET")}
    if not given:
        mend = f"{BUCKET_MEND} Without a bucket, take the credentials away."
        findings += [
            Finding("EI_OBJECTS_URL", "objects-url", f"is not set, but {name} is", mend) for name in held if held[name]
        ]
        return None
    findings += [
        Finding(name, "objects-credential", "is not set", "Give the credential of the bucket in EI_OBJECTS_URL.")
        for name in held
        if not held[name]
    ]
    parts = _split(given)
    settings = parse_qs(parts.query, keep_blank_values=True)
    findings += [Finding("EI_OBJECTS_URL", code, what, mend) for code, what, mend in _bucket_faults(given)]
    endpoint, region = (settings.get(name, [""])[0] for name in ("endpoint", "region"))
    return Bucket(parts.netloc, parts.path.strip("/"), endpoint.rstrip("/"), region or "us-east-1", *held.values())


def _bucket_faults(given: str) -> Iterator[tuple[str, str, str]]:
    """Code, what and mend of each fault of the address of a bucket."""
    parts = _split(given)
    settings = parse_qs(parts.query, keep_blank_values=True)
    if "@" in parts.netloc or set(settings) - BUCKET_SETTINGS:
        mend = f"{BUCKET_MEND} Credentials stand in EI_OBJECTS_KEY and EI_OBJECTS_SECRET."
        yield "objects-setting", "carries more than endpoint and region", mend
    elif parts.scheme != "s3" or not BUCKET_NAME.fullmatch(parts.netloc):
        yield "objects-url", "names no bucket", BUCKET_MEND
    if not BUCKET_PREFIX.fullmatch(parts.path) or parts.fragment:
        yield "objects-prefix", "has a prefix that cannot be used", "Use letters, digits, _, - and . between slashes."
    for endpoint in settings.get("endpoint", []):
        at = _split(endpoint)
        if at.scheme not in {"http", "https"} or not at.netloc or at.path.strip("/") or "@" in at.netloc or at.query:
            yield (
                "objects-endpoint",
                "has an endpoint that is no address",
                "Write http(s)://host[:port], without a path.",
            )
    if any(not REGION.fullmatch(region) for region in settings.get("region", [])):
        yield "objects-region", "has a region that is none", "Write a name such as eu-west-2, or leave it out."


def _split(address: str) -> SplitResult:
    """The parts of an address; all of them empty where it is none at all."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


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
