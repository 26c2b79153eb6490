from odoo import fields, models
from odoo.exceptions import UserError


class DirectiveFormAsk(models.TransientModel):
    """One form on the screen: chosen, filled in, and every number opens what it counts."""

    _name = "directive.form.ask"
    _description = "Official Form, Filled In"
    _inherit = ["directive.form.ask.mixin"]
    _rec_name = "form_id"

    form_id = fields.Many2one(
        default=lambda self: self.env["directive.form"].search([], limit=1), ondelete="cascade"
    )

    def action_report(self):
        """Draft a report with this form as its annex, and open it.

        :raises UserError: if the user is not of the Office
        """
        self.ensure_one()
        self.check_access("read")
        Report = self.env["directive.form.report"]
        if not Report.has_access("create"):
            raise UserError(self.env._("Only Office specialists can draft reports."))
        asked = self.copy_data()[0]
        report = Report.create({**asked, "name": self._in_official_language()._subject()})
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_form_report_action"
        )
        return dict(action, res_id=report.id, views=[(False, "form")])
