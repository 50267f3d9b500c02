"""A device that holds one passkey, written down by itself: what browsers send of it, and what they would never send."""

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """`origin` is the page that asks it; unless it `verifies`, its owner has shown neither finger nor PIN."""

    origin: str
    rp_id: str = "localhost"
    verifies: bool = True
    counter: int = 0
    name: bytes = b"a key of the tests"
    _private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def makes(self, options: str) -> str:
        """The answer to being asked for a new passkey."""
        told = json.loads(options)
        at = self._private.public_key().public_numbers()
        key = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: at.x.to_bytes(32), -3: at.y.to_bytes(32)})
        held = self._state(ATTESTED) + bytes(16) + len(self.name).to_bytes(2) + self.name + key
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": held})
        said = self._said("webauthn.create", told["challenge"])
        return self._answer(clientDataJSON=said, attestationObject=attestation)

    def shows(self, options: str) -> str:
        """The answer to being asked to sign in."""
        self.counter += 1
        said, held = self._said("webauthn.get", json.loads(options)["challenge"]), self._state()
        signature = self._private.sign(held + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=said, authenticatorData=held, signature=signature)

    def _state(self, more: int = 0) -> bytes:
        flags = PRESENT | (VERIFIED if self.verifies else 0) | more
        return hashlib.sha256(self.rp_id.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4)

    def _said(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, **response: bytes) -> str:
        name = _text(self.name)
        told = {part: _text(value) for part, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": told})


def _text(given: bytes) -> str:
    return urlsafe_b64encode(given).rstrip(b"=").decode()
