from odoo import models

from .directive_task_notify import TAKEN_OVER


class DirectiveNoticeDelivery(models.Model):
    _inherit = "directive.notice.delivery"

    def _out_of_sight_reasons(self):
        """Let the news that a task is gone reach those who may no longer see it."""
        farewells = self.filtered(lambda row: row.notice_id.event == TAKEN_OVER)
        return super(DirectiveNoticeDelivery, self - farewells)._out_of_sight_reasons()

    def _answer_urls(self):
        farewells = self.filtered(lambda row: row.notice_id.event == TAKEN_OVER)
        return super(DirectiveNoticeDelivery, self - farewells)._answer_urls()
