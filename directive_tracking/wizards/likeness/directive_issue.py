from odoo import api, fields, models


class DirectiveIssue(models.TransientModel):
    """Drafts that say nearly what an open task says are shown before they are issued."""

    _inherit = "directive.issue"

    alike_count = fields.Integer(
        string="Drafts similar to open tasks", compute="_compute_alike_count"
    )

    @api.depends("directive_ids")
    def _compute_alike_count(self):
        for form in self:
            form.alike_count = len(form._drafts().filtered("alike_count"))

    def action_open_alike(self):
        """Show them, to link, merge or keep them apart."""
        self.ensure_one()
        return self._drafts().action_open_alike()
