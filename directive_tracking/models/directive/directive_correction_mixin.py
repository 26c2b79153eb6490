from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ...tools.order import RULES
from ...tools.workflow import DRAFT, WORKFLOW
from ..guard.search_guard import X2MANY
from ..notice.telling import says_what_it_sent

NAMING = (Command.LINK, Command.UNLINK, Command.CLEAR, Command.SET)


def _names_records(command):
    """Tell whether ``command``, of a list of records, only says which records are in it."""
    return isinstance(command, int) or (
        isinstance(command, (list, tuple)) and bool(command) and command[0] in NAMING
    )


class DirectiveCorrectionMixin(models.AbstractModel):
    """The verb that changes what an issued order says: with a reason, for all to see.

    The trail shows each old and new value, and those concerned are told.
    """

    _name = "directive.correction.mixin"
    _description = "Corrected Order"
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
        """Correct what these issued orders say.

        :param str note: the reason
        :param dict values: the fields to change, as for `write`; those of ``tools/order.py``
        :return: True, or the action of the form when a button was pressed
        :raises UserError: when the user is not of the Office, nothing changes, no reason is
            given or a field is none that a correction changes
        """
        if values is None and self.env.context.get("directive_ask_note"):
            return self._open_correction()
        self.check_access("read")
        self.sudo()._hold()  # whether the user may is checked next
        self._check_correction((note or "").strip(), values or {})
        self._check_only_names(values or {})
        self._guard_bounds_of([values or {}])  # what is no day at all cannot be compared
        # The checks are the permission; what an order says is written by nobody directly.
        for order in self.sudo():
            order._correct(note.strip(), values)
        return True

    def _open_correction(self):
        self.ensure_one()
        name = f"directive_tracking.{self._name.replace('.', '_')}_correction_action"
        action = self.env["ir.actions.act_window"]._for_xml_id(name)
        return dict(action, context={"default_order_id": self.id})

    def _check_correction(self, note, values):
        for order in self:
            if not order._is_corrector():
                raise UserError(self.env._("Only an Office specialist corrects an issued order."))
            if order.state == DRAFT:
                raise UserError(
                    self.env._(
                        "“%(order)s” is a draft: change it as it is.", order=order._order_name()
                    )
                )
        if not note:
            raise UserError(self.env._("A correction needs a reason: say why."))
        foreign = values.keys() - set(RULES[self._name].corrected)
        if foreign:
            raise UserError(
                self.env._(
                    "A correction does not change: %(fields)s.", fields=self._labels(foreign)
                )
            )

    def _check_only_names(self, values):
        """Raise if a list among ``values`` does more than name records its corrector may read.

        What is written here is written as the system, records within records included.
        """
        for name, value in values.items():
            field = self._fields[name]
            if field.type not in X2MANY:
                continue
            commands = value if isinstance(value, (list, tuple)) else [None]
            if not all(_names_records(one) for one in commands):
                raise UserError(
                    self.env._(
                        "A correction names the records of “%(field)s” and changes nothing in them.",
                        field=field._description_string(self.env),
                    )
                )

    def _correct(self, note, values):
        """Write ``values`` where they differ, with the trail and the notices."""
        self.ensure_one()
        values = {name: value for name, value in values.items() if self._differs(name, value)}
        if not values:
            raise UserError(
                self.env._(
                    "Nothing changes in “%(order)s”: name what is to be corrected.",
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
        """Return what is written for the correction ``values``: the seam for what follows them."""
        return values

    def _after_correction(self, values, note):
        """Do what follows a correction besides the fields themselves."""

    def _log_correction(self, note, changes):
        """Add the line of the trail and return it."""
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
