"""Keeping out of the web server's log what opens something.

Odoo writes the address of each request into its log. Some addresses are secrets themselves:
who reads that log, or a copy of it, could answer in another's name.

>>> line = logging.LogRecord("", logging.INFO, "", 0, '"%s" %s', ("GET /d/2n9css?sent=1 HTTP/1.1", 200), None)
>>> _Blot(r"( /d/)\\S+").filter(line), line.getMessage()
(True, '"GET /d/*** HTTP/1.1" 200')
"""

import logging
import re

SERVER = "werkzeug"  # by this name the server writes down what it was asked


def hide(pattern):
    """Blot out what follows the first group of ``pattern`` in each line of the server's log."""
    logging.getLogger(SERVER).addFilter(_Blot(pattern))


class _Blot(logging.Filter):
    def __init__(self, pattern):
        super().__init__()
        self._pattern = re.compile(pattern)

    def filter(self, record):
        record.msg, record.args = self._pattern.sub(r"\1***", record.getMessage()), ()
        return True
