from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ...models.letter.petition_matter_step import STEP_VALUES
from ...models.letter.petition_step import VERBS
from ...tools.letter.words import RESULTS, refusal_domain
from ...tools.letter.workflow import TRANSITIONS


class PetitionMatterStepping(models.TransientModel):
    """One step of a matter: which, from what day, with which reason and document."""

    _name = "petition.matter.stepping"
    _description = "Step of a Matter (Form)"
    _inherit = ["directive.filled.mixin"]

    matter_id = fields.Many2one("petition.matter", required=True, ondelete="cascade")
    possible_verbs = fields.Char(related="matter_id.possible_verbs")
    possible_results = fields.Char(related="matter_id.possible_results")
    kind = fields.Selection(related="matter_id.kind")
    agency_id = fields.Many2one(related="matter_id.agency_id")
    verb = fields.Selection(VERBS, string="Step")
    seen_state = fields.Char(string="State seen", readonly=True)
    needs = fields.Char(compute="_compute_needs")
    day = fields.Date(
        string="Takes effect on", default=lambda self: self.env["directive.settings"]._today()
    )
    reason = fields.Text()
    ground_id = fields.Many2one(
        "petition.ground", string="Legal ground", domain=refusal_domain("kind", "day")
    )
    is_ground_verified = fields.Boolean(related="ground_id.is_verified")
    sent_to_id = fields.Many2one("directive.agency", string="Sent to")
    sent_to_text = fields.Char(string="Sent to, outside")
    document_number = fields.Char(string="Number of the document")
    document_date = fields.Date(string="Date of the document")
    result = fields.Selection(RESULTS)
    extension_days = fields.Integer(string="Days of extension")
    handler_id = fields.Many2one("res.users", string="Person in charge")
    handler_ids = fields.Many2many("res.users", compute="_compute_handler_ids")
    attachment_ids = fields.Many2many(
        "ir.attachment", "petition_matter_stepping_attachment_rel", string="Files"
    )

    @api.depends("verb")
    def _compute_needs(self):
        """List what the step asks for, between commas."""
        for form in self:
            needs = TRANSITIONS[form.verb].needs if form.verb in TRANSITIONS else ()
            form.needs = ",".join(("", *needs, ""))

    @api.depends("matter_id")
    def _compute_handler_ids(self):
        for form in self:
            form.handler_ids = form.matter_id._possible_handlers()

    @api.model
    def _opened(self, matter, verb=None):
        """Return the action that opens the form of ``matter``, at ``verb`` if it is given."""
        verb = verb or self.env.context.get("petition_verb")
        form = self.create({"matter_id": matter.id, "verb": verb})
        return form._shown()

    @api.model_create_multi
    def create(self, vals_list):
        forms = super().create(vals_list)
        for form in forms:
            form.matter_id.check_access("read")
            form._filling().seen_state = form.matter_id._seen_in_forms()
        return forms

    def _shown(self):
        label = dict(self._fields["verb"]._description_selection(self.env)).get(self.verb)
        return self._get_records_action(
            name=label or self.env._("Other steps"), target="new", context={}
        )

    def action_choose(self):
        """Go on with the step in the context."""
        self.ensure_one()
        self.verb = self.env.context.get("petition_verb")
        return self._shown()

    def action_take(self):
        """Take the step."""
        self.ensure_one()
        matter = self.matter_id
        if matter._seen_in_forms() != self.seen_state:
            raise UserError(
                self.env._(
                    "Somebody has changed “%s” meanwhile: close this form and look again.",
                    matter.display_name,
                )
            )
        matter._take_step(self.verb, self._values())
        return {"type": "ir.actions.act_window_close"}

    def _values(self):
        """Return what is entered, as a step takes it; higher rooms add theirs."""
        given = {
            name: self._fields[name].convert_to_write(self[name], self)
            for name in sorted(STEP_VALUES - {"attachment_ids"})
            if self[name]
        }
        if self.attachment_ids:
            given["attachment_ids"] = [Command.set(self.attachment_ids.ids)]
        return given
