from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.order import RULES
from ...tools.workflow import DRAFT, WORKFLOW
from ..notice.telling import says_what_it_sent


class DirectiveCorrectionMixin(models.AbstractModel):
    """The verb that changes an issued order, with a visible reason.

    The audit trail shows each old and new value, and the people concerned are notified.
    """

    _name = "directive.correction.mixin"
    _description = "Correctable Order"
    _inherit = ["directive.order.mixin", "directive.words.mixin"]

    can_correct = fields.Boolean(compute="_compute_can_correct")

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_correct(self):
        for order in self:
            order.can_correct = order.state != DRAFT and order._is_corrector()

    def _is_corrector(self):
        return self.env.su or self.env.user.has_group("directive_tracking.group_directive_office")

    @says_what_it_sent
    def action_correct(self, note=None, values=None):
        """Correct these issued orders.

        :param str note: the reason
        :param dict values: the fields to change, as for `write`; those of ``tools/order.py``
        :return: True, or the action of the form when a button was pressed
        :raises UserError: if the user is not in the Office, nothing changes, there is no reason,
            or a correction cannot change a field
        """
        if values is None and self.env.context.get("directive_ask_note"):
            return self._open_correction()
        self.check_access("read")
        self.sudo()._hold()  # whether the user may is checked next
        note, values = self._typed_text(note), self._typed_values(values)
        self._guard_values([values])  # an invalid day cannot be compared
        self._check_correction(note, values)
        self._check_only_names(values)
        # The checks are the permission; users cannot write the content of an order directly.
        for order in self.sudo():
            order._correct(note, values)
        return True

    def _open_correction(self):
        self.ensure_one()
        name = f"directive_tracking.{self._name.replace('.', '_')}_correction_action"
        action = self.env["ir.actions.act_window"]._for_xml_id(name)
        return dict(action, context={"default_order_id": self.id})

    def _check_correction(self, note, values):
        for order in self:
            if not order._is_corrector():
                raise UserError(
                    self.env._("Only an Office specialist can correct an issued order.")
                )
            if order.state == DRAFT:
                raise UserError(
                    self.env._(
                        "“%(order)s” is a draft: edit it directly.", order=order._order_name()
                    )
                )
        if not note:
            raise UserError(self.env._("A correction needs a reason: enter it."))
        foreign = values.keys() - set(RULES[self._name].corrected)
        if foreign:
            raise UserError(
                self.env._("A correction cannot change: %(fields)s.", fields=self._labels(foreign))
            )

    def _correct(self, note, values):
        """Write ``values`` where they differ, with the trail and the notices."""
        self.ensure_one()
        values = {name: value for name, value in values.items() if self._differs(name, value)}
        if not values:
            raise UserError(
                self.env._(
                    "Nothing has changed in “%(order)s”: enter the corrections first.",
                    order=self._order_name(),
                )
            )
        corrected = RULES[self._name].corrected
        before, told = self._in_words(corrected), self._told_of_correction()
        self._restore_history(self._prepare_correction(values))
        self._after_correction(values, note)
        changes = self._changes_since(before, self._in_words(corrected))
        line = self._log_correction(note, changes)
        self._notify_correction(line, told, f"{note}\n{changes}")

    def _prepare_correction(self, values):
        """Return the values to write for the correction ``values``; other models extend it."""
        return values

    def _after_correction(self, values, note):
        """Apply the consequences of a correction."""

    def _log_correction(self, note, changes):
        """Add the line of the audit trail and return it."""
        Trail = self.env["directive.transition"].with_context(directive_workflow=WORKFLOW)
        return Trail.create(
            {
                **self._prepare_trail_vals(),
                "user_id": self.env.uid,
                "date": fields.Datetime.now(),
                "verb": "correct",
                "note": note,
                "changes": changes,
            }
        )
