from odoo import api, fields, models


class DirectiveTransition(models.Model):
    """Lines of the trail for tasks whose agency was merged or split, and the names of their day."""

    _inherit = "directive.transition"

    verb = fields.Selection(
        selection_add=[("reorganise", "Reorganise")], ondelete={"reorganise": "cascade"}
    )
    agency_name = fields.Char(
        string="Lead agency at that time",
        compute="_compute_agency_name",
        help="Under the name it had that day.",
    )

    @api.depends("agency_id", "date")
    def _compute_agency_name(self):
        for line in self:
            line.agency_name = line.agency_id._name_on(line.date)

    def _step_in_words(self):
        return dict(self._fields["verb"]._description_selection(self.env))[self.verb]
