from odoo import api, models

from ...models.evidence.directive_verification_line import RESULTS

DAY = "%d/%m/%Y"
MOMENT = "%d/%m/%Y %H:%M"


class ReportDirectiveTrackingVerification(models.AbstractModel):
    """A draw as a printable page: how it was drawn, the tasks with their results, the counts."""

    _name = "report.directive_tracking.verification"
    _description = "Verification Page"

    @api.model
    def _get_report_values(self, docids, data=None):
        draws = self.env["directive.verification"].browse(docids or ()).exists()
        draws.check_access("read")
        settings = self.env["directive.settings"]
        return {
            "docs": draws,
            "company": self.env.company.name,
            "day": lambda date: date and date.strftime(DAY) or "",
            "moment": lambda moment: settings._to_local(moment).strftime(MOMENT),
            "results": [value for value, _label in RESULTS],
            "labels": dict(draws.line_ids._fields["result"]._description_selection(self.env)),
            "methods": dict(draws._fields["method"]._description_selection(self.env)),
        }
