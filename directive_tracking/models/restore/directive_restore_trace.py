import logging
import secrets
from functools import partial
from pathlib import Path

import psycopg2

from odoo import api, fields, models, modules
from odoo.tools import SQL, config

from ...tools.restore import trace
from .directive_restore import MARK

_logger = logging.getLogger(__name__)
FOLDER = "directive_sent"  # in the folder of data, beside the attachments
KEPT = 1000  # rows; far more than the files outside
# Of this database and this installation: another name changes nothing, a copy has its own.
PLACE = f"replace({MARK}, ':', '-') || '-' || 'directive_restore_trace'::regclass::oid"
LEAVE = "INSERT INTO directive_restore_trace (token) VALUES (%s) RETURNING id"
# What is older than all rows was known and is forgotten. A replica may not know it yet.
UNKNOWN = """
SELECT outside.number, outside.token
  FROM unnest(%(numbers)s::bigint[], %(tokens)s::text[]) AS outside(number, token)
 WHERE NOT pg_is_in_recovery()
   AND outside.number >= COALESCE((SELECT min(id) FROM directive_restore_trace), 0)
   AND NOT EXISTS (SELECT FROM directive_restore_trace AS known WHERE known.token = outside.token)
 ORDER BY outside.number
"""
LEARN = """
  WITH raised AS (
       SELECT setval(sequence, GREATEST(nextval(sequence), %(highest)s)) AS number
         FROM CAST('directive_restore_trace_id_seq' AS regclass) AS sequence)
INSERT INTO directive_restore_trace (token)
SELECT token FROM unnest(%(tokens)s::text[]) AS token, raised
    ON CONFLICT DO NOTHING
"""
FORGET = """
DELETE FROM directive_restore_trace
 WHERE id <= (SELECT max(id) FROM directive_restore_trace) - %(kept)s
"""


class DirectiveRestoreTrace(models.Model):
    """Each time something leaves the house: a row here, and a file outside the database.

    The row is committed together with the claim. The file is written after that commit and before
    anything leaves. A file without its row thus proves that this database was put back to a moment
    before something that went out. Rows without files prove nothing: a process died in between, or
    the folder is lost.

    Rows are only added, so senders do not wait for each other. A number alone would not do: numbers
    are given before they are committed, a sequence jumps ahead when PostgreSQL recovers, and after
    a restore the same numbers are given again.
    """

    _name = "directive.restore.trace"
    _description = "Trace of Sending"
    _log_access = False

    token = fields.Char(required=True)

    _token_uniq = models.UniqueIndex("(token)")

    @api.model
    def _leave(self, is_durable=False):
        """Leave a trace with this transaction, and outside as soon as it is committed."""
        token = secrets.token_hex(8)
        [[number]] = self.env.execute_query(SQL(LEAVE, token))
        folder = self._folder(self._place())
        leave = partial(_leave_outside, folder, number, token, is_durable)
        self.env.cr.postcommit.add(leave)

    @api.model
    def _leave_apart(self):
        """Leave a trace now, in a transaction of its own, for what is sent without a commit."""
        if modules.module.current_test:  # nothing is committed
            return self._leave(is_durable=True)
        try:
            with self.env.registry.cursor() as cr:
                self.with_env(self.env(cr=cr))._leave(is_durable=True)
        except psycopg2.Error:
            _logger.exception("What leaves now leaves no trace")

    @api.model
    def _missing(self):
        """Return ``[(number, token)]`` of what went out and this database does not know."""
        outside = trace.found(self._folder(self._place()))
        if not outside or not self._unknown(outside):
            return []
        if modules.module.current_test:
            return self._unknown(outside)
        # This transaction may have begun before another one sent: look at the present.
        with self.env.registry.cursor() as cr:
            return self.with_env(self.env(cr=cr))._unknown(outside)

    @api.model
    def _unknown(self, outside):
        numbers, tokens = map(list, zip(*outside, strict=True))
        return self.env.execute_query(SQL(UNKNOWN, numbers=numbers, tokens=tokens))

    @api.model
    def _learn(self, missing):
        """Know what is ``missing`` from now on, and give later numbers to what leaves later."""
        if missing:
            highest, tokens = missing[-1][0], [token for _number, token in missing]
            self.env.cr.execute(SQL(LEARN, highest=highest, tokens=tokens))

    @api.model
    def _can_leave(self):
        """Tell whether traces can be written outside the database."""
        return trace.can_leave(self._folder(self._place()))

    @api.model
    def _place(self):
        """Return the name of our folder; it stays the same as long as a connection lasts."""
        known = self.env.cr.cache
        if PLACE not in known:
            [[known[PLACE]]] = self.env.execute_query(SQL("SELECT %s", SQL(PLACE)))
        return known[PLACE]

    @api.model
    def _folder(self, place):
        return Path(config["data_dir"]) / FOLDER / place

    @api.autovacuum
    def _gc_traces(self):
        self.env.cr.execute(SQL(FORGET, kept=KEPT))


def _leave_outside(folder, number, token, is_durable):
    """Write the trace outside; a message does not wait for a folder that cannot be written."""
    try:
        trace.leave(folder, number, token, is_durable)
    except OSError:  # the watcher and the sending check say so
        _logger.exception("A trace of sending could not be written in %s", folder)
