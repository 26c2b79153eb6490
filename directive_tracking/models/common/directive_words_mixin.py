from odoo import models
from odoo.tools import format_date

NOTHING = "–"
NAMED = 10  # of a sentence; more are counted


class DirectiveWordsMixin(models.AbstractModel):
    """The values of a record in a readable form."""

    _name = "directive.words.mixin"
    _description = "Values as Text"

    def _in_words(self, names):
        """Return ``{field: readable value}``."""
        return {name: self._value_in_words(name, self[name]) for name in names}

    def _value_in_words(self, name, value):
        """Return ``value`` of the field ``name`` in a readable form."""
        field = self._fields[name]
        if field.relational:
            return ", ".join(value.mapped("display_name")) or NOTHING
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, NOTHING)
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if field.type == "date" and value:
            return format_date(self.env, value)
        return str(value or NOTHING)

    def _enumerated(self, names):
        """Return ``names`` as part of a sentence: the first of them, and how many more there are."""
        shown, more = ", ".join(names[:NAMED]), len(names) - NAMED
        if more <= 0:
            return shown
        return self.env._("%(names)s and %(more)s more", names=shown, more=more)

    def _changes_since(self, before, after):
        """Return one line for each changed value: label, old → new."""
        labels = {name: self._fields[name]._description_string(self.env) for name in before}
        return "\n".join(
            f"{labels[name]}: {before[name]} → {value}"
            for name, value in after.items()
            if value != before[name]
        )
