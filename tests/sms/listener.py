"""Servers on the loopback address for one test each, as slow or false as the test wants them."""

import datetime
import socket
import ssl
import tempfile
import threading
from pathlib import Path


class Listener:
    """A server whose whole behaviour is one function of a connection."""

    def __init__(self, behave, port=0):
        self._behave = behave
        self.calls = 0
        self.was_left = threading.Event()
        self._server = socket.create_server(("127.0.0.1", port))
        self.port = self._server.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _address = self._server.accept()
            except OSError:
                return  # stopped
            self.calls += 1
            threading.Thread(target=self._run, args=(connection,), daemon=True).start()

    def _run(self, connection):
        with connection:
            try:
                self._behave(connection)
            except OSError:
                self.was_left.set()

    def stop(self):
        if self._server.fileno() != -1:
            self._server.shutdown(socket.SHUT_RDWR)  # or it would still take the next connection
        self._server.close()


def requests(connection):
    """Return the bodies of the requests that come, until the other side has left."""
    data = b""
    while True:
        while b"\r\n\r\n" not in data:
            if not (more := connection.recv(65536)):
                return
            data += more
        head, _blank, data = data.partition(b"\r\n\r\n")
        lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if b"ength" in line]
        length = int(lengths[0]) if lengths else 0
        while len(data) < length:
            data += connection.recv(65536)
        yield data[:length].decode()
        data = data[length:]


def server_context():
    """Return the server side with a self-signed certificate."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    # OpenSSL asks its own clock, which a moved day leaves behind: valid on every one.
    since, until = (datetime.datetime(year, 1, 1) for year in (2000, 2100))
    certificate = x509.CertificateBuilder(name, name, key.public_key(), 1, since, until).sign(
        key, hashes.SHA256()
    )
    pem = serialization.Encoding.PEM
    folder = Path(tempfile.mkdtemp())
    both = folder / "both.pem"
    both.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(pem)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    both.unlink()
    folder.rmdir()
    return context
