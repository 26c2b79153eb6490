from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.agency.fate import KEPT

from ...tools.letter.workflow import STATES

VERBS = [
    ("classify", "Classify"),
    ("ask_supplement", "Ask for a supplement"),
    ("supplement", "Supplement received"),
    ("accept", "Accept"),
    ("refuse", "Do not accept"),
    ("transfer", "Transfer"),
    ("guide", "Guide"),
    ("return", "Return"),
    ("file", "File without action"),
    ("inform", "Pass on as information"),
    ("urge", "Urge the body in charge"),
    ("verify", "Begin the verification"),
    ("talk", "Dialogue"),
    ("decide", "Record the decision"),
    ("publish", "Publish"),
    ("enforce", "Begin the enforcement"),
    ("close", "Close"),
    ("suspend", "Suspend"),
    ("resume", "Resume"),
    ("withdraw", "Withdrawn by the citizen"),
    ("terminate", "Terminate"),
    ("extend", "Extend the term"),
    ("stay", "Stay the disputed decision"),
    ("lift_stay", "Lift the stay"),
    ("sue", "Taken to court"),
    ("judge", "Judgment"),
    ("reopen", "Reopen"),
    ("restore", "Take back the end"),
    ("look_again", "Withdrawn under threat: go on"),
    ("assign", "Assign"),
]


class PetitionStep(models.Model):
    """The trail of a matter: every step with its person, time, reason and document."""

    _name = "petition.step"
    _description = "Step of a Matter"
    _inherit = [
        "petition.named.mixin",
        "directive.evidence.mixin",
        "directive.trail.mixin",
    ]
    _order = "id desc"
    _rec_name = "verb"
    _signatures = {"user_id": "signer"}

    matter_id = fields.Many2one("petition.matter", required=True, index=True, ondelete="cascade")
    verb = fields.Selection(VERBS, string="Step", required=True)
    state_from = fields.Selection(STATES, string="Old state")
    state_to = fields.Selection(STATES, string="New state")
    date = fields.Datetime(string="At", required=True)
    day = fields.Date(string="Takes effect on", required=True)
    user_id = fields.Many2one("res.users", string="By", required=True, ondelete="restrict")
    reason = fields.Text()
    ground_id = fields.Many2one("petition.ground", ondelete="restrict")
    sent_to_id = fields.Many2one("directive.agency", string="Sent to", ondelete="restrict")
    sent_to_text = fields.Char(string="Sent to, outside")
    extension_days = fields.Integer(string="Days of extension", aggregator=None)
    document_number = fields.Char(string="Number of the document")
    document_date = fields.Date(string="Date of the document")
    attachment_ids = fields.Many2many(
        "ir.attachment", "petition_step_attachment_rel", string="Files"
    )

    def _refuse(self):
        raise UserError(
            self.env._("The trail of a matter is kept by the system and cannot be changed.")
        )

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"sent_to_id": KEPT}
