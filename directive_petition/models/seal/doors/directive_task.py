from odoo import models


class DirectiveTask(models.Model):
    """A task given for a matter is around its letter: it carries the redacted copy alone."""

    _inherit = "directive.task"

    def _links_of_matters(self):
        """Return the names of the fields of a matter that hold tasks."""
        fields = self.env["petition.matter"]._fields.items()
        return [name for name, one in fields if one.store and one.comodel_name == self._name]

    def _rows_around(self, found):
        rows, matters = super()._rows_around(found), found.get("petition.matter")
        for name in self._links_of_matters() if matters else ():
            rows |= matters[name]
        return rows
