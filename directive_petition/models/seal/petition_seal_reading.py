from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

KINDS = [
    ("identity", "Identity read"),
    ("text", "Text read"),
    ("file", "Original read"),
    ("paper", "Filled into a paper"),
    ("correction", "Identity corrected"),
    ("lifting", "Seal lifted"),
    ("hit", "Sealed words in a text"),
]


class PetitionSealReading(models.Model):
    """Who opened a seal, when and why; written before anything is shown.

    The log protects the staff as well: who is not in it has not read the name here.
    """

    _name = "petition.seal.reading"
    _description = "Reading of a Seal"
    _inherit = [
        "petition.named.mixin",
        "directive.evidence.mixin",
        "directive.trail.mixin",
    ]
    _order = "id desc"
    _rec_name = "kind"
    _signatures = {"user_id": "signer"}

    letter_id = fields.Many2one("petition.letter", required=True, index=True, ondelete="restrict")
    matter_id = fields.Many2one("petition.matter", index="btree_not_null", ondelete="restrict")
    grant_id = fields.Many2one("petition.seal.grant", ondelete="restrict")
    kind = fields.Selection(KINDS, required=True)
    what = fields.Char(help="Whose identity or which paper, by its code.")
    user_id = fields.Many2one("res.users", string="By", required=True, ondelete="restrict")
    date = fields.Datetime(string="At", required=True, index=True)
    reason = fields.Text(string="Why")

    @api.model
    def _note(self, letters, kind, reason, **vals):
        """Write down that the current user reads seals of ``letters``."""
        # Only the system writes this log, whoever is reading.
        log = self.sudo().with_context(directive_workflow=WORKFLOW)
        moment = fields.Datetime.now()
        rows = [
            {
                "letter_id": letter.id,
                "kind": kind,
                "reason": reason,
                "user_id": self.env.uid,
                "date": moment,
                **vals,
            }
            for letter in letters
        ]
        return log.create(rows)

    def _refuse(self):
        raise UserError(self.env._("The log of readings is kept by the system."))
