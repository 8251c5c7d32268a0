"""Open Badges 3.0: what somebody achieved, as a credential that anybody can check.

Source: 1EdTech, Open Badges Specification 3.0, sections "JSON Web Token Proof Format" and
"1EdTech Revocation List"; RFC 7515 (JWS), RFC 7517 (JWK).
"""

import base64
import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
BITS = 2048


@dataclass(frozen=True)
class Issuer:
    """Who signs: addresses of the profile, of its key and of its list of what is revoked."""

    address: str
    name: str
    key: str
    revoked: str


@dataclass(frozen=True)
class Achieved:
    """What somebody achieved: `address` of its page, who (`email`, or `name` where there is none)
    as a hash only, salted with `salt`."""

    address: str
    name: str
    email: str
    salt: str
    what: str
    narrative: str
    skills: Collection[str]
    issued: datetime


def profile(issuer: Issuer) -> dict[str, Any]:
    """Return the issuer as a Profile."""
    return {"id": issuer.address, "type": ["Profile"], "name": issuer.name, "url": issuer.address}


def credential(issuer: Issuer, one: Achieved) -> dict[str, Any]:
    """Return the AchievementCredential, not signed yet."""
    kind, who = ("emailAddress", one.email) if one.email else ("name", one.name)
    identity = hashlib.sha256((who + one.salt).encode()).hexdigest()
    return {
        "@context": list(CONTEXT),
        "id": one.address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": one.what,
        "issuer": profile(issuer),
        "validFrom": one.issued.isoformat(timespec="seconds"),
        "credentialSubject": {
            "id": f"{one.address}#person",
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": f"sha256${identity}",
                    "identityType": kind,
                    "salt": one.salt,
                }
            ],
            "achievement": {
                "id": f"{one.address}#achievement",
                "type": ["Achievement"],
                "name": one.what,
                "description": one.narrative,
                "criteria": {"narrative": one.narrative},
                "tag": list(one.skills),
            },
        },
        "credentialStatus": {"id": issuer.revoked, "type": "1EdTechRevocationList"},
    }


def revoked(issuer: Issuer, addresses: Collection[str]) -> dict[str, Any]:
    """Return the list of the credentials that do not hold any more, by their addresses."""
    rows = [{"id": one, "revoked": True} for one in addresses]
    return {"id": issuer.revoked, "issuer": issuer.address, "revokedCredentials": rows}


def drawn_key() -> str:
    """Return a new private key as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def public_key(pem: str, address: str) -> dict[str, str]:
    """Return the public half of a key as a JWK with its address."""
    numbers = _key(pem).public_key().public_numbers()
    size = (numbers.n.bit_length() + 7) // 8
    return {
        "kty": "RSA",
        "alg": "RS256",
        "use": "sig",
        "kid": address,
        "n": _text(numbers.n.to_bytes(size, "big")),
        "e": _text(numbers.e.to_bytes(3, "big")),
    }


def signed(issuer: Issuer, one: Achieved, pem: str) -> str:
    """Return the credential as a compact JWS (RS256), which is how Open Badges are handed on."""
    body = credential(issuer, one)
    claims = {
        "iss": issuer.address,
        "jti": one.address,
        "nbf": int(one.issued.timestamp()),
        "sub": body["credentialSubject"]["id"],
    }
    head = {"alg": "RS256", "typ": "JWT", "kid": issuer.key}
    text = f"{_text(_json(head))}.{_text(_json(body | claims))}"
    signature = _key(pem).sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{text}.{_text(signature)}"


def _key(pem: str) -> rsa.RSAPrivateKey:
    key = serialization.load_pem_private_key(pem.encode(), password=None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
