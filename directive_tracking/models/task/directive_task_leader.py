from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.recipient import once
from ..notice.telling import says_what_it_sent

# The statements of a leader on a task, and their notices.
WORDS = {"instruct": "task_instructed", "request_explanation": "explanation_wanted"}


class DirectiveTask(models.Model):
    """A leader's statement on a task: an instruction or a request for an explanation.

    It stays in the conversation of the task and reaches the heads and responders of its agencies
    and the Office; the state does not change.
    """

    _inherit = "directive.task"

    can_instruct = fields.Boolean(compute="_compute_can_instruct")

    @api.depends("is_open")
    @api.depends_context("uid")
    def _compute_can_instruct(self):
        leader = self.env.su or self._is_leader()
        for task in self:
            task.can_instruct = task.is_open and leader

    @says_what_it_sent
    def action_instruct(self, note=None):
        """Give an instruction on these open tasks.

        :param str note: the leader's words
        :raises UserError: if the user is not a leader, a task has ended, or the text is empty
        """
        return self._say_or_ask("instruct", note)

    @says_what_it_sent
    def action_request_explanation(self, note=None):
        """Ask the agencies of these open tasks to explain; arguments as :meth:`action_instruct`."""
        return self._say_or_ask("request_explanation", note)

    def _words(self):
        """Return ``{word of a leader: its event}``."""
        return WORDS

    def _say_or_ask(self, word, note):
        note = self._typed_text(note)
        if not note and self.env.context.get("directive_ask_note"):
            action = self._open_wizard("directive.task.decision", default_verb=word)
            return dict(action, name=self.env._("Instruction from the leadership"))
        self.check_access("read")
        self._check_words(note)
        for task in self:
            # Posted as the system: the people concerned get it once, through the notice.
            message = task.sudo().message_post(
                body=note,
                author_id=self.env.user.partner_id.id,
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
            task._post_notice(
                self._words()[word],
                {task.id: task._instruction_recipients(word)},
                str(message.id),
                note=note,
            )
        return True

    def _check_words(self, note):
        if not all(task.can_instruct for task in self):
            raise UserError(
                self.env._("Only leaders can give instructions, and only on open tasks.")
            )
        if not note:
            raise UserError(self.env._("Enter your instruction or question."))

    def _instruction_recipients(self, word):
        """Return the heads, deputies and responders of those spoken to, and the task's specialist."""
        task = self.sudo()  # leaders need no access to members
        rows = task._spoken_to(word)._notice_recipients(("head", "deputy", "responder"))
        return once(rows + task._office_rows())

    def _spoken_to(self, word):
        """Return the agencies to which a leader says ``word``."""
        return self.lead_agency_id | self.coordinating_agency_ids
