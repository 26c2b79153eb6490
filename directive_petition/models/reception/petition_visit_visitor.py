from odoo import api, fields, models
from odoo.fields import Command

from ...tools.letter.words import GENDERS, SIGNERS
from ...tools.reception.words import ROLE_OF, VISITOR


class PetitionVisit(models.Model):
    """Who stands at the desk: one person typed on the visit itself, others in a list below.

    Nothing of them is stored on the visit: they are people like those of a letter, sealed alike.
    """

    _inherit = "petition.visit"

    visitor_id = fields.Many2one("petition.person", compute="_compute_visitor_id")
    visitor_name = fields.Char(
        string="Full name", compute="_compute_visitor", inverse="_inverse_visitor"
    )
    visitor_id_number = fields.Char(
        string="Identity number",
        compute="_compute_visitor",
        inverse="_inverse_visitor",
        help="Of the identity card or passport; or type a name or telephone number below.",
    )
    visitor_id_date = fields.Date(
        string="Issued on", compute="_compute_visitor", inverse="_inverse_visitor"
    )
    visitor_id_place = fields.Char(
        string="Issued by", compute="_compute_visitor", inverse="_inverse_visitor"
    )
    visitor_phone = fields.Char(
        string="Telephone", compute="_compute_visitor", inverse="_inverse_visitor"
    )
    visitor_address = fields.Char(
        string="Address", compute="_compute_visitor", inverse="_inverse_visitor"
    )
    visitor_birth_year = fields.Integer(
        string="Born in", compute="_compute_visitor", inverse="_inverse_visitor"
    )
    visitor_gender = fields.Selection(
        GENDERS, string="Gender", compute="_compute_visitor", inverse="_inverse_visitor"
    )

    @api.depends("person_ids.sequence")
    def _compute_visitor_id(self):
        for visit in self:
            visit.visitor_id = visit.person_ids[:1]

    @api.depends("visitor_id", *(f"person_ids.{name}" for name in VISITOR.values()))
    def _compute_visitor(self):
        for visit in self:
            person = visit.person_ids[:1]
            for own, name in VISITOR.items():
                visit[own] = person[name]

    def _inverse_visitor(self):
        """Write what was typed on the first person of the visit, or enter them."""
        for visit in self:
            typed = {name: visit[own] for own, name in VISITOR.items()}
            person = visit.person_ids[:1]
            changed = {
                name: value for name, value in typed.items() if (value or False) != person[name]
            }
            if not changed:
                continue
            if person:
                person.write(changed)
            elif typed["name"] or typed["id_number"]:
                visit._enter_visitor(typed)

    def _enter_visitor(self, typed):
        vals = {
            **typed,
            "name": typed["name"] or self.env._("(name not told)"),
            "visit_id": self.id,
            "role": self._visitor_role(),
        }
        self.env["petition.person"].create(vals)

    def _visitor_role(self):
        return ROLE_OF.get(self.kind, "petitioner")

    @api.onchange(*VISITOR, "kind")
    def _onchange_visitor(self):
        """Let who is typed stand first in the list: nobody typed below takes their place."""
        if self._origin or not self.visitor_name:
            return
        role = self._visitor_role()
        typed = {name: self[own] for own, name in VISITOR.items()}
        if first := self.person_ids[:1]:
            first.update(typed)
        else:
            self.person_ids = [Command.create(typed | {"role": role})]
        for person in self.person_ids.filtered(lambda one: one.role in SIGNERS):
            person.role = role

    @api.model
    def _others_typed(self, vals):
        """Take those who came along out of ``vals``, and return them as commands.

        They are entered after the person at the desk, who stands first.
        """
        commands = vals.get("person_ids")
        if not vals.get("visitor_name") or not isinstance(commands, list):
            return []
        del vals["person_ids"]
        is_listed = commands and _name_in(commands[0]) == vals["visitor_name"]
        return commands[1:] if is_listed else commands

    @api.onchange("visitor_id_number", "visitor_phone")
    def _onchange_visitor_number(self):
        """Somebody who was here before need not tell their name and address again."""
        if not self.visitor_name:
            self._fill_in_known(self._known_people()[:1])

    def _fill_in_known(self, person):
        for own, name in VISITOR.items():
            if person[name] and not self[own]:
                self[own] = person[name]


def _name_in(command):
    """Return the name in a command that enters a person, None without one."""
    is_whole = isinstance(command, list | tuple) and len(command) > 2
    values = command[2] if is_whole and command[0] == Command.CREATE else None
    return values.get("name") if isinstance(values, dict) else None
