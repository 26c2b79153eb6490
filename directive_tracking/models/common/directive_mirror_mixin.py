from odoo import api, models
from odoo.exceptions import UserError


class DirectiveMirrorMixin(models.AbstractModel):
    """Stored copies of another record's fields are never written: they follow that record.

    Odoo would accept written values and let them differ from then on, in lists and figures.
    """

    _name = "directive.mirror.mixin"
    _description = "Mirrored Fields"

    @api.model
    def _mirrored_fields(self):
        """Return the stored fields that repeat another record's, whichever addon adds them."""
        return {name for name, field in self._fields.items() if field.related and field.store}

    @api.model
    def default_get(self, fields_list):
        """Propose no defaults for them: a user's own default must not enter."""
        mirrored = self._mirrored_fields()
        return super().default_get([name for name in fields_list if name not in mirrored])

    @api.model_create_multi
    def create(self, vals_list):
        mirrored = self._mirrored_fields()
        for vals in vals_list:
            self._refuse_mirrored({name for name in mirrored if vals.get(name)})
        return super().create(
            [{name: vals[name] for name in vals if name not in mirrored} for vals in vals_list]
        )

    def write(self, vals):
        mirrored = self._mirrored_fields() & vals.keys()
        for name in mirrored:
            if any(record._repeats_not(name, vals[name]) for record in self):
                self._refuse_mirrored({name})
        return super().write({name: vals[name] for name in vals if name not in mirrored})

    def _repeats_not(self, name, value):
        field, record = self._fields[name], self.sudo()  # the record repeated may be hidden
        cached = field.convert_to_cache(value, record, validate=False)
        return field.convert_to_record(cached, record) != record[name]

    def _refuse_mirrored(self, names):
        if names:
            labels = [self._fields[name]._description_string(self.env) for name in names]
            raise UserError(
                self.env._(
                    "%(fields)s follows the record it belongs to: change it there.",
                    fields=", ".join(sorted(labels)),
                )
            )
