from odoo import api, fields, models
from odoo.fields import Domain

WAITING = Domain("state", "=", "waiting")


class DirectiveBoardMixin(models.AbstractModel):
    """A record with notices that ask to be acknowledged: how many have seen them, and who not."""

    _name = "directive.board.mixin"
    _description = "Seen by So Many"

    ack_text = fields.Char(string="Seen by", compute="_compute_ack_text")

    @api.private
    def _ack_domain(self):
        """Return which acknowledgements belong to these records."""
        return Domain("res_model", "=", self._name) & Domain("res_id", "in", self.ids)

    def _compute_ack_text(self):
        """Count the acknowledgements the reader may see: those seen, of all not called off."""
        rows = self.env["directive.notice.acknowledgement"]
        for record in self:
            domain = record._ack_domain() & Domain("state", "!=", "cancelled")
            counts = dict(rows._read_group(domain, ["state"], ["__count"]))
            record.ack_text = bool(counts) and self.env._(
                "%(seen)s/%(all)s seen", seen=counts.get("seen", 0), all=sum(counts.values())
            )

    def action_open_acknowledgements(self):
        """Open the board of who has seen these records, and who not."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_notice_acknowledgement_action"
        )
        return dict(action, domain=list(self._ack_domain()), context={})


class DirectiveAcknowledgementMixin(models.AbstractModel):
    """A record whose reader may himself be asked to say that he has seen it."""

    _name = "directive.acknowledgement.mixin"
    _inherit = ["directive.board.mixin"]
    _description = "Asks to Be Acknowledged"

    awaits_my_ack = fields.Boolean(
        string="To acknowledge", compute="_compute_awaits_my_ack", search="_search_awaits_my_ack"
    )

    @api.depends_context("uid")
    def _compute_awaits_my_ack(self):
        awaited = set(self._my_acknowledgements().mapped("res_id"))
        for record in self:
            record.awaits_my_ack = record.id in awaited

    def _search_awaits_my_ack(self, operator, value):
        if operator != "in":
            return NotImplemented
        rows = self.env["directive.notice.acknowledgement"].search(self._my_waiting_domain())
        return Domain("id", "in", rows.mapped("res_id"))

    @api.model
    def _my_waiting_domain(self):
        return Domain("res_model", "=", self._name) & Domain("is_mine", "=", True) & WAITING

    @api.private
    def _my_acknowledgements(self):
        """Return what the reader has still to acknowledge of these records."""
        rows = self.env["directive.notice.acknowledgement"]
        if not rows.has_access("read"):
            return rows
        return rows.search(self._my_waiting_domain() & Domain("res_id", "in", self.ids))

    def action_acknowledge(self):
        """Say that one has seen what one was told of these records."""
        self.check_access("read")
        return self._my_acknowledgements().action_acknowledge()


class DirectiveDirective(models.Model):
    _name = "directive.directive"
    _inherit = ["directive.directive", "directive.acknowledgement.mixin"]

    @api.private
    def _ack_domain(self):
        """Return those of the directive itself and of its tasks."""
        return super()._ack_domain() | Domain("directive_id", "in", self.ids)


class DirectiveBroadcast(models.Model):
    _inherit = "directive.broadcast"

    def _withdraw(self, note):
        """Wait no longer for anybody to have seen it."""
        super()._withdraw(note)
        # The ledger is written by nobody directly and read in full by the Office alone; the
        # role was checked before.
        rows = self.env["directive.notice.acknowledgement"].sudo()
        rows.search(self._ack_domain() & WAITING)._cancel(
            self.env._("The broadcast has been withdrawn.")
        )


class DirectiveNotice(models.Model):
    _name = "directive.notice"
    _inherit = ["directive.notice", "directive.board.mixin"]

    @api.private
    def _ack_domain(self):
        return Domain("notice_id", "in", (self | self.repeats_id).ids)
