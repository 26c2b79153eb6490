from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.forms.periods import KINDS, after


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

    # From one period to the next

    def action_earlier(self):
        """Ask for the period before."""
        for one in self:
            one._move_to(one.date_first - timedelta(days=1), -1)
        return True

    def action_later(self):
        """Ask for the period after."""
        for one in self:
            later = one.period in KINDS and after(one.period, one.date_last)[1]
            one._move_to(later, 1)
        return True

    def _move_to(self, day, sign):
        """Ask for the period of ``day``, or for as many days before or after."""
        if self.period in KINDS:
            self.day = day
            return
        length = timedelta(days=sign * ((self.date_last - self.date_first).days + 1))
        self.write({"date_first": self.date_first + length, "date_last": self.date_last + length})
