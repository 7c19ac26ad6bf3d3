"""An authenticator in software: answers what a browser would, and can be made to lie."""

import json
import re
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from secrets import token_bytes

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.utils import websafe_decode, websafe_encode

PRESENT, VERIFIED, BACKED_UP, ATTESTED = 0x01, 0x04, 0x18, 0x40
SITE = "http://localhost:8000"


def asked(html: str) -> tuple[dict, str]:
    """The question of a page with one passkey form, and the sign that goes back with the answer."""
    (options,) = re.findall(r'data-options="([^"]*)"', html)
    (sign,) = re.findall(r'name="challenge" value="([^"]*)"', html)
    return json.loads(unescape(options))["publicKey"], sign


@dataclass
class SoftwarePasskey:
    origin: str = SITE
    host: str = "localhost"
    flags: int = PRESENT | VERIFIED | BACKED_UP
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    name: bytes = field(default_factory=lambda: token_bytes(32))
    handle: bytes = b""

    def made(self, html: str, **but) -> dict:
        """The fields of a form that adds this passkey."""
        options, sign = asked(html)
        return {"challenge": sign, "credential": self.credential(options), **but}

    def credential(self, options: dict) -> str:
        """What a browser answers that is asked to make this passkey, as JSON."""
        self.handle = websafe_decode(options["user"]["id"])
        said = self._client_data("webauthn.create", options)
        statement = {"fmt": "none", "attStmt": {}, "authData": self._data(self._attested())}
        answer = {"clientDataJSON": said, "attestationObject": cbor.encode(statement)}
        return self._json(answer)

    def used(self, html: str, **but) -> dict:
        """The fields of a form that this passkey answers."""
        options, sign = asked(html)
        said = self._client_data("webauthn.get", options)
        data = self._data()
        signature = self.key.sign(data + sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        answer = {"clientDataJSON": said, "authenticatorData": data, "signature": signature}
        if self.handle:
            answer["userHandle"] = self.handle
        return {"challenge": sign, "credential": self._json(answer), **but}

    def _client_data(self, kind: str, options: dict) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _data(self, attested: bytes = b"") -> bytes:
        flags = self.flags | (ATTESTED if attested else 0)
        return sha256(self.host.encode()).digest() + bytes([flags]) + bytes(4) + attested

    def _attested(self) -> bytes:
        point = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (point.x, point.y))
        public = cbor.encode({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        return bytes(16) + len(self.name).to_bytes(2, "big") + self.name + public

    def _json(self, parts: dict[str, bytes]) -> str:
        name = websafe_encode(self.name)
        response = {each: websafe_encode(value) for each, value in parts.items()}
        whole = {"id": name, "rawId": name, "type": "public-key", "response": response}
        return json.dumps(whole)
