from odoo import fields, models
from odoo.tools import SQL

from ..models.message.directive_sms_message import STATES

SHOWN_COLUMNS = (
    "gateway_name",
    "agency_id",
    "state",
    "is_unicode",
    "part_count",
    "price",
    "date_submitted",
)


class DirectiveSmsStatistics(models.Model):
    """SMS per gateway, with parts and cost.

    One row per submission, without number, recipient or text, so it is readable with counting
    rights only. Refused messages have no row: they were not sent and cost nothing.
    """

    _name = "directive.sms.statistics"
    _description = "SMS Statistics"
    _auto = False
    _order = "id desc"
    _rec_name = "gateway_name"
    _depends = {"directive.sms.message": [*SHOWN_COLUMNS]}

    gateway_name = fields.Char(string="Gateway", readonly=True)
    agency_id = fields.Many2one("directive.agency", readonly=True)
    state = fields.Selection(STATES, readonly=True)
    is_unicode = fields.Boolean(string="Vietnamese letters", readonly=True)
    date_submitted = fields.Datetime(string="Submitted on", readonly=True)
    message_count = fields.Integer(string="SMS", readonly=True)
    delivered_count = fields.Integer(string="Delivered", readonly=True)
    part_count = fields.Integer(string="Parts", readonly=True)
    price = fields.Float(string="Price (đ)", readonly=True, digits=(16, 0))

    @property
    def _table_query(self):
        return SQL(
            "SELECT message.id, %(stored)s, 1 AS message_count,"
            " (message.state = 'delivered')::int AS delivered_count"
            " FROM directive_sms_message AS message WHERE message.state != 'refused'",
            stored=SQL(", ").join(SQL.identifier("message", name) for name in SHOWN_COLUMNS),
        )
