from odoo import fields, models

from ...tools.text import fold


class DirectiveImportName(models.TransientModel):
    """A name in the file that matches no agency; resolved once for all its rows."""

    _name = "directive.import.name"
    _description = "Unknown Appendix Name"
    _transient_max_hours = 72
    _order = "row_count desc, id"

    import_id = fields.Many2one("directive.import", required=True, index=True, ondelete="cascade")
    name = fields.Char(string="Name in the file", required=True, readonly=True)
    row_count = fields.Integer(string="Rows", readonly=True)
    hint = fields.Char(string="Suggestion", readonly=True)
    hint_agency_id = fields.Many2one("directive.agency", readonly=True)
    agency_id = fields.Many2one("directive.agency", string="Matched agency")
    remember = fields.Boolean(
        string="Remember this spelling",
        help="Later imports will match this spelling to the chosen agency.",
    )

    def action_take_hint(self):
        """Choose the suggested agency and put it into the rows."""
        for name in self:
            name.agency_id = name.hint_agency_id
        return self.import_id.action_apply_names()

    def _remember(self):
        """Store the selected spellings as other spellings of the chosen agencies."""
        # Aliases belong to administrators; specialists who confirm an import may add one.
        # `action_confirm` has checked the role.
        Alias = self.env["directive.agency.alias"].sudo()
        wanted = self.filtered(lambda name: name.remember and name.agency_id)
        known = set(
            Alias.search([("folded", "in", [fold(name.name) for name in wanted])]).mapped("folded")
        )
        Alias.create(
            [
                {"agency_id": name.agency_id.id, "name": name.name}
                for name in wanted
                if fold(name.name) not in known
            ]
        )
