import re

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, consteq
from odoo.tools.misc import hmac

from ....tools.notice import bounce
from ....tools.notice.delivery import DELIVERED, FAILED, SENDING, SENT, UNKNOWN
from ....tools.notice.receipt import history_line

# Message-Ids of notices: `<...-openerp-<row>-<seal>-directive@host>`
OBJECT_ID = "%s-%s-directive"
_OBJECT_ID = re.compile(r"-openerp-(\d{1,9})-([0-9a-f]{16})-directive@")


class DirectiveEmailReport(models.AbstractModel):
    """Bounces and delivery reports update their rows of the ledger.

    A report is mail, and anybody can write mail. It counts only for the message it names, and
    only with the address of that message. It may report failure or arrival, never that a person
    has seen the message, and an arrived message can no longer fail.
    """

    _name = "directive.email.report"
    _description = "Reports of Mail Servers"

    # The Message-Id

    @api.model
    def _object_id(self, rows):
        """Return the marker in the Message-Id of these rows' message."""
        return OBJECT_ID % (rows[0].id, self._seal(rows[0], self._address(rows[0])))

    @api.model
    def _seal(self, row, address):
        """Return the seal of a Message-Id, which binds this attempt to ``address``.

        With it, a report finds its row even before, or without, the sender's own record: the
        process may have been killed, or the report may be faster.
        """
        # Only to read the database key, which no user may see.
        env = self.env(su=True)
        return hmac(env, "directive_notice", (row.id, address, str(row.date_claimed)))[:16]

    @api.model
    def _address(self, row):
        return self.env["directive.channel.email"]._address(row)

    @property
    def _ledger(self):
        return self.env["directive.notice.delivery"]

    # Receiving

    @api.model
    def _receive(self, message):
        """Record the report in ``message``; tell whether it concerns a notice."""
        report = bounce.read(message)
        if not report:
            return False
        rows = self._reported_rows(report.references)
        for verdict in report.verdicts:
            self._note_verdict(self._sent_to(rows, verdict.address), verdict)
        return bool(rows)

    @api.model
    def _reported_rows(self, references):
        """Return the rows of the messages with these Message-Ids."""
        # A digest quotes many; a genuine report concerns only a few messages.
        references = references[:20]
        recorded = self._ledger.search(
            Domain("message_ref", "in", references) & self._by_email_domain()
        )
        return recorded | self._unrecorded_rows(references)

    @api.model
    def _by_email_domain(self):
        return Domain("channel", "=", self.env["directive.channel.email"]._code)

    @api.model
    def _unrecorded_rows(self, references):
        """Return the rows with an unrecorded submission, by the seal."""
        rows = self._ledger
        for row_id, seal in _OBJECT_ID.findall(" ".join(references)):
            row = rows.search([("id", "=", row_id), ("state", "in", (SENDING, UNKNOWN))])
            if row and consteq(seal, self._seal(row, self._address(row))):
                rows |= self._rows_of_same_claim(row)
        return rows

    @api.model
    def _rows_of_same_claim(self, row):
        """Return the rows that share a message with this one."""
        if row._going_alone():
            return row
        claim = row.search(
            [
                ("partner_id", "=", row.partner_id.id),
                ("channel", "=", row.channel),
                ("date_claimed", "=", row.date_claimed),
                ("state", "=", row.state),
            ]
        )
        return claim - claim._going_alone()

    @api.model
    def _sent_to(self, rows, address):
        """Return those of these rows whose message went to ``address``."""
        return rows.filtered(
            lambda row: (row.address or self._address(row) or "").lower() == address
        )

    @api.model
    def _note_verdict(self, rows, verdict):
        """Move these rows to the reported state, or only record the report."""
        words = self.env._("The mail server reports: %(words)s", words=verdict.reason)
        if verdict.action == bounce.FAILED:
            failed = self._failable(rows)._move(FAILED, words)
            self._count_bounce(failed, verdict.address)
        elif verdict.action == bounce.DELIVERED:
            rows._move(DELIVERED, words)
        else:
            self._remark(rows, f"{verdict.action}: {words}")

    @api.model
    def _failable(self, rows):
        """Return these rows, except those a person has requeued in the meantime."""
        return rows.filtered(
            lambda row: row.state in (SENT, UNKNOWN)
            or row.state == SENDING
            and not row.resent_by_id
        )

    @api.model
    def _count_bounce(self, rows, address):
        """Let the contact's own count of bounces grow, as Odoo does for its own messages."""
        for partner in rows.partner_id:
            partner._message_receive_bounce(address, partner)

    @api.model
    def _remark(self, rows, words):
        """Add ``words`` to the history of these rows, once."""
        line = history_line(fields.Datetime.now(), words=words)
        rows.flush_recordset()
        self.env.cr.execute(
            SQL(
                """
                UPDATE directive_notice_delivery
                   SET history = %s
                 WHERE id = ANY(%s) AND strpos(COALESCE(history, ''), %s) = 0
                """,
                rows._history_with(line),
                rows.ids,
                words,
            )
        )
        rows.invalidate_recordset(["history"])

    # Bouncing addresses

    @api.model
    def _bouncing_partners(self):
        """Return ``{partner: reason}`` of people whose address bounced last time.

        Addresses that were changed or have accepted a message since are excluded.
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (failed.partner_id) failed.id
                  FROM directive_notice_delivery AS failed
                 WHERE failed.state = 'failed' AND failed.channel = %(channel)s
                   AND NOT EXISTS (
                       SELECT FROM directive_notice_delivery AS later
                        WHERE later.partner_id = failed.partner_id
                          AND later.channel = %(channel)s
                          AND later.state IN ('sent', 'delivered', 'seen')
                          AND later.date_sent > failed.write_date)
                 ORDER BY failed.partner_id, failed.id DESC
                """,
                channel=self.env["directive.channel.email"]._code,
            )
        )
        last = self._ledger.browse(row[0] for row in rows)
        return {
            row.partner_id: row.reason or ""
            for row in last
            if not row.address or row.address == self._address(row)
        }
