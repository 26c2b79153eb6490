"""A real SMTP server for tests, which misbehaves as the recipient's address asks it to."""

import asyncio
import logging
import os
import signal
import socket
from collections import Counter
from queue import SimpleQueue

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

PATIENCE = 10  # seconds until a test has said whom to kill
logging.getLogger("mail.log").setLevel(logging.ERROR)  # every command of every session otherwise


class _Protocol(SMTP):
    """aiosmtpd's server, able to die at the commands where a hook comes too late."""

    async def smtp_DATA(self, arg):
        if self.event_handler.wants(self, "die-at-data"):
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class _Handler:
    def __init__(self):
        self.accepted = Counter()
        self.messages = []
        self.senders = []
        self.victims = SimpleQueue()  # the process to kill, once it is known

    @staticmethod
    def wants(server, fault):
        recipients = server.envelope.rcpt_tos if server.envelope else []
        return any(address.startswith(fault) for address in recipients)

    def kill(self):
        os.kill(self.victims.get(timeout=PATIENCE), signal.SIGKILL)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("kill-at-recipient"):
            self.kill()
        if address.startswith("die-at-recipient"):
            server.transport.abort()
        if address.startswith("refuse-for-now"):
            return "451 4.7.1 greylisted, come back later"
        if address.startswith("refuse"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.wants(server, "kill-before-acceptance"):
            self.kill()
            return "451 4.3.0 you are dead"
        if self.wants(server, "reject-data-for-now"):
            return "452 4.3.1 no space left"
        if self.wants(server, "reject-data"):
            return "554 5.7.1 looks like spam"
        self.accepted.update(envelope.rcpt_tos)
        self.messages.append((envelope.rcpt_tos[0], envelope.content))
        self.senders.append(envelope.mail_from)
        if self.wants(server, "kill-after-acceptance"):
            self.kill()
        if self.wants(server, "die-after-acceptance"):
            server.transport.abort()
        if self.wants(server, "babble"):
            return "<html>Bad gateway</html>"
        if self.wants(server, "slow"):
            await asyncio.sleep(6)
        return "250 2.0.0 queued"


class _Controller(Controller):
    def factory(self):
        return _Protocol(self.handler)


class SmtpServer:
    """The server, running in a thread; it keeps what it accepted."""

    def __init__(self):
        self._handler = _Handler()
        self._controller = None

    def start(self, port=0):
        self._controller = _Controller(
            self._handler, hostname="127.0.0.1", port=port or _free_port()
        )
        self._controller.start()
        return self._controller.port

    def stop(self):
        self._controller.stop()

    def aim_at(self, pid):
        """Name the process which the addresses ``kill-...`` kill, even if it is there already."""
        while not self._handler.victims.empty():
            self._handler.victims.get()
        self._handler.victims.put(pid)

    @property
    def accepted(self):
        """How many messages were accepted, per recipient."""
        return self._handler.accepted

    @property
    def messages(self):
        return self._handler.messages

    @property
    def senders(self):
        """The envelope senders of the messages, who would get a report."""
        return self._handler.senders


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
