from odoo import Command, models
from odoo.exceptions import UserError

from ...tools.order import RULES, freely_written
from ...tools.workflow import WORKFLOW

DEEP = (Command.CREATE, Command.UPDATE, Command.DELETE)


class DirectiveOrderMixin(models.AbstractModel):
    """A draft is freely editable; an issued order changes only by a correction with a reason.

    The guard is in `write`, below every entry: the web client, the external API, imports and
    nested commands. It uses the table in ``tools/order.py`` and applies to everybody, including
    administrators and the system's own user.
    """

    _name = "directive.order.mixin"
    _description = "Order"
    _inherit = ["directive.hold.mixin", "directive.workflow.mixin", "directive.mirror.mixin"]

    def write(self, vals):
        """Write the fields that are free in the stage of each order.

        :raises UserError: naming the fields that are not free
        """
        if not self._in_workflow():
            self.check_access("write")  # users without write access get that error first
            self._check_stamps(vals)
            self._guard_bounds_of([vals])  # an invalid day cannot be compared
            self._check_free(vals)
        return super().write(vals)

    def _restore_history(self, vals):
        """Write stamps and state from elsewhere, for migrations and demo data.

        Only code of this process can call it, never the network.
        """
        return self.with_context(directive_workflow=WORKFLOW, tracking_disable=WORKFLOW).write(vals)

    def _check_stamps(self, vals):
        stamps = RULES[self._name].stamps & vals.keys()
        if stamps:
            self._refuse_stamps(stamps)

    def _refuse_stamps(self, names):
        """Raise the sentence that says how these fields are changed."""
        raise UserError(
            self.env._(
                "%(fields)s cannot be written directly: the system sets it.",
                fields=self._labels(names),
            )
        )

    def _check_free(self, vals):
        for order in self:
            free = freely_written(self._name, order.state)
            held = [name for name in vals if name not in free and order._differs(name, vals[name])]
            if held:
                order._refuse_held(held)

    def _refuse_held(self, names):
        corrected = RULES[self._name].corrected
        if all(name in corrected for name in names):
            raise UserError(
                self.env._(
                    "“%(order)s” has been issued: only a correction with a reason can change "
                    "%(fields)s.",
                    order=self._order_name(),
                    fields=self._labels(names),
                )
            )
        raise UserError(
            self.env._(
                "“%(order)s” has been issued: %(fields)s cannot be changed.",
                order=self._order_name(),
                fields=self._labels(names),
            )
        )

    def _order_name(self):
        return self.display_name

    def _labels(self, names):
        labels = [
            self._fields[name]._description_string(self.env) if name in self._fields else name
            for name in names
        ]
        return ", ".join(sorted(str(label) for label in labels))

    def _differs(self, name, value):
        """Tell whether writing ``value`` would change the field ``name`` of this record."""
        field = self._fields.get(name)
        if field is None:
            return True
        # Fields that the user may not read are compared too.
        record = self.sudo().with_context(active_test=False)
        if field.type in ("one2many", "many2many"):
            commands = [one for one in value or () if isinstance(one, (list, tuple))]
            if any(command[0] in DEEP for command in commands):
                return True
        new = field.convert_to_record(field.convert_to_cache(value, record, validate=False), record)
        return new != record[name]
