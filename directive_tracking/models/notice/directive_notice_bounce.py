import re

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, consteq
from odoo.tools.misc import hmac

from ...tools.notice import bounce
from ...tools.notice.delivery import DELIVERED, FAILED, SENDING, SENT, UNKNOWN
from ...tools.notice.receipt import history_line

# Message-Ids of notices: `<...-openerp-<row>-<seal>-directive@host>`
OBJECT_ID = "%s-%s-directive"
_OBJECT_ID = re.compile(r"-openerp-(\d{1,9})-([0-9a-f]{16})-directive@")


class DirectiveNoticeDelivery(models.Model):
    """What mail servers report of a message comes back to its rows of the ledger.

    A report is mail, and anybody can write mail. It counts only for the message it names, if
    it names the address that message went to. It may say that a message failed or arrived,
    never that a person has seen it, and what has arrived cannot fail any more.
    """

    _inherit = "directive.notice.delivery"

    address = fields.Char(
        string="Sent to", readonly=True, help="The address or number the message was given to."
    )

    _failed_idx = models.Index("(channel, partner_id, id) WHERE state = 'failed'")

    # The Message-Id

    def _message_object_id(self):
        """Return what marks the Message-Id of the message made of these rows."""
        return OBJECT_ID % (self[0].id, self[0]._seal(self[0]._email_address()))

    def _seal(self, address):
        """Return what nobody else could put in a Message-Id: it ties this try to ``address``.

        By it a report finds its row even before, or without, the sender's own record: the
        process may have been killed, the report may be quicker.
        """
        # Only to read the key of the database, which no user may see.
        env = self.env(su=True)
        return hmac(env, "directive_notice", (self.id, address, str(self.date_claimed)))[:16]

    # Receiving

    @api.model
    def _receive_report(self, message):
        """Note what ``message`` reports of a notice; tell whether it reports of one."""
        report = bounce.read(message)
        if not report:
            return False
        rows = self._reported_rows(report.references)
        for verdict in report.verdicts:
            rows._sent_to(verdict.address)._note_verdict(verdict)
        return bool(rows)

    @api.model
    def _reported_rows(self, references):
        """Return the rows of the messages with these Message-Ids."""
        # A digest quotes many; no honest report speaks of more than a few messages.
        references = references[:20]
        recorded = self.search(
            Domain("message_ref", "in", references) & Domain("channel", "=", "email")
        )
        return recorded | self._unrecorded_rows(references)

    @api.model
    def _unrecorded_rows(self, references):
        """Return the rows whose hand-over was never written down, by the seal."""
        rows = self.browse()
        for row_id, seal in _OBJECT_ID.findall(" ".join(references)):
            row = self.search([("id", "=", row_id), ("state", "in", (SENDING, UNKNOWN))])
            if row and consteq(seal, row._seal(row._email_address())):
                rows |= row._rows_of_same_claim()
        return rows

    def _rows_of_same_claim(self):
        """Return the rows that made one message with this one."""
        if self._going_alone():
            return self
        claim = self.search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("channel", "=", self.channel),
                ("date_claimed", "=", self.date_claimed),
                ("state", "=", self.state),
            ]
        )
        return claim - claim._going_alone()

    def _sent_to(self, address):
        """Return those of these rows whose message went to ``address``."""
        return self.filtered(
            lambda row: (row.address or row._email_address() or "").lower() == address
        )

    def _note_verdict(self, verdict):
        """Move these rows to where the report puts them, or only write it down."""
        words = self.env._("The mail server reports: %(words)s", words=verdict.reason)
        if verdict.action == bounce.FAILED:
            failed = self._failable()._move(FAILED, words)
            failed._count_bounce(verdict.address)
        elif verdict.action == bounce.DELIVERED:
            self._move(DELIVERED, words)
        else:
            self._remark(verdict.action, words)

    def _failable(self):
        """Return these rows, but not what a person has put into the queue again meanwhile."""
        return self.filtered(
            lambda row: row.state in (SENT, UNKNOWN)
            or row.state == SENDING
            and not row.resent_by_id
        )

    def _count_bounce(self, address):
        """Let the contact's own count of bounces grow, as Odoo does for its own messages."""
        for partner in self.partner_id:
            partner._message_receive_bounce(address, partner)

    def _remark(self, action, words):
        """Add to the history of these rows what is said of them, once."""
        said = f"{action}: {words}"
        line = history_line(fields.Datetime.now(), words=said)
        self.flush_recordset()
        self.env.cr.execute(
            SQL(
                """
                UPDATE directive_notice_delivery
                   SET history = %s
                 WHERE id = ANY(%s) AND strpos(COALESCE(history, ''), %s) = 0
                """,
                self._history_with(line),
                self.ids,
                said,
            )
        )
        self.invalidate_recordset(["history"])

    # Addresses that take nothing

    @api.model
    def _bouncing_partners(self):
        """Return ``{partner: reason}``: those whose address took nothing the last time.

        An address that was changed since, or that has taken a message since, is not among them.
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (failed.partner_id) failed.id
                  FROM directive_notice_delivery AS failed
                 WHERE failed.state = 'failed' AND failed.channel = 'email'
                   AND NOT EXISTS (
                       SELECT FROM directive_notice_delivery AS later
                        WHERE later.partner_id = failed.partner_id AND later.channel = 'email'
                          AND later.state IN ('sent', 'delivered', 'seen')
                          AND later.date_sent > failed.write_date)
                 ORDER BY failed.partner_id, failed.id DESC
                """
            )
        )
        last = self.browse(row[0] for row in rows)
        return {
            row.partner_id: row.reason or ""
            for row in last
            if not row.address or row.address == row._email_address()
        }
