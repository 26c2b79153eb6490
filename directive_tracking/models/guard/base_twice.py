from contextlib import suppress

from odoo import models

from ...tools.guard.ours import is_our_addon


class Base(models.AbstractModel):
    """A record named twice in one call is processed once.

    Odoo passes ids to a method as they were sent: without this, a task named three times would
    get three trail lines, and a star set twice would vanish.
    """

    _inherit = "base"

    def browse(self, ids=()):
        if isinstance(ids, (list, tuple)) and len(ids) > 1 and self._is_of_ours():
            with suppress(TypeError):  # no ids at all: Odoo says so
                ids = tuple(dict.fromkeys(ids))
        return super().browse(ids)

    @classmethod
    def _is_of_ours(cls):
        return is_our_addon(cls._original_module or "")
