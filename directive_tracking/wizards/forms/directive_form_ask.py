from odoo import fields, models


class DirectiveFormAsk(models.TransientModel):
    """One form on the screen: chosen, filled in, and every number opens what it counts."""

    _name = "directive.form.ask"
    _description = "Official Form, Filled In"
    _inherit = ["directive.form.ask.mixin", "directive.paper.mixin"]
    _rec_name = "form_id"

    form_id = fields.Many2one(
        default=lambda self: self.env["directive.form"].search([], limit=1), ondelete="cascade"
    )

    def action_download_xlsx(self):
        """Download the form as a spreadsheet."""
        return self._download("xlsx")

    def _paper_kinds(self):
        return (*super()._paper_kinds(), "xlsx")

    def _paper_file(self, kind):
        if kind == "xlsx":
            return self._in_official_language()._sheet_file()
        return super()._paper_file(kind)
