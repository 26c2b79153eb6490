from odoo import api, fields, models
from odoo.fields import Domain


class DirectiveTask(models.Model):
    """Tasks of the officers for whom the reader acts today."""

    _inherit = "directive.task"

    is_stood_in = fields.Boolean(
        string="Of those I stand in for",
        compute="_compute_is_stood_in",
        search="_search_is_stood_in",
    )

    @api.model
    def _absent_officers(self):
        """Return the colleagues for whom the reader acts today."""
        posts = self.env.user.sudo().directive_member_ids._acted_for()  # colleagues' posts
        return posts.user_id

    @api.depends("officer_ids")
    @api.depends_context("uid")
    def _compute_is_stood_in(self):
        absent = self._absent_officers()
        for task in self:
            task.is_stood_in = bool(task.sudo().officer_ids & absent)  # colleagues' names

    def _search_is_stood_in(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("officer_ids", "in", self._absent_officers().ids)
