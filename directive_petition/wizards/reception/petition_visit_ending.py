from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.letter.words import REFUSING_RECEPTION, ground_domain
from ...tools.reception.words import (
    ANSWERED,
    APPOINTED,
    GUIDED,
    LETTER,
    LINKED,
    REFUSED,
    VISIT_OUTCOMES,
)

# What is asked for each outcome, and handed to the step
ASKED = {
    LETTER: (),
    LINKED: ("matter_id",),
    ANSWERED: ("answer",),
    GUIDED: ("guided_to_id", "guided_to_text", "guided_number"),
    REFUSED: ("ground_id", "refusal_reason"),
    APPOINTED: ("date_appointment", "appointment_text"),
}


class PetitionVisitEnding(models.TransientModel):
    """Asks what becomes of a visit, and ends it."""

    _name = "petition.visit.ending"
    _description = "End of a Visit"

    visit_id = fields.Many2one(
        "petition.visit", required=True, readonly=True, index=True, ondelete="cascade"
    )
    outcome = fields.Selection(VISIT_OUTCOMES, required=True, default=LETTER)
    kind = fields.Selection(related="visit_id.kind", related_sudo=False)
    same_matter_ids = fields.Many2many(related="visit_id.same_matter_ids", related_sudo=False)
    near_matter_ids = fields.Many2many(
        "petition.matter",
        string="Likely matters",
        compute="_compute_near_matter_ids",
        compute_sudo=False,
    )
    warning = fields.Char(compute="_compute_warning", compute_sudo=False)

    matter_id = fields.Many2one(
        "petition.matter",
        string="Belongs to",
        compute="_compute_matter_id",
        store=True,
        readonly=False,
        compute_sudo=False,
        ondelete="cascade",
    )
    answer = fields.Text(help="What the citizen was told.")
    guided_to_id = fields.Many2one("directive.agency", string="Guided to", ondelete="cascade")
    guided_to_text = fields.Char(string="Guided to, outside")
    guided_number = fields.Char(string="Number of the guidance")
    ground_id = fields.Many2one(
        "petition.ground",
        string="Legal ground",
        domain=ground_domain(f"'{REFUSING_RECEPTION}'"),
        ondelete="cascade",
    )
    needs_notice = fields.Boolean(related="ground_id.needs_notice", related_sudo=False)
    is_ground_verified = fields.Boolean(related="ground_id.is_verified", related_sudo=False)
    refusal_reason = fields.Text(string="Why in this case")
    date_appointment = fields.Date(string="To come again on")
    appointment_text = fields.Char(string="Hour, place, whom to see")

    @api.depends("visit_id")
    def _compute_matter_id(self):
        """Propose what is surely the same matter."""
        for form in self:
            form.matter_id = form.matter_id or form.visit_id.same_matter_ids[:1]

    @api.depends("visit_id")
    def _compute_near_matter_ids(self):
        """Offer first what is shown at the desk as in hand: same people or same content."""
        for form in self:
            visit = form.visit_id
            shown = visit.same_matter_ids | visit.known_matter_ids | visit.alike_matter_ids
            form.near_matter_ids = shown

    @api.depends("outcome", "visit_id")
    def _compute_warning(self):
        for form in self:
            same = form.visit_id.same_matter_ids
            form.warning = (
                form.outcome == LETTER
                and bool(same)
                and self.env._(
                    "In hand already: %s. A second file for the same person, object and content is "
                    "not opened; choose “Belongs to a matter in hand”.",
                    ", ".join(same.mapped("display_name")),
                )
            )

    @api.constrains("answer", "refusal_reason", "appointment_text", "guided_to_text")
    def _check_names_nobody(self):
        """Who denounces is not named, not even in a form that is soon thrown away."""
        texts = ("answer", "refusal_reason", "appointment_text", "guided_to_text")
        for form in self.filtered(lambda one: one.kind == "denunciation"):
            scanner = form.visit_id._visit_scanner()
            if any(scanner.find(form[name] or "") for name in texts):
                raise ValidationError(
                    self.env._("Leave out who denounces: name, address, telephone and numbers.")
                )

    @api.model
    def _opened(self, visit, outcome):
        """Return the action that asks about ``visit``, with ``outcome`` chosen beforehand."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_petition.petition_visit_ending_action"
        )
        defaults = {"default_visit_id": visit.id, "default_outcome": outcome}
        return action | {"context": defaults}

    @api.model_create_multi
    def create(self, vals_list):
        self._guard_looked_up(vals_list)
        default = self.env.context.get("default_visit_id")
        for vals in vals_list:
            visit = self.env["petition.visit"].browse(vals.get("visit_id") or default or ())
            visit.check_access("write")
        return super().create(vals_list)

    def action_end(self):
        """End the visit; the form behind shows it with its papers."""
        self.ensure_one()
        vals = {name: self._value(name) for name in ASKED[self.outcome]}
        self.visit_id._end(self.outcome, **vals)
        return {"type": "ir.actions.act_window_close"}

    def _value(self, name):
        value = self[name]
        return value.id if self._fields[name].type == "many2one" else value
