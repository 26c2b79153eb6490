from odoo import fields, models

from ..agency.groups import OFFICE_OR_LEADER

VERBS = [
    ("record_event", "Record the event"),
    ("review", "Reviewed"),
    ("pause_series", "Pause the series"),
    ("resume_series", "Resume the series"),
    ("end_series", "End the series"),
    ("open_missed", "Open a missed occurrence"),
]


class DirectiveTransition(models.Model):
    _inherit = "directive.transition"

    verb = fields.Selection(
        selection_add=VERBS, ondelete={verb: "cascade" for verb, _label in VERBS}
    )
    series_id = fields.Many2one(
        "directive.task.series",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        groups=OFFICE_OR_LEADER,
    )
