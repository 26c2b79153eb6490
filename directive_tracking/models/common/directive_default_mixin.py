from odoo import api, models


class DirectiveDefaultMixin(models.AbstractModel):
    """What a province begins with and then changes as it likes.

    A default that was deleted and made again by hand has lost its external id: an upgrade
    would bring it a second time, break the key and with it the start of the server.
    """

    _name = "directive.default.mixin"
    _description = "Default to Begin With"
    _default_key = ("name",)  # what tells one from another

    @api.model
    def _load_records_create(self, vals_list):
        """Create the defaults that are not there, and take those made by hand for what they are."""
        everyone = self.with_context(active_test=False)
        records = [
            everyone.search([(name, "=", vals.get(name)) for name in self._default_key], limit=1)
            or super(DirectiveDefaultMixin, self)._load_records_create([vals])
            for vals in vals_list
        ]
        return self.browse(record.id for record in records)
