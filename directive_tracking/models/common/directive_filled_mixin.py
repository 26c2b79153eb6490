from odoo import api, models
from odoo.exceptions import UserError
from odoo.models import MAGIC_COLUMNS
from odoo.tools.misc import clean_context

from ...tools.workflow import WORKFLOW


class DirectiveFilledMixin(models.AbstractModel):
    """A form whose readonly fields only the system fills in, and later relies on.

    Odoo lets whoever may open a form write its readonly fields too.
    """

    _name = "directive.filled.mixin"
    _description = "Form Filled in by the System"
    _inherit = ["directive.workflow.mixin"]

    def _filling(self):
        """Return these records as the system fills them in; the caller has been checked."""
        return self.with_context(directive_workflow=WORKFLOW)

    @api.model
    def _filled_names(self):
        """Return the names of the fields that the system fills in."""
        return [
            name
            for name, field in self._fields.items()
            if field.store and field.readonly and not field.compute and name not in MAGIC_COLUMNS
        ]

    @api.model_create_multi
    def create(self, vals_list):
        """Ignore what the caller, or a default in their context, says of these fields."""
        if not self._in_workflow():
            names = self._filled_names()
            bare = self.with_env(self.env(context=clean_context(self.env.context)))
            given = bare.default_get(names)
            own = {name: given.get(name, False) for name in names}
            vals_list = [{**vals, **own} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if not self._in_workflow():
            for name in vals.keys() & self._filled_names():
                raise UserError(
                    self.env._(
                        "“%(field)s” is filled in by the system and cannot be changed.",
                        field=self._fields[name]._description_string(self.env),
                    )
                )
        return super().write(vals)
