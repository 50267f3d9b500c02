"""Which bucket of an S3-compatible store holds the objects, as EI_OBJECTS_URL and its credentials say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qs, urlsplit

from ei_collect.errors import Finding

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


def read_bucket(environment: Mapping[str, str], findings: list[Finding]) -> Bucket | None:
    """The bucket that `environment` asks for, or None for local folders.

    What cannot be used is added to `findings`; none of them repeats what could be a secret.
    """
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
