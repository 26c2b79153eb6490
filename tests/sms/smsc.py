"""A small SMPP 3.4 short message centre: what an operator runs behind Kannel.

It takes binds, submissions and link checks, answers with receipts, and can hand in messages
of subscribers. The last two digits of a number choose what becomes of its message: 01 is
never delivered, 02 refused at once, 03 reported twice, 04 in a full queue the first time.
"""

import socket
import struct
import threading
import time
from collections import Counter, defaultdict
from typing import NamedTuple

BIND_RECEIVER, BIND_TRANSMITTER, BIND_TRANSCEIVER = 0x01, 0x02, 0x09
SUBMIT, DELIVER, UNBIND, ENQUIRE_LINK = 0x04, 0x05, 0x06, 0x15
RESPONSE = 0x80000000
OK, QUEUE_FULL, BAD_NUMBER = 0x00, 0x14, 0x0B
RECEIPT = 0x04  # esm_class of a delivery receipt
HAS_HEADER = 0x40  # esm_class: the text begins with a user data header
UCS2 = 8
UNDELIVERED, REFUSED, TWICE, FULL = "01", "02", "03", "04"


class Part(NamedTuple):
    """One short message as it was submitted."""

    sender: str
    number: str
    text: str
    wants_receipt: bool
    group: tuple = (0, 1, 1)  # (reference, parts, position) of a longer message


class Smsc:
    """The centre, running in threads of this process; it keeps what it accepted."""

    def __init__(self):
        self.parts = []
        self._tries = Counter()
        self._lock = threading.Lock()
        self._links = []
        self._server = None

    def start(self):
        """Listen on the loopback address and return the port."""
        self._server = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()
        return self._server.getsockname()[1]

    def stop(self):
        self._server.close()
        for link in self._links:
            link.close()

    def messages(self):
        """Return the whole messages accepted: ``[(number, text)]``, long ones put together."""
        whole = defaultdict(dict)
        for index, part in enumerate(list(self.parts)):
            reference, _count, position = part.group
            key = (part.number, reference) if reference else (part.number, "single", index)
            whole[key].setdefault(position, part.text)
        return [
            (key[0], "".join(text for _position, text in sorted(parts.items())))
            for key, parts in whole.items()
        ]

    def hand_in(self, sender, receiver, text):
        """Let a subscriber send ``text`` to us."""
        self._links[-1].deliver(sender, receiver, text.encode("utf-16-be"), UCS2)

    def _accept(self):
        while True:
            try:
                connection, _address = self._server.accept()
            except OSError:
                return  # stopped
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            link = _Link(self, connection)
            self._links.append(link)
            threading.Thread(target=link.run, daemon=True).start()

    def take(self, part):
        """Accept or refuse one part; return (status, message id)."""
        with self._lock:
            self._tries[part.number] += 1
            if part.number.endswith(REFUSED):
                return BAD_NUMBER, ""
            if part.number.endswith(FULL) and self._tries[part.number] == 1:
                return QUEUE_FULL, ""
            self.parts.append(part)
            return OK, f"{len(self.parts):010d}"


class _Link:
    """One bound connection."""

    def __init__(self, smsc, connection):
        self._smsc = smsc
        self._connection = connection
        self._lock = threading.Lock()
        self._sequence = 0

    def close(self):
        self._connection.close()

    def run(self):
        stream = self._connection.makefile("rb")
        try:
            while len(head := stream.read(16)) == 16:
                length, command, _status, sequence = struct.unpack("!IIII", head)
                self._answer(command, sequence, stream.read(length - 16))
        except OSError:
            pass  # the other side hung up
        finally:
            self._connection.close()

    def _answer(self, command, sequence, body):
        if command in (BIND_RECEIVER, BIND_TRANSMITTER, BIND_TRANSCEIVER):
            self._send(command | RESPONSE, OK, sequence, b"SIMULATOR\0")
        elif command == SUBMIT:
            self._submitted(sequence, body)
        elif command in (ENQUIRE_LINK, UNBIND):
            self._send(command | RESPONSE, OK, sequence)

    def _submitted(self, sequence, body):
        part = read_submission(body)
        status, reference = self._smsc.take(part)
        self._send(
            SUBMIT | RESPONSE, status, sequence, reference.encode() + b"\0" if not status else b""
        )
        if status == OK and part.wants_receipt:
            # A receipt before our answer is known would be dropped by Kannel.
            threading.Timer(0.1, self._report, (part, reference)).start()

    def _report(self, part, reference):
        failed = part.number.endswith(UNDELIVERED)
        state, error = ("UNDELIV", "001") if failed else ("DELIVRD", "000")
        now = time.strftime("%y%m%d%H%M")
        text = (
            f"id:{reference} sub:001 dlvrd:00{0 if failed else 1} submit date:{now} "
            f"done date:{now} stat:{state} err:{error} text:"
        )
        for _n in range(2 if part.number.endswith(TWICE) else 1):
            self.deliver(part.number, part.sender, text.encode(), 0, RECEIPT)

    def deliver(self, sender, receiver, text, coding, esm_class=0):
        """Hand a message or a receipt to the bound client."""
        addresses = b"\1\1" + sender.encode() + b"\0" + b"\0\1" + receiver.encode() + b"\0"
        fixed = bytes([esm_class, 0, 0]) + b"\0\0" + bytes([0, 0, coding, 0])
        with self._lock:
            self._sequence += 1
        body = b"\0" + addresses + fixed + bytes([len(text)]) + text
        self._send(DELIVER, OK, self._sequence, body)

    def _send(self, command, status, sequence, body=b""):
        with self._lock:
            head = struct.pack("!IIII", 16 + len(body), command, status, sequence)
            self._connection.sendall(head + body)


def read_submission(body):
    """Return the :class:`Part` in the body of a submit_sm (SMPP 3.4, section 4.4.1).

    >>> read_submission(b"\\0" b"\\5\\0OFFICE\\0" b"\\1\\1+84912\\0" b"\\0\\0\\0" b"\\0\\0" b"\\1\\0\\0\\0" b"\\2Hi")
    Part(sender='OFFICE', number='+84912', text='Hi', wants_receipt=True, group=(0, 1, 1))
    """
    _service, _zero, rest = body.partition(b"\0")
    sender, _zero, rest = rest[2:].partition(b"\0")
    number, _zero, rest = rest[2:].partition(b"\0")
    esm_class, rest = rest[0], rest[3:]
    _schedule, _zero, rest = rest.partition(b"\0")
    _validity, _zero, rest = rest.partition(b"\0")
    registered, coding, length, rest = rest[0], rest[2], rest[4], rest[5:]
    data, group = rest[:length], (0, 1, 1)
    if esm_class & HAS_HEADER:
        header, data = data[: data[0] + 1], data[data[0] + 1 :]
        group = tuple(header[-3:])
    text = data.decode("utf-16-be") if coding == UCS2 else data.decode("latin-1")
    return Part(sender.decode(), number.decode(), text, bool(registered & 1), group)
