"""What a tablet of a sitting seals, for tests: the records as `static/tablet.js` makes them, sealed as the browser does."""

import json
import os
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ei_collect.answering.receipts import mint
from ei_collect.fieldwork.sealing import (
    CURVE,
    FILE_VERSION,
    NONCE_BYTES,
    VERSION,
    _about,
    _bytes,
    _derived,
    _text,
    about_files,
)
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.survey.definition import PublishedVersion


def seal(words: bytes, sealing: Mapping[str, str], sitting_code: str) -> str:
    """What `static/tablet-seal.js` makes of these words."""
    return ".".join([VERSION, *map(_text, _hidden(words, sealing, _about(sitting_code)))])


def seal_file(told: Mapping[str, Any], content: bytes, sealing: Mapping[str, str], sitting_code: str) -> bytes:
    """What it makes of a file of which this is told."""
    words = json.dumps(told).encode()
    whole = len(words).to_bytes(4) + len(content).to_bytes(4) + words + content
    padded = whole + bytes(1024 - len(whole) % 1024)
    return FILE_VERSION + b"".join(_hidden(padded, sealing, about_files(sitting_code)))


def _hidden(bare: bytes, sealing: Mapping[str, str], about: bytes) -> tuple[bytes, bytes, bytes]:
    numbers = ec.EllipticCurvePublicNumbers(
        int.from_bytes(_bytes(sealing["x"])), int.from_bytes(_bytes(sealing["y"])), CURVE
    )
    own, nonce = ec.generate_private_key(CURVE), os.urandom(NONCE_BYTES)
    key = _derived(own.exchange(ec.ECDH(), numbers.public_key()), about)
    point = own.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return point, nonce, AESGCM(key).encrypt(nonce, bare, None)


def record_of(version: PublishedVersion, sections: Mapping[str, Any], **said: Any) -> dict[str, Any]:
    """What one person says on a tablet in English; `sections` are forms, or whole sections with their language."""
    told = {code: given if "form" in given else {"language": "en", "form": given} for code, given in sections.items()}
    usual = {"key": mint(), "language": "en", "agreement": "I agree to take part.", "help": "none", "readable": False}
    return {**usual, "survey": version.survey.slug, "version": version.id, "sections": told, **said}


def sealed(sitting: Sitting, record: Mapping[str, Any]) -> str:
    """The record as it leaves the tablet."""
    return seal(json.dumps(record).encode().ljust(1024), sitting.sealing, sitting.code)


def file_of(record: Mapping[str, Any], question: str, name: str, **told: Any) -> dict[str, Any]:
    """What a tablet tells of a file that this record names."""
    visit = {part: record[part] for part in ("key", "survey", "version", "language", "agreement")}
    return {**visit, "question": question, "name": name, **told}
