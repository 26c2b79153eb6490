from odoo import api, fields, models

from .petition_export_field import VALUES


class PetitionExportCode(models.Model):
    """The code that the national database has for one of our values."""

    _name = "petition.export.code"
    _description = "Code of the National Database"
    _inherit = ["petition.province.mixin"]
    _order = "value, label, id"
    _rec_name = "label"

    value = fields.Selection(
        lambda self: [(key, self.env._(one[0])) for key, one in VALUES.items() if one[2]],
        string="Of what",
        required=True,
        readonly=True,
    )
    own = fields.Char(string="Our key", required=True, readonly=True)
    label = fields.Char(string="Our value", required=True, readonly=True)
    code = fields.Char(string="Code there", help="Empty: our own words are exported.")

    _own_uniq = models.UniqueIndex("(value, own)", "This value has a code already.")

    @api.model
    def _codes(self):
        """Return ``{(value, our key): code}``."""
        return {(one.value, one.own): one.code for one in self.search([])}

    @api.model
    def _note(self, missing):
        """Add the values that were met without a row, for the managers to enter their codes.

        :param dict missing: ``{(value, our key): label}``
        """
        # Whoever exports need not be allowed to keep the codes.
        known = self.sudo()
        there = {(one.value, one.own) for one in known.search([])}
        known.create(
            [
                {"value": value, "own": own, "label": label}
                for (value, own), label in missing.items()
                if (value, own) not in there
            ]
        )
