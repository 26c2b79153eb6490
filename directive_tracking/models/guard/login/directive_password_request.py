import logging
import time

from odoo import api, fields, models
from odoo.exceptions import UserError

from ....tools.guard.cooldown import Cooldown

_logger = logging.getLogger(__name__)
MAX_LOGIN = 254  # the longest e-mail address of RFC 5321
BATCH = 500  # requests answered at once

LATER = "directive_letters"

sent = Cooldown(limit=3, seconds=600)  # letters to one user


class Letters(list):
    """Queued e-mails; only code of this process can hold one, because a caller's context is JSON."""


class DirectivePasswordRequest(models.Model):
    """A request for a new password, answered by a scheduled action.

    Only the system reads and writes it. A row is deleted as soon as it is answered, because it may
    hold whatever a visitor typed.
    """

    _name = "directive.password.request"
    _description = "Password Request"

    login = fields.Char(required=True)

    @api.model
    def _add(self, login):
        """Queue the request of somebody who typed ``login``."""
        self.create({"login": str(login or "")[:MAX_LOGIN]})
        # Anonymous visitors have no right to trigger scheduled actions.
        self.env.ref("directive_tracking.ir_cron_password").sudo()._trigger()

    @api.model
    def _cron_answer(self):
        """Queue a letter to each user who asked for one and forget the requests.

        A batch at a time, the rest in the next run: anybody may ask as often as they like.
        """
        waiting = self.search([], order="id", limit=BATCH)
        letters = Letters()
        for login in dict.fromkeys(waiting.mapped("login")):
            self.with_context(**{LATER: letters})._answer(login)
        if len(waiting) == BATCH:
            self.env.ref("directive_tracking.ir_cron_password")._trigger()
        waiting.unlink()
        # Odoo would send them at once and lose what the mail server refuses.
        self.env["mail.mail"].create(letters)
        self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    @api.model
    def _answer(self, login):
        Users = self.env["res.users"]
        users = Users.search(Users._get_login_domain(login)) or Users.search(
            Users._get_email_domain(login)
        )
        if len(users) != 1 or sent.note(users.id, time.monotonic()):
            return
        try:
            users.action_reset_password()
        except UserError as error:  # no e-mail address, or archived
            _logger.info("No letter for a new password to user %s: %s", users.id, error)
