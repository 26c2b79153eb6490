from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.agency.fate import KEPT
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW


class PetitionExportLog(models.Model):
    """Who exported which matters to the national database, and when; written before the file."""

    _name = "petition.export.log"
    _description = "Export Made"
    _inherit = [
        "petition.named.mixin",
        "directive.evidence.mixin",
        "directive.trail.mixin",
        "directive.own.mixin",
    ]
    _order = "id desc"
    _rec_name = "date"
    _signatures = {"user_id": "signer"}

    agency_id = fields.Many2one(
        "directive.agency", string="Matters of", required=True, index=True, ondelete="restrict"
    )
    date = fields.Datetime(string="At", required=True)
    user_id = fields.Many2one("res.users", string="By", required=True, ondelete="restrict")
    date_first = fields.Date(string="From", required=True)
    date_last = fields.Date(string="Until", required=True)
    matter_ids = fields.Many2many(
        "petition.matter", "petition_export_log_matter_rel", "log_id", "matter_id"
    )
    matter_count = fields.Integer(string="Number of matters", aggregator=None)
    repeated_count = fields.Integer(
        string="Exported before", aggregator=None, help="Of these matters, at that moment."
    )

    @api.model
    def _note(self, agency, first, last, matters):
        """Write down that the current user exports ``matters``; return the row."""
        # Only the system writes this log, whoever exports.
        log = self.sudo().with_context(directive_workflow=WORKFLOW)
        row = log.create(
            {
                "agency_id": agency.id,
                "date": fields.Datetime.now(),
                "user_id": self.env.uid,
                "date_first": first,
                "date_last": last,
                "matter_ids": matters.ids,
                "matter_count": len(matters),
                "repeated_count": len(self._exported_before(matters)),
            }
        )
        return row.with_env(self.env)

    @api.model
    def _exported_before(self, matters):
        """Return those of ``matters`` that stand in an earlier export, whoever made it."""
        # Whether a matter of one's own was exported is known to whoever exports it.
        rows = self.sudo().search([("matter_ids", "in", matters.ids)])
        return rows.matter_ids.sudo(False) & matters

    def _refuse(self):
        raise UserError(self.env._("The list of exports is kept by the system."))

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}
