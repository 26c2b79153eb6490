from odoo import api, models


class DirectiveDefaultMixin(models.AbstractModel):
    """Default records that a province can change.

    A default that was deleted and recreated by hand has lost its external id: an upgrade would
    create it again, violate the key and prevent the server from starting.
    """

    _name = "directive.default.mixin"
    _description = "Initial Default"
    _default_key = ("name",)  # the identifying fields

    @api.model
    def _load_records_create(self, vals_list):
        """Create missing defaults, and adopt existing ones created by hand."""
        everyone = self.with_context(active_test=False)
        records = [
            everyone.search([(name, "=", vals.get(name)) for name in self._default_key], limit=1)
            or super(DirectiveDefaultMixin, self)._load_records_create([vals])
            for vals in vals_list
        ]
        return self.browse(record.id for record in records)
