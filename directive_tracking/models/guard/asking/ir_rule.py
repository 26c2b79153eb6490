import logging

from odoo import models
from odoo.exceptions import AccessError

from ....tools.guard.ours import is_ours

_logger = logging.getLogger(__name__)


class IrRule(models.Model):
    """A refusal says what it means, in the words of an office."""

    _inherit = "ir.rule"

    def _make_access_error(self, operation, records):
        """Refuse in one sentence. Odoo jokes here and, in its debug mode, names rules and records."""
        _logger.info(
            "Refused by record rules: %s of %s %s to user %s",
            operation,
            records._name,
            records.ids[:6],
            self.env.uid,
        )
        records.invalidate_recordset()  # finding out may have read what is hidden
        return AccessError(self._words_of_refusal(operation, records._name))

    def _words_of_refusal(self, operation, model):
        kind = self.env["ir.model"]._get(model).name
        if not is_ours(self.env.registry, model):
            return self.env._(
                "You are not allowed to see or change this record (%(kind)s).", kind=kind
            )
        if operation == "read":
            return self.env._(
                "You are not allowed to see this record (%(kind)s): it belongs to another agency, "
                "or has been given to one since.",
                kind=kind,
            )
        return self.env._(
            "You are not allowed to change this record (%(kind)s): others are responsible for it.",
            kind=kind,
        )
