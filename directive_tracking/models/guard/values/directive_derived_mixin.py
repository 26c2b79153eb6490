from odoo import api, models
from odoo.exceptions import UserError


class DirectiveDerivedMixin(models.AbstractModel):
    """Stored values that the system works out are written by nobody.

    Odoo would take a value written over RPC and let it stand until something it depends on changes:
    a draft would be shown to an agency, a private entry to a colleague.
    """

    _name = "directive.derived.mixin"
    _description = "Worked out by the System"

    @api.model
    def _derived_fields(self):
        """Return the stored fields that follow from others, whichever addon adds them.

        A computed field that may be typed as well is only proposed.
        """
        return {
            name
            for name, field in self._fields.items()
            if field.store and field.compute and field.readonly and not field.inverse
        }

    @api.model
    def default_get(self, fields_list):
        """Propose no defaults for them, from whatever context."""
        derived = self._derived_fields()
        return super().default_get([name for name in fields_list if name not in derived])

    @api.model_create_multi
    def create(self, vals_list):
        derived = self._derived_fields()
        # Nothing may be said of who sees it; where it is, it is refused below.
        return super().create(
            [
                {name: vals[name] for name in vals if name not in derived - {"visible_agency_ids"}}
                for vals in vals_list
            ]
        )

    def write(self, vals):
        for name in sorted(self._derived_fields() & vals.keys()):
            raise UserError(
                self.env._(
                    "“%(field)s” follows from other fields: change those.",
                    field=self._fields[name]._description_string(self.env),
                )
            )
        return super().write(vals)
