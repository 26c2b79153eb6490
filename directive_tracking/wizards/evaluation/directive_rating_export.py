import base64
import json
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from ...tools.evaluation.rating_sheet import rating_sheet
from ...tools.periods import reporting_month

_lt = LazyTranslate(__name__)

FORMATS = [("xlsx", "Spreadsheet (XLSX)"), ("json", "Data (JSON)")]
# The headings of the two sheets.
CAPTIONS = {
    "agencies": _lt("Agencies"),
    "tasks": _lt("Tasks"),
    "code": _lt("Code"),
    "name": _lt("Agency"),
    "assigned": _lt("Assigned"),
    "to_be_done": _lt("To be done"),
    "done": _lt("Done"),
    "done_on_time": _lt("Done on time"),
    "late": _lt("Done late"),
    "late_cause_confirmed": _lt("Done late, objective cause confirmed"),
    "returned": _lt("Times returned"),
    "weight": _lt("%(figure)s, weight"),
    "number": _lt("Number"),
    "point": _lt("Point"),
    "content": _lt("Content"),
    "deadline": _lt("Deadline"),
    "coefficient": _lt("Weight"),
    "columns": _lt("Columns of form 01-NV"),
}


class DirectiveRatingExport(models.TransientModel):
    """The form with which the Office downloads a month for the rating software."""

    _name = "directive.rating.export"
    _description = "Export for the Rating Software"
    _inherit = ["directive.filled.mixin"]

    period = fields.Char(
        required=True,
        default=lambda self: self._last_month(),
        help="A report month such as 2026-11, from the 15th of the month before to the 14th, or a "
        "quarter such as 2026-Q4.",
    )
    format = fields.Selection(FORMATS, required=True, default="xlsx")
    file = fields.Binary(readonly=True, attachment=False)
    file_name = fields.Char(readonly=True)

    @api.model
    def _last_month(self):
        first = reporting_month(self.env["directive.settings"]._today())
        return f"{first - timedelta(days=1):%Y-%m}"

    def action_export(self):
        """Write the file and show it for download."""
        self.ensure_one()
        figures = self.env["directive.rating"].read_period(self.period)
        content = (
            json.dumps(figures, ensure_ascii=False, indent=1).encode()
            if self.format == "json"
            else rating_sheet(figures, self._captions())
        )
        self._filling().write(
            {
                "file": base64.b64encode(content),
                "file_name": f"danh-gia-{figures['period']}.{self.format}",
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Export for the rating software"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _captions(self):
        """Return the headings of the two sheets."""
        return {name: self.env._(caption) for name, caption in CAPTIONS.items()}
