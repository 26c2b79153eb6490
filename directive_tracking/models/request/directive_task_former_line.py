from odoo import api, fields, models

from ...tools.agency.fate import KEPT

KINDS = [
    ("step", "Step"),
    ("report", "Report"),
    ("request", "Request"),
    ("message", "Message"),
]


class DirectiveTaskFormerLine(models.Model):
    """One step, report, request or message of a task that was given to another agency."""

    _name = "directive.task.former.line"
    _description = "History of a Task Given to Another Agency"
    _inherit = ["directive.evidence.mixin", "directive.kept.mixin"]
    _order = "date, id"
    _rec_name = "text"

    former_id = fields.Many2one(
        "directive.task.former", required=True, index=True, ondelete="cascade"
    )
    date = fields.Datetime(string="At", required=True)
    kind = fields.Selection(KINDS, required=True)
    verb = fields.Selection(lambda self: self._selection_verb(), string="Step")
    agency_id = fields.Many2one("directive.agency", index="btree_not_null")
    signer_name = fields.Char(string="By")
    signer_post = fields.Char(string="Post")
    text = fields.Text()

    @api.model
    def _selection_verb(self):
        """Return the steps of the trail, those that other rooms add included."""
        return self.env["directive.transition"]._fields["verb"]._description_selection(self.env)

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}

    def _refuse(self):
        self.env["directive.task.former"]._refuse()
