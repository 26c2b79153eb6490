from odoo import models
from odoo.exceptions import UserError

from ....tools.guard.ours import is_our_addon
from ....tools.guard.shapes import are_ids

NO_IDS = (str, float, bool)


class Base(models.AbstractModel):
    """Records as a caller names them: each once, and by numbers.

    Odoo passes ids to a method as they were sent. A task named three times would get three trail
    lines, and a star set twice would vanish; what is no id would reach the database.
    """

    _inherit = "base"

    def browse(self, ids=()):
        if ids and isinstance(ids, (list, tuple, dict)):
            if not are_ids(ids):
                self._refuse_ids()
            if len(ids) > 1 and self._is_of_ours():
                ids = tuple(dict.fromkeys(ids))
        elif ids and isinstance(ids, NO_IDS):
            self._refuse_ids()
        return super().browse(ids)

    def _refuse_ids(self):
        raise UserError(self.env._("There is no such record: choose it again."))

    @classmethod
    def _is_of_ours(cls):
        return is_our_addon(cls._original_module or "")
