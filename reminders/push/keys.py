"""The key by which push services know this app (VAPID, RFC 8292).

It is made of the secret key: machines that share one share the other, a backup holds both, and
there is nothing else to keep. With another secret key every log-in ends, and every subscription
with it.
"""

from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils.crypto import salted_hmac

CURVE = ec.SECP256R1()
# The number of points of the curve; a private key is a number below it (FIPS 186-5, A.2.1).
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def private_key() -> ec.EllipticCurvePrivateKey:
    # Twice as many bits as the number has, so that no number is likelier than another.
    made = salted_hmac("reminders.push", "key 1", algorithm="sha512").digest()
    return ec.derive_private_key(int.from_bytes(made) % (ORDER - 1) + 1, CURVE)


def public_key() -> str:
    """Return the public key as browsers take it: a point of the curve in base64url."""
    point = private_key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).decode().rstrip("=")
