from odoo import api, fields, models

from odoo.addons.directive_tracking.tools.text import fold

from ...tools.letter.words import GENDERS, ROLES, SIGNER_OF, SIGNERS

ELSEWHERE = (
    "sequence",
    "role",
    "name",
    "id_number",
    "address",
    "phone",
    "email",
    "birth_year",
    "gender",
    "is_representative",
)


class PetitionPerson(models.Model):
    """Somebody named in a letter: who wrote it, whom it is about, who speaks for whom."""

    _name = "petition.person"
    _description = "Person of a Letter"
    _inherit = ["petition.letter.part.mixin", "directive.filled.mixin"]
    _order = "letter_id, sequence, id"
    _rec_names_search = ["name_key", "id_number", "phone"]

    sequence = fields.Integer(default=10)
    role = fields.Selection(ROLES, required=True, default="complainant", index=True)
    name = fields.Char(string="Full name", required=True)
    name_key = fields.Char(
        string="Name without marks",
        compute="_compute_name_key",
        store=True,
        index="trigram",
        compute_sudo=True,
    )
    id_number = fields.Char(
        string="Identity number", index="btree_not_null", help="Of the identity card or passport."
    )
    address = fields.Char()
    phone = fields.Char(index="btree_not_null")
    email = fields.Char()
    birth_year = fields.Integer(aggregator=None)
    gender = fields.Selection(GENDERS)
    is_representative = fields.Boolean(string="Represents the others")
    date_withdrawn = fields.Date(string="Withdrew on", copy=False)
    is_sealed = fields.Boolean(string="Sealed", readonly=True, copy=False)

    @api.depends("name")
    def _compute_name_key(self):
        for person in self:
            person.name_key = fold(person.name)

    def _values_elsewhere(self, kind):
        """Return the values of this person in the letter of another agency, on a matter of ``kind``."""
        values = {name: self[name] for name in ELSEWHERE}
        if self.role in SIGNERS:
            values["role"] = SIGNER_OF[kind]
        return values
