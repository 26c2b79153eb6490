from odoo import fields, models

from odoo.addons.directive_tracking.tools.urgency import URGENCIES


class DirectiveExampleInspection(models.Model):
    """An inspection of some agencies, whose heads are notified."""

    _name = "directive.example.inspection"
    _description = "Inspection"
    _inherit = ["directive.subject.mixin", "directive.thread.mixin"]
    _notice_path = "inspections"
    _notice_watcher = "monitor_id"
    _visible_by = ("agency_ids",)

    name = fields.Char(string="Subject", required=True)
    place = fields.Char()
    agency_ids = fields.Many2many(
        "directive.agency", "directive_example_inspected_rel", string="Agencies", required=True
    )
    monitor_id = fields.Many2one("res.users", default=lambda self: self.env.user)
    date_deadline = fields.Date(string="Deadline")
    urgency = fields.Selection(URGENCIES, required=True, default="normal")
    state = fields.Selection(
        [("open", "Open"), ("closed", "Closed")], required=True, default="open"
    )

    def action_announce(self):
        """Tell the heads of the agencies inspected, each of them once."""
        self.check_access("write")
        for one in self:
            told = {one.id: one.agency_ids._notice_recipients(("head",))}
            one._tell("inspection_announced", told, urgency=one.urgency)
        return True

    def _notice_item(self):
        item = {"name": self.place or "", "deadline": self.date_deadline}
        return super()._notice_item() | item
