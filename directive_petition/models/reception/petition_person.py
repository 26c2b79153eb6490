from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.reception.keys import id_key, looked_for, phone_key
from ...tools.reception.likeness import SURE, Somebody, same_person
from ...tools.reception.words import VISITOR

MOST_FOUND = 60  # rows of people looked at for one search


class PetitionPerson(models.Model):
    """People as the desk knows them: they come before there is a letter, and come again."""

    _inherit = "petition.person"

    id_date = fields.Date(string="Issued on")
    id_place = fields.Char(string="Issued by")

    # As they are looked for. Of somebody sealed there is no number, and so no key.
    id_key = fields.Char(
        compute="_compute_keys", store=True, index="btree_not_null", exportable=False
    )
    phone_key = fields.Char(
        compute="_compute_keys", store=True, index="btree_not_null", exportable=False
    )

    letter_state = fields.Selection(
        related="letter_id.state", string="State of the letter", related_sudo=False
    )
    looked_for = fields.Char(
        string="Identity number, name or telephone",
        compute="_compute_looked_for",
        search="_search_looked_for",
        exportable=False,
        help="Names are found without diacritics too.",
    )

    _of_a_letter_or_a_visit = models.Constraint(
        "CHECK (letter_id IS NOT NULL OR visit_id IS NOT NULL)",
        "A person belongs to a letter or to a visit.",
    )

    @api.depends("id_number", "phone")
    def _compute_keys(self):
        for person in self:
            person.id_key = id_key(person.id_number) or False
            person.phone_key = phone_key(person.phone) or False

    # Looking for people

    @api.model
    def _look_for(self, text):
        """Return the people that ``text`` may mean, those who came last first."""
        return self.search(self._meant_by(text), order="id desc", limit=MOST_FOUND)

    @api.model
    def _meant_by(self, text):
        """Return the domain of the people that ``text`` may mean; too little means nobody."""
        return self._keys_domain(looked_for(text))

    @api.model
    def _keys_domain(self, keys):
        """Return the domain of the people with one of ``keys``, named as `looked_for` does."""
        fields_of = {"id": "id_key", "phone": "phone_key"}
        ways = [Domain(fields_of[one], "=", keys[one]) for one in fields_of if keys.get(one)]
        if keys.get("name"):
            ways.append(Domain("name_key", "like", keys["name"]))
        return Domain.OR(ways) & Domain("is_sealed", "=", False)

    def _is_one_of(self, people):
        """Tell whether this person is surely one of ``people``."""
        mine = self._somebody()
        return any(same_person(mine, one._somebody()) in SURE for one in people)

    def _somebody(self):
        return Somebody(self.name or "", self.id_number or "", self.phone or "", self.address or "")

    def _compute_looked_for(self):
        """Always empty: the field is only for searching."""
        self.looked_for = False

    def _search_looked_for(self, operator, value):
        if operator == "ilike":
            return self._meant_by(value)
        if operator == "in":
            return Domain.OR(self._meant_by(text) for text in value if text)
        return NotImplemented

    def action_new_visit(self):
        """Open a new visit of this person."""
        self.ensure_one()
        self.check_access("read")
        typed = {own: self[name] for own, name in VISITOR.items() if self[name]}
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_petition.petition_visit_action_new"
        )
        return action | {"context": {f"default_{name}": one for name, one in typed.items()}}
