from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

KEEPER = "directive_petition.group_petition_keeper"
GROUNDS = [
    ("revealed", "They revealed their identity themselves"),
    ("waived", "They gave up secrecy in writing"),
]
PROPOSED, LIFTED, REFUSED = "proposed", "lifted", "refused"
STATES = [(PROPOSED, "Proposed"), (LIFTED, "Lifted"), (REFUSED, "Refused")]


class PetitionSealLifting(models.Model):
    """The seal of one person is lifted, because they wish it; nothing else opens it for everybody.

    The secrecy lasts from receipt to archive and does not end with the conclusion (Law on
    Denunciations 25/2018/QH14, articles 9, 47 and 56), unless whoever denounced reveals themselves
    or refuses it. A holder of a right who has seen the statement proposes, a keeper of identities
    decides: never the same person. Texts and originals stay in the seal.
    """

    _name = "petition.seal.lifting"
    _description = "Lifting of a Seal"
    _inherit = ["petition.named.mixin", "directive.kept.mixin", "directive.hold.mixin"]
    _order = "id desc"
    _rec_name = "what"

    matter_id = fields.Many2one("petition.matter", required=True, index=True, ondelete="restrict")
    person_id = fields.Many2one("petition.person", required=True, index=True, ondelete="restrict")
    what = fields.Char(string="Whose", required=True, help="The code under which they are known.")
    ground = fields.Selection(GROUNDS, required=True)
    statement = fields.Char(
        required=True,
        help="Their written statement: its number and day, or where it was published.",
    )
    reason = fields.Text(required=True)
    proposed_by_id = fields.Many2one("res.users", string="Proposed by", ondelete="restrict")
    date_proposed = fields.Datetime(string="Proposed on")
    decided_by_id = fields.Many2one("res.users", string="Decided by", ondelete="restrict")
    date_decided = fields.Datetime(string="Decided on")
    state = fields.Selection(STATES, required=True, default=PROPOSED)

    _waiting_uniq = models.UniqueIndex(
        "(person_id) WHERE state = 'proposed'", "This has been proposed already."
    )

    @api.model
    def _propose(self, matter, person, ground, statement, reason):
        """Propose that ``person`` of this matter's letter is named openly, as the current user.

        :raises AccessError: unless they hold a right to open this seal
        :raises ValidationError: without a statement and a reason
        """
        matter.check_access("read")
        self.env["petition.seal.grant"]._check_held(matter.letter_id)
        statement, reason = self._typed_text(statement), self._typed_text(reason)
        if ground not in dict(GROUNDS) or not (statement and reason):
            raise ValidationError(
                self.env._("Enter the ground, the written statement and the reason.")
            )
        # The right was just asked for; of this letter alone.
        sealed = matter.letter_id.sudo().person_ids.filtered("is_sealed")
        if not person or person not in sealed:
            raise UserError(self.env._("Choose somebody who is sealed in this letter."))
        return self._known().create(
            {
                "matter_id": matter.id,
                "person_id": person.id,
                "what": sealed.browse(person.id).name,
                "ground": ground,
                "statement": statement,
                "reason": reason,
                "proposed_by_id": self.env.uid,
                "date_proposed": fields.Datetime.now(),
                "state": PROPOSED,
            }
        )

    def action_lift(self):
        """Lift the seal: from now on the person is named like everybody else."""
        for lifting in self:
            lifting._decide(LIFTED)
            readings = self.env["petition.seal.reading"]
            letter = lifting.matter_id.letter_id
            readings._note(letter, "lifting", lifting.reason, what=lifting.what)
            lifting.person_id._lift_seal()
        return True

    def action_refuse(self):
        """Leave the seal as it is."""
        for lifting in self:
            lifting._decide(REFUSED)
        return True

    def _decide(self, state):
        if not self.env.user.has_group(KEEPER):
            raise AccessError(
                self.env._("You are not allowed to decide this: a keeper of identities is.")
            )
        self.matter_id.check_access("read")
        self._hold_and_touch()
        self.invalidate_recordset(["state"])
        if self.proposed_by_id == self.env.user:
            raise UserError(self.env._("Another keeper has to decide what you proposed."))
        if self.state != PROPOSED:
            raise UserError(self.env._("This has been decided already."))
        vals = {
            "state": state,
            "decided_by_id": self.env.uid,
            "date_decided": fields.Datetime.now(),
        }
        self._known().write(vals)

    def _known(self):
        """Return these liftings as their steps write them."""
        # The step has checked its user; nobody else writes liftings.
        return self.sudo().with_context(directive_workflow=WORKFLOW)

    def _refuse(self):
        raise UserError(self.env._("Liftings of a seal are proposed and decided, never changed."))
