"""What is stored in place of a secret that opens something by itself."""

from hashlib import sha256


def digest_of(secret: str) -> str:
    """Return the SHA-256 of a long random secret in hexadecimal: who reads the database has none
    of them."""
    return sha256(secret.encode()).hexdigest()
