from odoo import fields, models
from odoo.fields import Domain


class DirectiveBoardMixin(models.AbstractModel):
    """A record with notices that need an acknowledgement, with counts of readers."""

    _name = "directive.board.mixin"
    _description = "Acknowledgement Counter"

    ack_text = fields.Char(string="Seen by", compute="_compute_ack_text")

    def _ack_domain(self):
        """Return the domain of the acknowledgements of these records."""
        return Domain("res_model", "=", self._name) & Domain("res_id", "in", self.ids)

    def _compute_ack_text(self):
        """Count the visible acknowledgements: those seen, out of all not cancelled."""
        rows = self.env["directive.notice.acknowledgement"]
        for record in self:
            domain = record._ack_domain() & Domain("state", "!=", "cancelled")
            counts = dict(rows._read_group(domain, ["state"], ["__count"]))
            record.ack_text = bool(counts) and self.env._(
                "%(seen)s/%(all)s seen", seen=counts.get("seen", 0), all=sum(counts.values())
            )

    def action_open_acknowledgements(self):
        """Open the acknowledgement board of these records."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_notice_acknowledgement_action"
        )
        return dict(action, domain=list(self._ack_domain()), context={})
