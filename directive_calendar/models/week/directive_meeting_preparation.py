from odoo import api, fields, models

from odoo.addons.directive_tracking.tools.agency.fate import moved

from ...tools.week.words import OVER, PREPARATIONS


class DirectiveMeetingPreparation(models.Model):
    """What one agency prepares for a meeting."""

    _name = "directive.meeting.preparation"
    _description = "Preparation of a Meeting"
    _inherit = ["directive.meeting.part.mixin"]
    _rec_name = "text"

    meeting_id = fields.Many2one("directive.meeting", required=True, index=True, ondelete="cascade")
    agency_id = fields.Many2one("directive.agency", index="btree_not_null", ondelete="restrict")
    text = fields.Char(string="As worded")
    what = fields.Selection(PREPARATIONS, string="Prepares", required=True, default="content")

    @api.model
    def _reorganisation_fields(self):
        open_ones = moved(("meeting_id.state", "not in", OVER))
        return super()._reorganisation_fields() | {"agency_id": open_ones}
