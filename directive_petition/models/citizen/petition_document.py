import base64

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.paper import can_write_pdf
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW


class PetitionDocument(models.Model):
    """Papers that the citizen reads and downloads on their page."""

    _inherit = "petition.document"

    date_shown = fields.Date(string="Shown to the citizen on", readonly=True, copy=False)
    shown_file = fields.Binary(
        string="File for the citizen", attachment=True, readonly=True, copy=False
    )
    shown_file_name = fields.Char(readonly=True, copy=False)

    def action_show_to_citizen(self):
        """Open the form with which an issued paper is put on the citizen's page."""
        self.ensure_one()
        self._check_may_show()
        return self.env["petition.document.showing"]._opened(self)

    def action_hide_from_citizen(self):
        """Take papers off the citizen's page again."""
        for paper in self:
            paper.matter_id.check_access("write")
        return self._record_shown(
            {"date_shown": False, "shown_file": False, "shown_file_name": False}
        )

    def _check_may_show(self):
        self.matter_id.check_access("write")
        if self.state != "issued":
            raise UserError(self.env._("Issue the paper first: the citizen sees what is signed."))
        # A letter with a denunciation has people whose names must not leave the office.
        if "denunciation" in self.matter_id.letter_id.sudo().matter_ids.mapped("kind"):
            raise UserError(
                self.env._(
                    "Of a letter with a denunciation the citizen's page shows the stage alone."
                )
            )

    def _show(self, name, content):
        """Put this paper on the citizen's page, with the signed file or, without one, as printed."""
        self._check_may_show()
        if not content:
            kind = "pdf" if can_write_pdf() else "docx"
            name, content = f"{self._paper_file_name()}.{kind}", self._paper_file(kind)
        today = self.env["directive.settings"]._today()
        file = base64.b64encode(content)
        self._record_shown({"date_shown": today, "shown_file": file, "shown_file_name": name})

    def _record_shown(self, vals):
        # The step has been checked; an issued paper is not written otherwise.
        self.with_context(directive_workflow=WORKFLOW).write(vals)
        return True
