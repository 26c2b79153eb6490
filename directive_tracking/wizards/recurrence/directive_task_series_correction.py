from odoo import fields, models


class DirectiveTaskSeriesCorrection(models.TransientModel):
    """The correction of periodic work, for all that is opened from now on."""

    _name = "directive.task.series.correction"
    _description = "Correction of a Periodic Task"
    _inherit = ["directive.correction.form", "directive.rhythm.mixin"]
    _order_model = "directive.task.series"

    order_id = fields.Many2one(
        "directive.task.series", string="Periodic task", required=True, readonly=True
    )
    point = fields.Char()
    name = fields.Text(string="Content", required=True)
    product = fields.Char(string="Expected product")
    lead_agency_id = fields.Many2one("directive.agency", string="Lead agency", required=True)
    coordinating_agency_ids = fields.Many2many(
        "directive.agency",
        "directive_task_series_correction_agency_rel",
        string="Coordinating agencies",
    )
    needs_report = fields.Boolean()
    monitor_id = fields.Many2one("res.users", string="Office specialist")
    date_until = fields.Date(string="Last day")
