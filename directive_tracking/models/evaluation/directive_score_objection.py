from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.workflow import WORKFLOW
from ..notice.telling import says_what_it_sent
from .directive_score_part import LABELS

STATES = [
    ("pending", "To be decided"),
    ("accepted", "Upheld"),
    ("rejected", "Rejected"),
    ("withdrawn", "Taken back"),
]


class DirectiveScoreObjection(models.Model):
    """What an agency objects to its score, with reason and evidence, and the Office's decision."""

    _name = "directive.score.objection"
    _description = "Objection to a Score"
    _inherit = ["directive.hold.mixin", "directive.kept.mixin", "directive.signature.mixin"]
    _signatures = {"user_id": "signer", "decider_id": "decider"}
    _order = "id desc"
    _rec_name = "reason"

    score_id = fields.Many2one(
        "directive.score", required=True, index=True, ondelete="cascade", readonly=True
    )
    agency_id = fields.Many2one(related="score_id.agency_id", related_sudo=False)
    measure = fields.Selection(LABELS, string="Part", help="Empty: the score as a whole.")
    reason = fields.Text(required=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_score_objection_attachment_rel", string="Evidence"
    )
    user_id = fields.Many2one("res.users", string="By", required=True, ondelete="restrict")
    date = fields.Datetime(string="At", required=True)
    state = fields.Selection(STATES, required=True, default="pending", index=True)
    decider_id = fields.Many2one("res.users", string="Decided by", ondelete="restrict")
    decider_name = fields.Char(string="Decided by (on record)", readonly=True)
    decider_post = fields.Char(string="Post of who decided", readonly=True)
    date_decided = fields.Datetime(string="Decided at")
    decision_note = fields.Text(string="Reason of the decision")
    correction_ids = fields.One2many("directive.score.correction", "objection_id", readonly=True)
    can_decide = fields.Boolean(compute="_compute_can")
    can_withdraw = fields.Boolean(compute="_compute_can")

    @api.depends("state", "score_id")
    @api.depends_context("uid")
    def _compute_can(self):
        for objection in self:
            is_pending = objection.state == "pending"
            objection.can_decide = is_pending and objection.score_id.can_correct
            objection.can_withdraw = is_pending and objection._is_asker()

    def _is_asker(self):
        """Tell whether the user belongs to the agency that objects."""
        return self.score_id.agency_id in self.env.user._directive_agencies()

    def _refuse(self):
        raise UserError(self.env._("An objection stays as it was made; the Office decides on it."))

    @api.model
    def _object(self, score, reason, measure=False, attachment_ids=()):
        """Record the objection of the agency of ``score``; the Office is told.

        It is taken back by :meth:`action_withdraw`, as long as nobody has decided on it.

        :raises UserError: if the user does not belong to the agency, after the last day, for an
            older version, and without a reason
        """
        score.ensure_one()
        score.check_access("read")
        score.sudo()._hold_and_touch()  # agencies have no right to write it
        reason = self._typed_text(reason)
        if not score.can_object:
            raise UserError(
                self.env._(
                    "Only the agency itself can object to its valid score, until the last day for "
                    "objections."
                )
            )
        if not reason:
            raise UserError(self.env._("Enter the reason of the objection."))
        vals = {
            "score_id": score.id,
            "measure": measure or False,
            "reason": reason,
            "user_id": self.env.uid,
            "date": fields.Datetime.now(),
        }
        self._sign_all([vals])
        # The check above is the permission.
        objection = self.sudo().with_context(directive_workflow=WORKFLOW).create(vals)
        files = self.env["ir.attachment"].browse(attachment_ids)
        files._adopt(objection)
        objection.attachment_ids = [(6, 0, files.ids)]
        score._tell_its_office("score_objected", f"objection/{objection.id}", reason)
        return objection.with_env(self.env)

    @says_what_it_sent
    def action_reject(self, note=None):
        """Reject the objection with a reason; the agency is told."""
        self._decide("rejected", note)
        return True

    @says_what_it_sent
    def action_accept(self, note=None, corrections=()):
        """Accept the objection and correct the score; the agency is told.

        :param corrections: ``[(name of the part, good tasks after)]``
        """
        self._decide("accepted", note, corrections)
        return True

    @says_what_it_sent
    def action_withdraw(self, note=None):
        """Withdraw the objection; it stays on record, and the Office is told.

        :raises UserError: if the user is not of the agency, or it is decided already
        """
        note = self._typed_text(note)
        self._hold_alone()
        self._check_pending()
        if not self._is_asker():
            raise UserError(self.env._("Only the agency itself can take its objection back."))
        self._settle("withdrawn", note)
        occurrence = f"withdrawn/{self.id}"
        self.score_id._tell_its_office("score_objection_withdrawn", occurrence, note or self.reason)
        return True

    def _hold_alone(self):
        """Lock this one objection and its score: who comes second finds it settled."""
        self.ensure_one()
        self.check_access("read")
        self.score_id.sudo()._hold_and_touch()  # no role may write it
        self.sudo()._hold()

    def _decide(self, state, note, corrections=()):
        self._hold_alone()
        note, corrections = self._typed_text(note), self._read_corrections(corrections)
        self._check_may_decide(state, note, corrections)
        for measure, good in corrections:
            self.score_id._correct(measure, good, note, self)
        self._settle(state, note)
        self.score_id._tell_its_agency("score_objection_decided", f"decided/{self.id}", note)

    def _settle(self, state, note):
        vals = {
            "state": state,
            "decider_id": self.env.uid,
            "date_decided": fields.Datetime.now(),
            "decision_note": note,
            **self._signature(self.env.user, "decider"),
        }
        # The check of the step is the permission.
        self.sudo().with_context(directive_workflow=WORKFLOW).write(vals)

    def _read_corrections(self, corrections):
        """Return ``[(name of the part, good tasks after)]``; raise the sentence if they are none."""
        pairs = corrections or ()
        if not isinstance(pairs, (list, tuple)) or not all(
            isinstance(pair, (list, tuple)) and len(pair) == 2 for pair in pairs
        ):
            raise UserError(
                self.env._("A correction names a part and how many of its tasks are good.")
            )
        return pairs

    def _check_pending(self):
        if self.state == "withdrawn":
            raise UserError(self.env._("The objection has been taken back."))
        if self.state != "pending":
            raise UserError(
                self.env._("%(name)s has already decided on it.", name=self.decider_name)
            )

    def _check_may_decide(self, state, note, corrections):
        self._check_pending()
        if not self.score_id.can_correct:
            raise UserError(
                self.env._(
                    "Only the Office can decide on an objection, to the valid version of a score, "
                    "and not to that of their own agency."
                )
            )
        if self.user_id == self.env.user and not self.env.su:
            raise UserError(
                self.env._("You made this objection yourself: somebody else must decide on it.")
            )
        if not note:
            raise UserError(self.env._("Enter the reason of the decision: the agency reads it."))
        if state == "accepted" and not corrections:
            raise UserError(self.env._("Enter what is corrected; otherwise reject the objection."))
