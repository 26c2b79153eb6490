from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ....tools.letter.workflow import MANAGER, OPEN


class PetitionWithdrawal(models.Model):
    """The withdrawal of one person set aside: recorded by mistake, or made under threat.

    The matter goes on meanwhile; one that has ended is let go on by its own step.
    """

    _name = "petition.withdrawal"
    _inherit = ["petition.withdrawal", "directive.signature.mixin"]
    _signatures = {"set_aside_by_id": "signer"}

    date_set_aside = fields.Datetime(string="Set aside at", readonly=True, copy=False)
    set_aside_by_id = fields.Many2one(
        "res.users",
        string="Decided by",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    set_aside_reason = fields.Text(string="Why it was set aside", readonly=True, copy=False)
    is_set_aside = fields.Boolean(string="Set aside", compute="_compute_is_set_aside")
    can_be_set_aside = fields.Boolean(compute="_compute_can_be_set_aside")

    @api.depends("set_aside_ids", "date_set_aside")
    def _compute_is_set_aside(self):
        for one in self:
            one.is_set_aside = one._is_set_aside()

    def _is_set_aside(self):
        return bool(self.date_set_aside or self.set_aside_ids)

    @api.depends("is_set_aside", "matter_id.state")
    @api.depends_context("uid")
    def _compute_can_be_set_aside(self):
        is_manager = self.env["petition.matter"]._actor() == MANAGER
        for one in self:
            is_open = one.matter_id.state in OPEN and not one.is_set_aside
            one.can_be_set_aside = is_manager and is_open and one.matter_id.is_of_my_agency

    def action_set_aside(self, reason=None):
        """Let this withdrawal count no longer; it stays on record, with the reason.

        :param str reason: kept with the withdrawal
        :raises UserError: without a reason, where it is set aside already, or the matter is over
        """
        self.ensure_one()
        reason = self._typed_text(reason)
        if not reason:
            raise UserError(self.env._("Say why the withdrawal is set aside."))
        matter = self.matter_id
        matter.check_access("write")
        matter._hold_and_touch()
        self._check_may_be_set_aside()
        values = {"set_aside_by_id": self.env.uid, "set_aside_reason": reason}
        self._sign_all([values])
        # The step has been checked; nobody writes a withdrawal directly.
        known = self.sudo().with_context(directive_workflow=WORKFLOW)
        known.write({**values, "date_set_aside": fields.Datetime.now()})
        known._forget_days(known.matter_id._withdrawals_that_count())
        return True

    def _check_may_be_set_aside(self):
        matter = self.matter_id
        if matter._actor() != MANAGER:
            raise AccessError(self.env._("You are not allowed to take this step: a manager is."))
        if self._is_set_aside():
            raise UserError(self.env._("This withdrawal has been set aside already."))
        if matter.state not in OPEN:
            raise UserError(
                self.env._("“%s” is over: take back its end first.", matter.display_name)
            )

    def _forget_days(self, others):
        """Say of those who withdrew by these withdrawals alone that they did not.

        :param others: the withdrawals that still count
        """
        marked = self.person_ids.filtered("date_withdrawn")
        for person in marked:
            days = others.filtered(lambda one, who=person: who in one.person_ids).mapped("day")
            person.date_withdrawn = min(days, default=False)
