import logging
from pathlib import Path

from odoo import api, models
from odoo.tools import config

from ...connectors.base import REFUSED
from ...tools import journal
from .directive_sms_message import SUBMITTING

_logger = logging.getLogger(__name__)


class DirectiveSmsMessage(models.Model):
    """Recovery after a crash: recorded messages without a call were certainly not sent."""

    _inherit = "directive.sms.message"

    @api.model
    def _journals(self):
        """Return the folder of this database's journals."""
        return Path(config["data_dir"]) / "directive_sms" / self.env.cr.dbname

    @api.model
    def _open_journal(self):
        """Return the journal of a new run, or None; without it a crash leaves messages unclear."""
        try:
            return journal.Journal.open(self._journals())
        except OSError as error:
            _logger.warning("Calls of SMS gateways are not noted: %s", error)
            return None

    @api.model
    def _settle_never_begun(self):
        """Settle the submissions of dead processes whose calls had not begun: none was sent."""
        folder, needed = self._journals(), set()
        waiting = self.search([("state", "=", SUBMITTING), ("journal", "!=", False)])
        for name, messages in waiting.grouped("journal").items():
            begun = journal.begun(folder, name)
            needed.add(name)
            if begun is not None:
                messages.filtered(lambda one, ids=begun: one.request_id not in ids)._take_back()
        journal.discard(folder, needed)

    def _take_back(self):
        """Record that these were never submitted and cost nothing."""
        reason = self.env._("Not submitted: the sending process stopped first.")
        for message in self:
            if message._step(REFUSED, {"reason": reason}) and message.gateway_id.hard_limit:
                message.gateway_id._refund(message.price)
