from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.recipient import Recipient
from .directive_duty import OFFICE
from .directive_notice import CALL_WANTED

# Two clicks on one button count as one call.
PRESS_MINUTES = 1


class DirectiveNoticeAcknowledgement(models.Model):
    """The last escalation step: a person on duty makes a telephone call."""

    _inherit = "directive.notice.acknowledgement"

    to_call = fields.Boolean(string="To be telephoned", readonly=True)
    call_count = fields.Integer(string="Calls without answer", readonly=True)
    date_called = fields.Datetime(string="Last called on", readonly=True)
    caller_id = fields.Many2one("res.users", string="Last called by", readonly=True)

    _call_idx = models.Index("(date_created, id) WHERE state = 'waiting' AND to_call")

    def _take_call(self, step):
        """Put these people on the call list and notify those on duty, once for all of them."""
        self.write({"to_call": True})
        for officers, rows in self._by_officers().items():
            rows._tell_officers(officers, step)

    def _by_officers(self):
        """Return the rows by caller: people on duty, else the monitor, else the Office."""
        on_duty = self.env["directive.duty"]._on_duty()
        if on_duty:
            return {on_duty: self}
        group = self.env.ref(OFFICE)
        everybody = group.all_user_ids.filtered("active")
        return self.grouped(lambda row: row._monitor().filtered("active") & everybody or everybody)

    def _monitor(self):
        """Return the specialist who follows the record of this row, if there is one."""
        return self.notice_id._record()._watchers()

    def _tell_officers(self, officers, step):
        """Write one message for all these rows: the call list holds the names."""
        first = self[:1]
        record = first.notice_id._record()
        Notice = self.env["directive.notice"]
        Notice._post(
            CALL_WANTED,
            record,
            {record.id: [Recipient(user.partner_id.id, user.id) for user in officers]},
            occurrence=f"{first.notice_id.id}/{step.id}",
            urgency=step.urgency,
            # The officers are at their desks: it is sent like a normal notice.
            channels=Notice._default_channels(CALL_WANTED, "normal"),
            note=f"{Notice.get_base_url()}/odoo/directive-call-list",
        )

    # Actions of the officer on duty

    def action_reached(self):
        """Ask for notes on the call, to acknowledge in the person's name."""
        self._check_caller()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_acknowledgement_call_action"
        )
        return dict(action, context={"default_acknowledgement_ids": self.ids})

    def action_no_answer(self):
        """Record an unanswered call; the person stays on the call list."""
        self._check_caller()
        now = fields.Datetime.now()
        limit = fields.Datetime.subtract(now, minutes=PRESS_MINUTES)
        self.flush_model()
        # Counted in the database: two officers may be calling from the same list.
        called = self.env.execute_query(
            SQL(
                """
                UPDATE directive_notice_acknowledgement
                   SET call_count = COALESCE(call_count, 0) + 1, date_called = %(now)s,
                       caller_id = %(uid)s
                 WHERE id = ANY(%(ids)s) AND state = 'waiting'
                   AND (date_called IS NULL OR date_called <= %(limit)s) RETURNING id
                """,
                now=now,
                uid=self.env.uid,
                ids=self.ids,
                limit=limit,
            )
        )
        self.invalidate_model()
        rows = self.browse(row[0] for row in called)
        rows._log(self.env._("%(officer)s: no answer", officer=self.env.user.name))
        return True

    def _reach(self, note):
        """Acknowledge in the name of the people called."""
        self._check_caller()
        how = self.env._(
            "By telephone, %(officer)s: %(note)s", officer=self.env.user.name, note=note
        )
        self._acknowledge(how)

    def _check_caller(self):
        if not self.env.user.has_group(OFFICE):
            raise UserError(self.env._("Only an Office specialist can update the call list."))
        self.check_access("read")
        settled = self.filtered(lambda row: row.state != "waiting")
        if settled:
            raise UserError(
                self.env._(
                    "%(names)s no longer need a call: the list has changed in the meantime.",
                    names=", ".join(settled.partner_id.mapped("name")),
                )
            )
