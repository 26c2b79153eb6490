from odoo import fields, models


class DirectiveTransition(models.Model):
    """Lines of the trail for a task whose agency was merged or split."""

    _inherit = "directive.transition"

    verb = fields.Selection(
        selection_add=[("reorganise", "Reorganise")], ondelete={"reorganise": "cascade"}
    )

    def _step_in_words(self):
        return dict(self._fields["verb"]._description_selection(self.env))[self.verb]
