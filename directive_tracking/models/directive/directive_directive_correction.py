from odoo import models


class DirectiveDirective(models.Model):
    """Consequences of a correction of an issued directive."""

    _inherit = "directive.directive"

    def _prepare_trail_vals(self):
        return {"directive_id": self.id}

    def _told_of_correction(self):
        """Return the agencies it concerns: none, unless other rooms extend it."""
        return self.env["directive.agency"]

    def _notify_correction(self, line, agencies, note):
        self._tell(
            "directive_corrected",
            {self.id: agencies._notice_recipients()},
            occurrence=str(line.id),
            urgency=self.urgency,
            note=note,
        )
