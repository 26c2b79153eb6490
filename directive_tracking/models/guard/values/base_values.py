from collections.abc import Mapping

from odoo import Command, fields, models
from odoo.exceptions import ValidationError

from ....tools.guard.shapes import fits, is_storable
from ..asking.search_guard import X2MANY

NAMING = (Command.LINK, Command.UNLINK, Command.CLEAR, Command.SET)


def _names_records(command):
    """Tell whether ``command`` only selects the records of a list."""
    return isinstance(command, int) or (
        isinstance(command, (list, tuple)) and bool(command) and command[0] in NAMING
    )


class Base(models.AbstractModel):
    """Values are looked at where they come in: before an index, a constraint or the log sees them."""

    _inherit = "base"

    def _prepare_create_values(self, vals_list):
        """Check the written values and those from defaults in the context."""
        self._guard_values(vals_list)  # first: values are computed from these
        prepared = super()._prepare_create_values(vals_list)
        self._guard_bounds_of(prepared)
        return prepared

    def write(self, vals):
        self._guard_values([vals])
        return super().write(vals)

    def _guard_typed(self, values):
        """Raise a sentence if a form holds what its fields cannot hold; texts may be too long yet."""
        if not self._guard_applies():
            return
        self._guard_mapping(values)
        for name in values:
            field, value = self._fields[name], values[name]
            if field.type == "many2one" and isinstance(value, dict):
                continue  # a line of a form comes with its whole form in place of its id
            self._guard_shapes({name: value})
            if field.type == "selection" and value:
                self._guard_choice(field, value)

    def _guard_mapping(self, vals):
        self._typed_values(vals)
        if self._guard_applies() and (foreign := vals.keys() - self._fields.keys()):
            raise ValidationError(
                self.env._("There is no field “%s” here.", str(min(foreign, key=str))[:60])
            )

    def _guard_values(self, vals_list):
        for vals in vals_list:
            self._guard_mapping(vals)
        self._guard_bounds_of(vals_list)  # what is too long is not even looked through
        for vals in vals_list:
            self._refuse_marks(vals)

    def _guard_looked_up(self, vals_list):
        """Raise a sentence if a value is of a kind that its field cannot hold.

        For rows whose values are looked up before they are stored, where they are checked in full.
        """
        for vals in vals_list:
            self._guard_mapping(vals)
            if self._guard_applies():
                self._guard_shapes(vals)

    def _check_only_names(self, values):
        """Raise if a list in ``values`` does more than select records.

        For steps that write as the system what their user handed over, nested records included.
        """
        for name, value in values.items():
            field = self._fields[name]
            if field.type not in X2MANY:
                continue
            commands = value if isinstance(value, (list, tuple)) else [None]
            if not all(_names_records(one) for one in commands):
                raise ValidationError(
                    self.env._(
                        "The records of “%(field)s” can be selected here, but you cannot change "
                        "them.",
                        field=field._description_string(self.env),
                    )
                )

    def _typed_text(self, text):
        """Return the argument ``text`` of a step without blanks around it.

        :raises ValidationError: if it is no text
        """
        if text and not (isinstance(text, str) and is_storable(text)):
            raise ValidationError(self.env._("%s is no text: enter one.", repr(text)[:30]))
        return (text or "").strip()

    def _typed_values(self, values):
        """Return the argument ``values`` of a step, the names and values of fields.

        :raises ValidationError: if it is none
        """
        values = {} if values is None else values
        if not isinstance(values, Mapping):
            raise ValidationError(self.env._("Hand over the name and the value of each field."))
        return values

    def _typed_day(self, day):
        """Return the argument ``day`` of a step as a date, or None.

        :raises ValidationError: if it is no day
        """
        if not fits("date", day):
            raise ValidationError(self.env._("%s is no day: enter one.", repr(day)[:30]))
        return fields.Date.to_date(day)
