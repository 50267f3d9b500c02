"""The configuration: one frozen value made from the environment, every fault reported at once.

Nothing else reads the environment.
"""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ei_collect.errors import ConfigError, Finding

MIN_SECRET_BYTES = 32


@dataclass(frozen=True)
class Config:
    """Where things are and on what address the program answers. `secret_key` keys every HMAC and the staff sessions."""

    data: Path
    port: int
    database_url: str
    base_url: str
    secret_key: str
    surveys: Path
    translations: Path

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
    home = Path(__file__).resolve().parent.parent
    surveys = Path(environment.get("EI_SURVEYS") or home / "surveys")
    translations = Path(environment.get("EI_TRANSLATIONS") or home / "translations")
    if findings:
        raise ConfigError(findings)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Config(data, port, database_url, base_url, secret_key or _kept_key(data), surveys, translations)


def _port(given: str, findings: list[Finding]) -> int:
    if given.isdecimal() and 0 < int(given) < 65536:
        return int(given)
    findings.append(Finding("EI_PORT", "port", f"{given!r} is no port", "Give a number from 1 to 65535."))
    return 0


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
    """The key of this installation, made once and readable by its owner alone."""
    path = data / "secret-key"
    if not path.exists():
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(32))
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
    return path.read_text().strip()
