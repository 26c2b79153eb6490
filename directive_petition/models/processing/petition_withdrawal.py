from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.letter.workflow import IN_HAND, NEW

MAY_BE_WITHDRAWN = (*NEW, *IN_HAND, "suspended")
# Written by steps alone.
BY_STEPS = (
    "set_aside_ids",
    "date_set_aside",
    "set_aside_by_id",
    "set_aside_reason",
    "signer_name",
    "signer_post",
)


class PetitionWithdrawal(models.Model):
    """Somebody takes back a matter or a part of it, at any time; the rest goes on.

    Once all who signed have withdrawn the whole, a matter not yet accepted ends; one in hand is
    terminated by decision.
    """

    _name = "petition.withdrawal"
    _description = "Withdrawal"
    _inherit = ["petition.named.mixin", "directive.recorded.mixin"]
    _order = "day desc, id desc"
    _rec_name = "day"

    matter_id = fields.Many2one(
        "petition.matter", required=True, index=True, ondelete="restrict", copy=False
    )
    person_ids = fields.Many2many(
        "petition.person",
        "petition_withdrawal_person_rel",
        "withdrawal_id",
        "person_id",
        string="Who withdraws",
        required=True,
        default=lambda self: self._default_people(),
    )
    signer_ids = fields.Many2many(
        "petition.person", string="Who may withdraw", compute="_compute_signer_ids"
    )
    day = fields.Date(required=True, default=lambda self: self.env["directive.settings"]._today())
    is_whole = fields.Boolean(string="Everything", default=True)
    part = fields.Text(string="Which part")
    reason = fields.Text()
    is_doubted = fields.Boolean(
        string="Perhaps threatened or coerced", help="The matter is then looked at again."
    )

    set_aside_ids = fields.Many2many(
        "petition.step",
        "petition_step_set_aside_rel",
        "withdrawal_id",
        "step_id",
        string="Set aside by",
        readonly=True,
        copy=False,
    )

    @api.model
    def _default_people(self):
        """Propose whoever signed alone; of several the clerk chooses."""
        asked = self.env.context.get("default_matter_id")
        matter = self.env["petition.matter"].browse(asked if type(asked) is int else ())
        signers = matter._signers_left()
        return signers if len(signers) == 1 else signers.browse()

    @api.depends("matter_id")
    def _compute_signer_ids(self):
        """Offer nobody once it is kept: whoever sees the matter does not always see its letter."""
        for one in self:
            one.signer_ids = not one._origin and one.matter_id._signers_left()

    @api.model_create_multi
    def create(self, vals_list):
        self._guard_looked_up(vals_list)
        for vals in vals_list:
            for name in BY_STEPS:
                vals.pop(name, None)
            self._check_only_names({"person_ids": vals.get("person_ids") or []})
            matter = self.env["petition.matter"].browse(vals.get("matter_id") or ())
            matter.check_access("write")
            matter._hold_and_touch()
        withdrawals = super().create(vals_list)
        for one in withdrawals:
            one._check_withdrawal()
            one._take_back()
        return withdrawals

    def _check_withdrawal(self):
        matter = self.matter_id
        if matter.state not in MAY_BE_WITHDRAWN:
            raise UserError(
                self.env._("“%s” is over: there is nothing left to withdraw.", matter.display_name)
            )
        if not self.person_ids or self.person_ids - matter.letter_id.person_ids:
            raise UserError(self.env._("Choose people of the letter of this matter."))
        if not self.is_whole and not self.part:
            raise UserError(self.env._("Enter which part is withdrawn."))
        matter._check_day(self.day)

    def _take_back(self):
        """Mark those who withdrew everything; after the last of them the matter ends."""
        matter = self.matter_id
        if not self.is_whole or self.is_doubted:
            return
        if len(matter.letter_id.matter_ids) == 1:
            self.person_ids.date_withdrawn = self.day
        if matter._is_withdrawn_by_all() and matter.state in NEW:
            values = {"day": self.day, "reason": self.reason or self.env._("Withdrawn by all")}
            matter._take_step("withdraw", values)

    def _refuse(self):
        raise UserError(self.env._("A withdrawal is kept as it was received."))
