"""Connections used again: an answer belongs to the request it was read for, and to no other.

Each server here reports the calls it received, by their texts. The tests check the answer to each
call, how often a call was received, and that nothing unclear counts as unsent.
"""

import gc
import resource
import select
import socket
import ssl
import time
import unittest
import warnings
from functools import partial
from unittest import mock

from ..world.together import run_together
from . import plain
from .listener import Listener, requests, server_context

transport = plain.load("connectors.transport")
PATIENCE = 0.5
A_MOMENT = 0.1
CLOSE = "close"


def answer(text, status="200 OK", head="", version="1.1"):
    body = text.encode()
    head = f"HTTP/{version} {status}\r\nContent-Length: {len(body)}\r\n{head}\r\n"
    return head.encode() + body


def chunked(text, trailer=""):
    head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    return f"{head}{len(text):x}\r\n{text}\r\n0\r\n{trailer}\r\n".encode()


class KeptCase(unittest.TestCase):
    alone = True

    def setUp(self):
        self.kept = transport.Connections()
        self.addCleanup(self.kept.hang_up)
        self.heard = []
        self.scheme = "http"

    def serve(self, *script, port=0):
        """Let each call meet the next steps of ``script``: bytes to say, seconds to wait, `CLOSE`."""
        plans = iter(script)

        def play(connection):
            for text in requests(connection):
                self.heard.append(text)
                for step in next(plans):
                    if step == CLOSE:
                        return
                    if isinstance(step, float):
                        time.sleep(step)
                    else:
                        connection.sendall(step)

        def play_in_tls(connection):
            with self.context.wrap_socket(connection, server_side=True) as line:
                play(line)

        self.listener = Listener(play_in_tls if self.scheme == "https" else play, port)
        self.addCleanup(self.listener.stop)

    def exchange(self, text, timeout=PATIENCE, **headers):
        url = f"{self.scheme}://127.0.0.1:{self.listener.port}/"
        return transport.exchange(
            "POST", url, headers, text.encode(), timeout, {"127.0.0.1"}, self.kept
        )

    def say(self, text, **options):
        return self.exchange(text, **options).text

    def idle(self):
        return [one.sock._sock for idle in self.kept._idle.values() for one, _since in idle]

    def wait_for_noise(self):
        """Return once something has come on the connection that waits."""
        self.assertEqual(len(self.idle()), 1)
        self.assertTrue(select.select(self.idle(), [], [], 5)[0], "nothing came")

    def assert_heard_once(self, *texts, connections):
        self.assertEqual(self.heard, list(texts))
        self.assertEqual(self.listener.calls, connections)

    def assert_not_kept(self, *steps, first="1"):
        """An answer of these steps is no reason to say the next call on the same connection."""
        self.kept.hang_up()
        self.heard.clear()
        self.serve(steps, [answer("2")])
        self.assertEqual(self.say("1"), first)
        self.assertEqual(self.idle(), [])
        self.assertEqual(self.say("2"), "2")
        self.assert_heard_once("1", "2", connections=2)

    def assert_left(self, *steps):
        """Any event on an idle connection means that the next call opens a new one."""
        self.serve(steps, [answer("2")])
        self.say("1")
        self.wait_for_noise()
        self.assertEqual(self.say("2"), "2")
        self.assert_heard_once("1", "2", connections=2)

    def assert_kept(self, *steps, first="1"):
        self.serve(steps, [answer("2")])
        self.assertEqual(self.say("1"), first)
        self.assertEqual(self.say("2"), "2")
        self.assert_heard_once("1", "2", connections=1)


class TestKept(KeptCase):
    def test_a_second_call_uses_the_same_connection(self):
        self.assert_kept(answer("1"))

    def test_an_answer_in_pieces_is_kept(self):
        self.assert_kept(*(byte.to_bytes(1, "big") for byte in answer("1")))

    def test_an_answer_in_chunks_is_kept(self):
        self.assert_kept(chunked("1"))

    def test_what_follows_chunks_is_not_read_as_an_answer(self):
        self.assert_kept(chunked("1", "X-Sum: 1\r\n"))

    def test_an_answer_without_a_body_is_kept(self):
        self.assert_kept(answer(""), first="")

    def test_no_content_is_kept(self):
        self.assert_kept(b"HTTP/1.1 204 No Content\r\n\r\n", first="")

    def test_an_old_server_that_promises_it_is_kept(self):
        self.assert_kept(answer("1", head="Connection: keep-alive\r\n", version="1.0"))

    def test_without_connections_each_call_has_its_own(self):
        self.serve([answer("1")], [answer("2")])
        for text in ("1", "2"):
            url = f"http://127.0.0.1:{self.listener.port}/"
            transport.exchange("POST", url, {}, text.encode(), PATIENCE, {"127.0.0.1"})
        self.assert_heard_once("1", "2", connections=2)

    def test_another_host_has_its_own(self):
        self.serve([answer("1")], [answer("2")])
        self.say("1")
        url = f"http://localhost:{self.listener.port}/"
        transport.exchange("POST", url, {}, b"2", PATIENCE, {"localhost"}, self.kept)
        self.assert_heard_once("1", "2", connections=2)

    def test_hanging_up_closes_all(self):
        self.serve([0.2, answer("1")], [0.2, answer("2")])
        run_together(*(partial(self.say, text) for text in "12"))
        socks = self.idle()
        self.assertEqual(len(socks), 2)
        self.kept.hang_up()
        self.assertEqual([sock.fileno() for sock in socks], [-1, -1])
        self.assertEqual(self.idle(), [])

    def test_nothing_is_left_open(self):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", ResourceWarning)
            self.serve([answer("1")], [answer("2"), CLOSE], [CLOSE], [b"HTTP/1.1 2", CLOSE])
            self.say("1")
            self.say("2")
            self.wait_for_noise()
            for _n in range(2):
                with self.assertRaises(transport.Unclear):
                    self.say("3")
            self.kept.hang_up()
            gc.collect()
        ours = [one for one in caught if "127.0.0.1" in str(one.message)]
        self.assertEqual(ours, [])


class TestNotKept(KeptCase):
    """Whenever it is not certain that the next answer will be the next call's."""

    def test_a_server_that_says_it_closes(self):
        self.assert_not_kept(answer("1", head="Connection: close\r\n"))

    def test_an_old_server(self):
        self.assert_not_kept(answer("1", version="1.0"))

    def test_an_answer_that_ends_with_the_connection(self):
        self.assert_not_kept(b"HTTP/1.1 200 OK\r\n\r\n1", CLOSE)

    def test_a_server_that_has_closed_meanwhile(self):
        self.assert_left(answer("1"), CLOSE)

    def test_a_connection_that_has_waited_long(self):
        self.serve([answer("1")], [answer("2")])
        self.say("1")
        with mock.patch.object(transport, "LONGEST_IDLE", 0):
            self.assertEqual(self.say("2"), "2")
        self.assert_heard_once("1", "2", connections=2)

    def test_a_second_answer_in_the_same_packet(self):
        self.assert_not_kept(answer("1") + answer("stray"))

    def test_a_second_answer_after_chunks(self):
        self.assert_not_kept(chunked("1") + answer("stray"))

    def test_a_body_where_there_is_none(self):
        self.assert_not_kept(b"HTTP/1.1 204 No Content\r\n\r\n" + answer("stray"), first="")

    def test_a_second_answer_that_comes_later(self):
        self.assert_left(answer("1"), A_MOMENT, answer("stray"))

    def test_a_server_that_has_lost_its_patience(self):
        self.serve([answer("1"), A_MOMENT, answer("", "408 Timeout"), CLOSE], [answer("2")])
        self.say("1")
        self.wait_for_noise()
        self.assertEqual(self.exchange("2")[:2], (200, "2"))
        self.assert_heard_once("1", "2", connections=2)

    def test_an_answer_before_the_answer(self):
        for status in ("102 Processing", "103 Early Hints"):
            with self.subTest(status):
                hint = f"HTTP/1.1 {status}\r\n\r\n".encode()
                self.assert_not_kept(hint, A_MOMENT, answer("1"), first="")

    def test_a_no_of_the_server_itself(self):
        # It may have answered without reading the body, and take that for another request.
        for status in ("304 Not Modified", "400 Bad Request", "408 Timeout", "503 Busy"):
            with self.subTest(status):
                self.assert_not_kept(answer("", status), first="")


class TestTrouble(KeptCase):
    """On a connection that is used again nothing is more certain than on a fresh one."""

    def fail(self, *steps, kind=transport.Unclear):
        """Let the second call on a connection fail by these steps; the third has another one."""
        self.serve([answer("1")], steps, [answer("3")])
        self.say("1")
        with self.assertRaises(kind):
            self.say("2")
        self.assertEqual(self.idle(), [])
        self.assertEqual(self.say("3"), "3")
        self.assert_heard_once("1", "2", "3", connections=2)

    def test_a_call_taken_without_an_answer_is_unclear_and_not_made_again(self):
        self.fail(CLOSE)

    def test_half_a_head_is_unclear(self):
        self.fail(b"HTTP/1.1 200 OK\r\nContent-Length: 1", CLOSE)

    def test_half_a_first_line_is_unclear(self):
        self.fail(b"HTTP/1.1 20", CLOSE)

    def test_half_an_answer_is_unclear(self):
        self.fail(answer("22")[:-1], CLOSE)

    def test_half_an_answer_and_silence_is_unclear(self):
        self.fail(answer("22")[:-1], 2 * PATIENCE, b"2")

    def test_half_a_chunk_is_unclear(self):
        self.fail(chunked("22")[:-8], CLOSE)

    def test_silence_is_unclear(self):
        self.fail(2 * PATIENCE, answer("2"))

    def test_an_answer_too_long_is_unclear(self):
        self.fail(answer("2" * (transport.MAX_ANSWER + 1)))

    def test_a_header_that_cannot_be_written_has_sent_nothing(self):
        self.serve([answer("1")], [answer("2")])
        self.say("1")
        with self.assertRaises(transport.NotSent):
            self.exchange("secret", Sender="two\r\nlines")
        self.assertEqual(self.say("2"), "2")
        self.assertEqual(self.heard, ["1", "2"])

    def test_a_server_that_is_gone_has_been_sent_nothing_and_may_come_back(self):
        self.serve([answer("1"), CLOSE])
        self.say("1")
        self.wait_for_noise()
        self.listener.stop()
        with self.assertRaises(transport.NotSent):
            self.say("2")
        self.serve([answer("3")], port=self.listener.port)
        self.assertEqual(self.say("3"), "3")
        self.assertEqual(self.heard, ["1", "3"])

    def test_an_answer_to_half_a_request_is_unclear(self):
        def behave(connection):
            connection.recv(1000)
            connection.sendall(answer("too long", "413 Too Large"))

        self.listener = Listener(behave)
        self.addCleanup(self.listener.stop)
        with self.assertRaises(transport.Unclear):
            self.say("x" * 30_000_000, timeout=5)
        self.assertEqual(self.idle(), [])


class TestManyAtOnce(KeptCase):
    def test_threads_share_connections_and_each_gets_its_own_answers(self):
        def behave(connection):
            for text in requests(connection):
                self.heard.append(text)
                connection.sendall(answer(text))

        self.listener = Listener(behave)
        self.addCleanup(self.listener.stop)
        wrong = []

        def speak(name):
            for count in range(200):
                text = f"{name}-{count}"
                if self.say(text, timeout=5) != text:
                    wrong.append(text)

        run_together(*(partial(speak, name) for name in range(4)))
        self.assertEqual(wrong, [])
        self.assertEqual(len(set(self.heard)), 800)
        self.assertEqual(len(self.heard), 800)
        self.assertLess(self.listener.calls, 100)

    def test_a_process_with_many_files_keeps_connections_too(self):
        limits = resource.getrlimit(resource.RLIMIT_NOFILE)
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, limits)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, limits[1]), limits[1]))
        fillers = [socket.socket() for _n in range(1100)]
        self.addCleanup(lambda: [filler.close() for filler in fillers])
        self.assert_kept(answer("1"))


class TestTls(KeptCase):
    @classmethod
    def setUpClass(cls):
        cls.context = server_context()

    def setUp(self):
        super().setUp()
        self.scheme = "https"
        trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        patch = mock.patch.object(transport, "_ssl_context", lambda: trusting)
        patch.start()
        self.addCleanup(patch.stop)

    def test_a_second_call_uses_the_same_connection(self):
        self.assertGreater(self.context.num_tickets, 0, "tickets come unasked")
        self.assert_kept(answer("1"))

    def test_a_server_that_has_closed_meanwhile(self):
        self.assert_left(answer("1"), CLOSE)

    def test_a_call_taken_without_an_answer_is_unclear_and_not_made_again(self):
        self.serve([answer("1")], [CLOSE])
        self.say("1")
        with self.assertRaises(transport.Unclear):
            self.say("2")
        self.assert_heard_once("1", "2", connections=1)

    def test_a_second_answer_in_one_record_with_the_first(self):
        self.assert_not_kept(answer("1") + answer("stray"))

    def test_a_second_answer_in_one_record_with_the_body(self):
        # Decrypted with it, it is no longer in the kernel, where a check would look.
        whole = answer("1")
        self.assert_not_kept(whole[:-1], whole[-1:] + answer("stray"))

    def test_a_second_answer_in_a_record_of_its_own(self):
        self.assert_left(answer("1"), A_MOMENT, answer("stray"))


del KeptCase  # a base class, not a test of its own
