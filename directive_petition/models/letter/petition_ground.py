from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

LISTS = [
    ("not_accept", "Not accepting a complaint"),
    ("not_accept_denunciation", "Not accepting a denunciation"),
    ("not_accept_petition", "Not accepting a petition"),
    ("refuse_reception", "Refusing to receive a person"),
    ("basis_complaint", "Deciding on a complaint"),
    ("basis_denunciation", "Deciding on a denunciation"),
    ("basis_petition", "Deciding on a petition"),
]


class PetitionGround(models.Model):
    """What the law says: why a matter is not accepted or a person not received, what decisions rest on."""

    _name = "petition.ground"
    _description = "Legal Ground"
    _inherit = ["petition.province.mixin", "directive.catalogue.mixin"]
    _order = "list, sequence, id"
    _copied_as = "code"
    _default_key = ("list", "code")

    list = fields.Selection(LISTS, required=True, index=True)
    code = fields.Char(required=True)
    citation = fields.Char(required=True, help="Article, clause and point of the law.")
    valid_from = fields.Date(required=True)
    valid_to = fields.Date()
    is_verified = fields.Boolean(
        string="Checked against the official text",
        help="Of some changes of 2026 only transcriptions could be read.",
    )

    _code_uniq = models.Constraint(
        "UNIQUE (list, code, valid_from)", "This ground already exists, perhaps archived."
    )

    @api.constrains("valid_from", "valid_to")
    def _check_days(self):
        known = self.filtered(lambda one: one.valid_from and one.valid_to)
        if any(one.valid_to < one.valid_from for one in known):
            raise ValidationError(self.env._("A ground ends after it has begun."))

    def _check_holds(self, wanted, day=None):
        """Raise unless this ground is of the list ``wanted`` and in force on ``day``, or today."""
        day = day or self.env["directive.settings"]._today()
        in_force = self.filtered("active").filtered_domain(self._valid_on(day))
        if self.list != wanted or not in_force:
            raise ValidationError(
                self.env._(
                    "“%(ground)s” is not a valid ground for this step on %(day)s: choose another one.",
                    ground=self.display_name,
                    day=format_date(self.env, day, date_format="dd/MM/yyyy"),
                )
            )

    @api.model
    def _bases(self, kind, day):
        """Return the laws and decrees on which a decision on a matter of ``kind`` rests on ``day``."""
        # Everybody who decides reads them: each is printed.
        domain = Domain("list", "=", f"basis_{kind}") & self._valid_on(day)
        return self.sudo().search_fetch(domain, ["name"])

    @api.model
    def _valid_on(self, day):
        """Return the domain of the grounds in force on ``day``."""
        return Domain("valid_from", "<=", day) & (
            Domain("valid_to", "=", False) | Domain("valid_to", ">=", day)
        )
