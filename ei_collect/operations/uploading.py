"""Photos that come in pieces, from the script of a page: each piece is safe before it is told to be there.

Once all of a photo is there it is cleaned and kept, and what came in goes. Until then anybody with the code can go on,
unless nobody does for some minutes. Whoever begins sweeps away what others have left.
"""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from ei_collect.answering.receipts import key_hash
from ei_collect.errors import GoneError, NotFoundError
from ei_collect.operations.holding import UnagreedError
from ei_collect.operations.installation import Installation
from ei_collect.operations.photographing import (
    PhotoSent,
    PhotoUnwantedError,
    check_welcome,
    find_uploaded,
    keep_photo,
    upload_name,
)
from ei_collect.operations.pictures import forget_staged, owner_of_staged, staging
from ei_collect.photos.limits import MOST_BYTES
from ei_collect.photos.refusal import PhotoRefusedError, Refusal, refused
from ei_collect.store.photos import Photo

NAME = re.compile(r"[A-Za-z0-9_-]{16,64}")
"""What a browser may call a photo on its way."""
BLOCK = 256 * 1024
OVER = (PhotoRefusedError, PhotoUnwantedError, NotFoundError, GoneError, UnagreedError)
"""After one of these nothing that came in is of any use."""


@dataclass(frozen=True)
class Piece:
    """The bytes of a photo from `offset` on; none where all came before. `sent` tells the rest, but for the file.

    `length` is how many bytes the whole photo has.
    """

    offset: int
    length: int
    content: bytes
    sent: PhotoSent


@dataclass(frozen=True)
class Progress:
    """How much of a photo is there, and the photo itself once it is kept."""

    offset: int
    photo: Photo | None = None


def staged_name(installation: Installation, survey_slug: str, key: str, question: str, upload: str) -> str:
    """What a photo is called while it comes in: first its owner, by whom it is found to be deleted."""
    named = upload_name(installation, survey_slug, key, question, upload)
    return f"{_owner(installation, key)}.{named}"


def progress(installation: Installation, survey_slug: str, key: str, question: str, upload: str) -> Progress:
    """How far a photo has come.

    Raises:
        NotFoundError: there is no such survey, or the version asks no such question.
    """
    there = find_uploaded(installation, survey_slug, key, question, upload)
    named = staged_name(installation, survey_slug, key, question, upload)
    return Progress(staging(installation).offset(named), there)


def take_piece(installation: Installation, survey_slug: str, key: str, question: str, piece: Piece) -> Progress:
    """Add a piece to a photo on its way; with the last one it is kept.

    Raises:
        BusyError, MisplacedError: see `store/staging`.
        PhotoRefusedError, PhotoUnwantedError, NotFoundError, UnagreedError, GoneError, AbsentError: see `keep_photo`.
    """
    files, named = staging(installation), staged_name(installation, survey_slug, key, question, piece.sent.upload)
    if piece.offset == 0:
        files.sweep()
    if there := find_uploaded(installation, survey_slug, key, question, piece.sent.upload):
        files.delete(named)
        return Progress(piece.length, there)
    with files.held(named) as path:
        try:
            _check(installation, survey_slug, key, question, piece)
            offset = files.append(path, piece.offset, piece.content) if piece.content else files.offset(named)
            if offset < piece.length:
                return Progress(offset)
            whole = PhotoSent(**{**vars(piece.sent), "content": path})
            photo = keep_photo(installation, survey_slug, key, question, whole)
        except OVER:
            files.delete(named)
            raise
        files.delete(named)
        return Progress(offset, photo)


def forget_unfinished(installation: Installation, keys: Iterable[str]) -> None:
    """Remove what of any photos came only in part under these codes. What was kept stays under its code."""
    forget_staged(installation, *(key_hash(installation.config.lasting_key, key) for key in keys))


def take_whole(
    installation: Installation, survey_slug: str, key: str, question: str, *, stream: IO[bytes], sent: PhotoSent
) -> Photo:
    """Keep a photo that comes at once, with a form; it is known by what is in it, so that it can come twice.

    Raises:
        BusyError: it was taken back meanwhile.
        PhotoRefusedError, PhotoUnwantedError, NotFoundError, UnagreedError, GoneError, AbsentError: see `keep_photo`.
    """
    files, named = staging(installation), f"{_owner(installation, key)}.{secrets.token_hex(16)}"
    files.sweep()
    with files.held(named) as path:
        try:
            upload = _copied(stream, path)
            whole = PhotoSent(**{**vars(sent), "upload": upload, "content": path})
            return keep_photo(installation, survey_slug, key, question, whole)
        finally:
            files.delete(named)


def _owner(installation: Installation, key: str) -> str:
    return owner_of_staged(installation, key_hash(installation.config.lasting_key, key))


def _copied(stream: IO[bytes], path: Path) -> str:
    """Write what comes to a file, a byte more than may be at most; the SHA-256 of it."""
    digest, left = sha256(), MOST_BYTES + 1
    with path.open("wb") as file:
        while left > 0 and (block := stream.read(min(left, BLOCK))):
            digest.update(block)
            file.write(block)
            left -= len(block)
    return digest.hexdigest()


def _check(installation: Installation, survey_slug: str, key: str, question: str, piece: Piece) -> None:
    """See that a photo is worth its way before anything of it is taken."""
    if not NAME.fullmatch(piece.sent.upload):
        raise NotFoundError.of("upload-unknown", "has no such name", where=question, mend="Use 16 letters or more.")
    if piece.length < 1:
        raise refused(Refusal.EMPTY, question)
    if piece.length > MOST_BYTES or piece.offset + len(piece.content) > piece.length:
        raise refused(Refusal.TOO_BIG, question)
    if piece.offset == 0:
        check_welcome(installation, survey_slug, key, question, piece.sent)
