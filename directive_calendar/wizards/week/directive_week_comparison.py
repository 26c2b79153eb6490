from odoo import api, fields, models


class DirectiveWeekComparison(models.TransientModel):
    """What is different between two revisions of a week, in words."""

    _name = "directive.week.comparison"
    _description = "Comparison of Two Revisions"

    week_id = fields.Many2one("directive.week", required=True, ondelete="cascade")
    old_id = fields.Many2one("directive.week.revision", string="From revision", required=True)
    new_id = fields.Many2one("directive.week.revision", string="To revision", required=True)
    offered_ids = fields.Many2many("directive.week.revision", compute="_compute_offered_ids")
    difference = fields.Html(compute="_compute_difference", sanitize=False)

    @api.model
    def default_get(self, fields_list):
        """Compare the last revision with the one before."""
        values = super().default_get(fields_list)
        week = self.env["directive.week"].browse(values.get("week_id") or ())
        if week:
            week.check_access("read")
            offered = week._last_of_each_revision()
            given = {"new_id": offered[:1].id, "old_id": (offered[1:2] or offered[:1]).id}
            values |= {name: given[name] for name in given if name in fields_list}
        return values

    @api.depends("week_id")
    def _compute_offered_ids(self):
        for form in self:
            form.offered_ids = form.week_id._last_of_each_revision()

    @api.depends("old_id", "new_id")
    @api.depends_context("uid", "lang")
    def _compute_difference(self):
        for form in self:
            form.difference = form.week_id._difference_page(form.old_id, form.new_id)
