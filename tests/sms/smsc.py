"""A small SMPP 3.4 short message centre: what an operator runs behind Kannel.

It accepts binds, submissions and link checks, answers with receipts, and can submit messages of
subscribers. The last two digits of a number select the outcome of its message: 01 is never
delivered, 02 refused at once, 03 reported twice, 04 in a full queue the first time.
"""

import socket
import struct
import threading
import time
from collections import Counter, defaultdict
from contextlib import suppress
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
        self._swallow = False
        self._backlog = []  # receipts and messages for a client that is not there

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

    def drop(self):
        """Close the line, between two messages."""
        with self._lock:  # no answer in progress
            self._links[-1].close()

    def drop_unanswered(self):
        """Close the line at the next message, once it is accepted and before the answer."""
        self._swallow = True

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

    def bound(self, link):
        """Submit the messages that could not be submitted before."""
        backlog, self._backlog = self._backlog, []
        for letter in backlog:
            link.deliver(*letter)

    def keep(self, letters):
        """Keep the unconfirmed messages of a broken line for the next one."""
        self._backlog.extend(letters)

    def submitted(self, part, link, sequence):
        """Accept or refuse one part, and answer it unless the line is to break just here."""
        with self._lock:
            status, reference = self._take(part)
            if self._swallow and status == OK:
                self._swallow = False
                link.close()
            else:
                body = b"" if status else reference.encode() + b"\0"
                link.send(SUBMIT | RESPONSE, status, sequence, body)
        if status == OK and part.wants_receipt:
            # A receipt before our answer is known would be dropped by Kannel.
            threading.Timer(0.1, self._report, (part, reference)).start()

    def _take(self, part):
        """Return (status, message id)."""
        self._tries[part.number] += 1
        if part.number.endswith(REFUSED):
            return BAD_NUMBER, ""
        if part.number.endswith(FULL) and self._tries[part.number] == 1:
            return QUEUE_FULL, ""
        self.parts.append(part)
        return OK, f"{len(self.parts):010d}"

    def _report(self, part, reference):
        failed = part.number.endswith(UNDELIVERED)
        state, error = ("UNDELIV", "001") if failed else ("DELIVRD", "000")
        now = time.strftime("%y%m%d%H%M")
        text = (
            f"id:{reference} sub:001 dlvrd:00{0 if failed else 1} submit date:{now} "
            f"done date:{now} stat:{state} err:{error} text:"
        )
        for _n in range(2 if part.number.endswith(TWICE) else 1):
            self._links[-1].deliver(part.number, part.sender, text.encode(), 0, RECEIPT)


class _Link:
    """One bound connection."""

    def __init__(self, smsc, connection):
        self._smsc = smsc
        self._connection = connection
        self._lock = threading.RLock()
        self._sequence = 0
        self._unconfirmed = {}
        self._is_open = True

    def close(self):
        """Break the line; unconfirmed messages are kept."""
        with self._lock:
            self._is_open = False
            with suppress(OSError):  # it may be broken already
                self._connection.shutdown(socket.SHUT_RDWR)
            self._connection.close()
            letters, self._unconfirmed = list(self._unconfirmed.values()), {}
        self._smsc.keep(letters)

    def run(self):
        stream = self._connection.makefile("rb")
        try:
            while len(head := stream.read(16)) == 16:
                length, command, _status, sequence = struct.unpack("!IIII", head)
                self._answer(command, sequence, stream.read(length - 16))
        except OSError:
            pass  # the other side hung up
        finally:
            self.close()

    def _answer(self, command, sequence, body):
        if command in (BIND_RECEIVER, BIND_TRANSMITTER, BIND_TRANSCEIVER):
            self.send(command | RESPONSE, OK, sequence, b"SIMULATOR\0")
            self._smsc.bound(self)
        elif command == SUBMIT:
            self._smsc.submitted(read_submission(body), self, sequence)
        elif command == DELIVER | RESPONSE:
            self._unconfirmed.pop(sequence, None)
        elif command in (ENQUIRE_LINK, UNBIND):
            self.send(command | RESPONSE, OK, sequence)

    def deliver(self, sender, receiver, text, coding, esm_class=0):
        """Hand a message or a receipt to the bound client, or keep it for the next."""
        letter = (sender, receiver, text, coding, esm_class)
        with self._lock:
            if not self._is_open:
                self._smsc.keep([letter])
                return
            self._sequence += 1
            self._unconfirmed[self._sequence] = letter
            addresses = b"\1\1" + sender.encode() + b"\0" + b"\0\1" + receiver.encode() + b"\0"
            fixed = bytes([esm_class, 0, 0]) + b"\0\0" + bytes([0, 0, coding, 0])
            body = b"\0" + addresses + fixed + bytes([len(text)]) + text
            with suppress(OSError):  # kept: the line breaks at this moment
                self.send(DELIVER, OK, self._sequence, body)

    def send(self, command, status, sequence, body=b""):
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
