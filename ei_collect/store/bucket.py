"""Files in an S3-compatible store. Nothing in it is ever public, and no address of it reaches a browser: we serve.

The store keeps the moment at which a file came, which cannot be helped; it goes nowhere from there.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

from ei_collect.bucket import Bucket
from ei_collect.errors import UnavailableError
from ei_collect.store.objects import Objects

if TYPE_CHECKING:
    from obstore.store import S3Credential  # in its stubs only

TIMEOUT = "20s"
KEPT_AS = {"Content-Type": "application/octet-stream", "Content-Disposition": "attachment"}
"""Were a file ever handed out by the store itself, nothing in it could run."""


class BucketError(UnavailableError):
    """The store cannot be reached, or does not do what it is asked."""


@dataclass(frozen=True)
class BucketObjects(Objects):
    """The files of one kind in a bucket."""

    bucket: Bucket
    kind: str

    def create(self, name: str, content: bytes) -> bool:
        """Keep `content` under this name unless a file has it already; whether none had."""
        with _reached(self.bucket), suppress(AlreadyExistsError):
            obstore.put(self._store, self._path(name), content, attributes=KEPT_AS, mode="create", use_multipart=False)
            return True
        return False

    def read(self, name: str) -> bytes | None:
        """What the file of this name holds, or None where there is none."""
        with _reached(self.bucket), suppress(FileNotFoundError):
            return bytes(obstore.get(self._store, self._path(name)).bytes())
        return None

    def delete(self, *names: str) -> None:
        """Remove these files; those that are not there are left out."""
        with _reached(self.bucket):
            for name in names:  # one at a time: some stores take no list
                with suppress(FileNotFoundError):
                    obstore.delete(self._store, self._path(name))

    def names(self, older_than: int = 0) -> Iterator[str]:
        """The names of all files that came more than so many seconds ago, by the clock of the store to the second."""
        moment = datetime.now(UTC) - timedelta(seconds=older_than)
        with _reached(self.bucket):
            for page in obstore.list(self._store, prefix=self._path("")):
                yield from (PurePosixPath(each["path"]).name for each in page if each["last_modified"] <= moment)

    @property
    def _store(self) -> S3Store:
        return _opened(self.bucket)

    def _path(self, name: str) -> str:
        return "/".join(filter(None, (self.bucket.prefix, self.kind, name)))


@cache
def _opened(bucket: Bucket) -> S3Store:
    """One client for the process, which keeps its connections."""

    def credential() -> "S3Credential":
        """Ours, whatever AWS_ variables there are."""
        return {"access_key_id": bucket.key, "secret_access_key": bucket.secret, "token": None, "expires_at": None}

    return S3Store(
        bucket.name,
        endpoint=bucket.endpoint or f"https://s3.{bucket.region}.amazonaws.com",
        region=bucket.region,
        virtual_hosted_style_request=False,
        client_options={"allow_http": True, "timeout": TIMEOUT},
        retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=30)},
        credential_provider=credential,
    )


@contextmanager
def _reached(bucket: Bucket) -> Iterator[None]:
    """Turn what the store refuses into our error, without its words: they hold names of files."""
    try:
        yield
    except (BaseError, FileNotFoundError) as error:
        what = f"cannot be used ({type(error).__name__})"
        mend = "See that it runs, that the bucket is there, and that the credentials may read, write and delete."
        raise BucketError.of("objects-unusable", what, where=str(bucket), mend=mend) from None
