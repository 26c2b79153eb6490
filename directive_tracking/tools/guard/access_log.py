"""Removal of secret links from the web server's log.

Odoo logs the address of each request. Some addresses are secrets: a reader of the log, or of a
copy, could answer in another person's name.

>>> line = logging.LogRecord("", logging.INFO, "", 0, '"%s" %s', ("GET /d/2n9css?sent=1 HTTP/1.1", 200), None)
>>> _Blot(r"( /d/)\\S+").filter(line), line.getMessage()
(True, '"GET /d/*** HTTP/1.1" 200')
"""

import logging
import re

SERVER = "werkzeug"  # the logger of requests


def hide(pattern):
    """Mask the text after the first group of ``pattern`` in each line of the server's log."""
    logging.getLogger(SERVER).addFilter(_Blot(pattern))


class _Blot(logging.Filter):
    def __init__(self, pattern):
        super().__init__()
        self._pattern = re.compile(pattern)

    def filter(self, record):
        record.msg, record.args = self._pattern.sub(r"\1***", record.getMessage()), ()
        return True
