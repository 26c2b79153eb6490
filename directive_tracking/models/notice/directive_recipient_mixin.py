from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.agency.fate import KEPT
from ...tools.recipient import Recipient

COLUMNS = ("partner_id", "user_id", "agency_id")


class DirectiveRecipientMixin(models.AbstractModel):
    """One person who is told, with their user and the agency for which they are told.

    The fields are written once, with the row, and are evidence: none of the three can be deleted.
    """

    _name = "directive.recipient.mixin"
    _description = "Recipient Mixin"

    partner_id = fields.Many2one(
        "res.partner",
        string="Person",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    user_id = fields.Many2one(
        "res.users", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    agency_id = fields.Many2one(
        "directive.agency", readonly=True, index="btree_not_null", ondelete="restrict"
    )

    def _recipients(self):
        """Return the people of these rows as :class:`Recipient`, row by row."""
        return [
            Recipient(row.partner_id.id, row.user_id.id or None, row.agency_id.id or None)
            for row in self
        ]

    @api.model
    def _recipient_columns(self):
        """Return ``{column: its value in SQL}`` of the recipient ``row``."""
        return {name: SQL.identifier("row", name) for name in COLUMNS}

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}
