from odoo import models

from .directive_task_notify import TAKEN_OVER


class DirectiveNotice(models.Model):
    """What an agency is told of a task it has no longer: that it is gone, and no more."""

    _inherit = "directive.notice"

    def _item(self):
        item = super()._item()
        if self.event == TAKEN_OVER:
            item.update(name="", agency="", deadline=False, overdue=0)
        return item
