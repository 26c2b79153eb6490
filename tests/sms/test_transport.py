"""The way to a provider: where messages may go, and that nothing waits for ever.

Each server here is slow or wrong in one way. The tests check the outcome of the connector, and
that it comes while the server is still sending: each server continues far beyond the time limit.
"""

import socket
import ssl
import time
import unittest
from unittest import mock

from . import plain
from .listener import Listener, requests, server_context
from .simulator import Simulator
from .test_simulator import connector

transport = plain.load("connectors.transport")
PATIENCE = 0.5
FOR_EVER = 30
ANSWER = b'HTTP/1.1 200 OK\r\nContent-Length: 17\r\n\r\n{"status": "ok"} '


def drip(data):
    """Return a behaviour that sends ``data`` byte by byte, each in time for a naive time-out."""

    def behave(connection):
        connection.recv(65536)
        for position in range(FOR_EVER * 10):
            connection.sendall(data[position % len(data)].to_bytes(1, "big"))
            time.sleep(PATIENCE / 5)

    return behave


def silent(connection):
    """Take everything and say nothing, also no handshake."""
    while connection.recv(65536):
        pass
    raise OSError  # the other side has left


class TransportCase(unittest.TestCase):
    alone = True

    def listen(self, behave):
        listener = Listener(behave)
        self.addCleanup(listener.stop)
        return listener

    def exchange(self, url, timeout=PATIENCE):
        return transport.exchange("POST", url, {}, b"{}", timeout, {"127.0.0.1"})

    def assert_given_up(self, kind, listener, scheme="http"):
        """The exchange ends with ``kind`` while the server is still sending."""
        begun = time.monotonic()
        with self.assertRaises(kind) as caught:
            self.exchange(f"{scheme}://127.0.0.1:{listener.port}/")
        self.assertLess(time.monotonic() - begun, FOR_EVER / 3, "it waited for the end")
        self.assertTrue(listener.was_left.wait(FOR_EVER / 3))
        return caught.exception


class TestTime(TransportCase):
    def test_a_head_that_drips_is_given_up(self):
        head = b"HTTP/1.1 200 OK\r\n" + b"X-Slow: yes\r\n" * 3
        self.assert_given_up(transport.Unclear, self.listen(drip(head)))

    def test_a_first_line_that_drips_is_given_up(self):
        self.assert_given_up(transport.Unclear, self.listen(drip(b"H")))

    def test_a_body_that_drips_is_given_up(self):
        head = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"

        def behave(connection):
            connection.sendall(head)
            drip(b"x")(connection)

        self.assert_given_up(transport.Unclear, self.listen(behave))

    def test_chunks_that_drip_are_given_up(self):
        def behave(connection):
            connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            drip(b"1\r\nx\r\n")(connection)

        self.assert_given_up(transport.Unclear, self.listen(behave))

    def test_no_answer_is_given_up(self):
        self.assert_given_up(transport.Unclear, self.listen(silent))

    def test_a_handshake_that_never_ends_has_sent_nothing(self):
        self.assert_given_up(transport.NotSent, self.listen(silent), "https")

    def test_a_handshake_that_drips_has_sent_nothing(self):
        # The beginning of a server's handshake record, as long as one may be.
        record = b"\x16\x03\x03\x40\x00\x02" + b"\x00" * 300
        self.assert_given_up(transport.NotSent, self.listen(drip(record)), "https")

    def test_a_connection_nobody_takes_has_sent_nothing(self):
        # A full connection queue accepts no further calls.
        with socket.socket() as full:
            full.bind(("127.0.0.1", 0))
            full.listen(0)
            address = full.getsockname()
            fillers = [socket.socket() for _n in range(4)]
            for filler in fillers:
                filler.setblocking(False)
                filler.connect_ex(address)
            with self.assertRaises(transport.NotSent):
                self.exchange(f"http://127.0.0.1:{address[1]}/")
            for filler in fillers:
                filler.close()

    def test_several_addresses_share_one_time(self):
        dead = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1", 9))] * 50
        begun = time.monotonic()
        with mock.patch.object(socket, "getaddrinfo", return_value=dead):
            with self.assertRaises(transport.NotSent):
                self.exchange("https://sms.example.vn/")
        self.assertLess(time.monotonic() - begun, FOR_EVER / 3)

    def test_a_quick_answer_in_small_pieces_is_an_answer(self):
        def behave(connection):
            next(requests(connection))  # unread, it would reset the answer
            for position in range(len(ANSWER)):
                connection.sendall(ANSWER[position : position + 1])

        response = self.exchange(f"http://127.0.0.1:{self.listen(behave).port}/", timeout=10)
        self.assertEqual((response.status, response.text.strip()), (200, '{"status": "ok"}'))


class TestWhere(TransportCase):
    def test_a_stranger_s_certificate_is_sent_nothing(self):
        heard = []
        context = server_context()

        def behave(connection):
            try:
                with context.wrap_socket(connection, server_side=True) as line:
                    heard.append(line.recv(65536))
            except ssl.SSLError:
                return

        listener = self.listen(behave)
        with self.assertRaises(transport.NotSent) as caught:
            self.exchange(f"https://127.0.0.1:{listener.port}/", timeout=5)
        self.assertIn("certificate", str(caught.exception).lower())
        self.assertFalse(any(heard))

    def test_a_redirect_is_followed_nowhere_by_no_kind_of_call(self):
        elsewhere = self.listen(silent)
        head = (
            f"HTTP/1.1 308 Permanent Redirect\r\nLocation: http://127.0.0.1:{elsewhere.port}/\r\n"
        )

        def behave(connection):
            next(requests(connection))
            connection.sendall(head.encode() + b"Content-Length: 0\r\n\r\n")

        here = self.listen(behave)
        base = plain.load("connectors.base")
        for name in ("json", "form", "viettel", "esms", "fpt", "kannel"):
            with self.subTest(name):
                speaker = connector(name, here.port)
                request = base.Request("1", "+84912345678", "text", sender="OFFICE")
                self.assertEqual(speaker.send(request).result, "blocked")
                self.assertEqual(speaker.query(base.Inquiry("1", "1")).state, "unknown")
                self.assertIsNone(speaker.balance().amount)
        self.assertGreater(here.calls, 6)
        self.assertEqual(elsewhere.calls, 0)

    def test_without_https_only_the_hosts_listed(self):
        simulator = Simulator()
        port = simulator.start()
        self.addCleanup(simulator.stop)
        base = plain.load("connectors.base")
        request = base.Request("1", "+84912345678", "text", sender="OFFICE")
        for name in ("json", "kannel"):
            speaker = connector(name, port)
            speaker.account.local_hosts = frozenset({"10.0.0.1"})
            self.assertEqual(speaker.send(request).result, "blocked")
            self.assertIsNone(speaker.balance().amount)
        self.assertFalse(simulator.calls)


del TransportCase  # a base class, not a test of its own
