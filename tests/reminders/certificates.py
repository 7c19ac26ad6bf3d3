"""A server with a certificate that it signed itself."""

import socketserver
import ssl
import threading
from datetime import UTC, timedelta
from pathlib import Path

import time_machine
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


class Listener(socketserver.TCPServer):
    """Takes one connection at a time, and keeps what it reads behind the handshake."""

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)
        self.read: list[bytes] = []
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(certificate(name, folder))
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,))
        self._thread.start()

    def finish_request(self, request, client_address) -> None:
        try:
            with self._tls.wrap_socket(request, server_side=True) as secured:
                self.read.append(secured.recv(100))
        except OSError:
            return

    def stop(self) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()


def certificate(name: str, folder: Path) -> Path:
    """Write a key and its certificate for a name into one file, and return its path."""
    # By the machine's own clock: TLS doesn't look at a test's.
    now = time_machine.escape_hatch.datetime.datetime.now(UTC)
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    file.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + made.public_bytes(Encoding.PEM)
    )
    return file
