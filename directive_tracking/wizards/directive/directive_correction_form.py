from odoo import api, fields, models

from ...models.notice.telling import says_what_it_sent
from ...tools.order import RULES


class DirectiveCorrectionForm(models.AbstractModel):
    """The content of an issued order for correction, and the reason."""

    _name = "directive.correction.form"
    _description = "Correction Form"
    _order_model = None  # of the corrected record

    note = fields.Text(string="Reason", required=True)
    preview = fields.Text(string="Changes", compute="_compute_preview")

    @api.model
    def _corrected(self):
        """Return the fields that this form can change."""
        return RULES[self._order_model].corrected if self._order_model else ()

    @api.model
    def default_get(self, fields_list):
        """Start with the current values of the order."""
        values = super().default_get(fields_list)
        order = self.env[self._order_model].browse(values.get("order_id"))
        order.check_access("read")
        for name in set(self._corrected()) & set(fields_list) if order else ():
            values[name] = order._fields[name].convert_to_write(order[name], order)
        return values

    @api.depends(lambda self: ("order_id", *self._corrected()) if self._order_model else ())
    def _compute_preview(self):
        for form in self:
            names = self._corrected()
            order = form.order_id
            new = {name: order._value_in_words(name, form[name]) for name in names}
            form.preview = order._changes_since(order._in_words(names), new)

    @says_what_it_sent
    def action_correct(self):
        """Make the correction; the order performs all checks."""
        self.ensure_one()
        given = {
            name: self._fields[name].convert_to_write(self[name], self)
            for name in self._corrected()
        }
        order = self.order_id
        order.check_access("read")
        order.action_correct(
            self.note,
            {name: value for name, value in given.items() if order._differs(name, value)},
        )
        return {"type": "ir.actions.act_window_close"}
