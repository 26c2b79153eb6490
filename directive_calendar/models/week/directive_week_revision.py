from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import NO_ACCESS

from .groups import OFFICE_OR_LEADER


class DirectiveWeekRevision(models.Model):
    """How a published week stood after one change.

    Several changes within a minute are one revision: its last row counts. The snapshot holds
    private entries; nobody reads it, what it says is shown entry by entry to those who may see.
    """

    _name = "directive.week.revision"
    _description = "Revision of a Week"
    _inherit = ["directive.kept.mixin"]
    _order = "week_id, id desc"
    _rec_name = "number"

    week_id = fields.Many2one(
        "directive.week", required=True, index=True, ondelete="restrict", readonly=True
    )
    number = fields.Integer(required=True, readonly=True, aggregator=None)
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="restrict", groups=OFFICE_OR_LEADER
    )
    snapshot = fields.Json(readonly=True, groups=NO_ACCESS)

    @api.depends("number", "date")
    def _compute_display_name(self):
        settings = self.env["directive.settings"]
        for row in self:
            row.display_name = row.date and self.env._(
                "%(number)s (%(date)s)",
                number=row.number,
                date=settings._to_local(row.date).strftime("%H:%M %d/%m/%Y"),
            )

    def _refuse(self):
        raise UserError(self.env._("The revisions of a week are kept by the system."))
