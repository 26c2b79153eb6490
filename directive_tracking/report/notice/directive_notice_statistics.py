from odoo import api, fields, models
from odoo.tools import SQL

from ...models.notice.directive_notice_delivery import STATES
from ...models.notice.directive_notice_preference import KINDS
from ...tools.event import OTHER

SHOWN_COLUMNS = ("channel", "state", "agency_id", "is_express", "date_queued", "attempt_count")
ARRIVED = ("delivered", "seen")
WENT_WRONG = ("failed", "expired", "unknown")
MINUTES = {"readonly": True, "aggregator": "avg", "digits": (16, 1)}
GONE = "gone"  # for events and records whose application is not installed


class DirectiveNoticeStatistics(models.Model):
    """Messages per channel, with outcome and delay.

    One row per delivery, without recipient, task or text, so it is readable with counting rights
    only. Its id is that of the delivery, which only authorised readers can open.
    """

    _name = "directive.notice.statistics"
    _description = "Message Statistics"
    _auto = False
    _order = "id desc"
    _rec_name = "event"
    _depends = {
        "directive.notice.delivery": [
            *SHOWN_COLUMNS,
            "notice_id",
            "date_sent",
            "date_delivered",
            "date_seen",
        ],
        "directive.notice": ["event", "res_model"],
    }

    channel = fields.Selection(lambda self: self._channel_selection(), readonly=True)
    state = fields.Selection(STATES, readonly=True)
    kind = fields.Selection(KINDS, string="Kind of message", readonly=True)
    event = fields.Selection(lambda self: self._event_selection(), readonly=True)
    res_model = fields.Selection(
        lambda self: self._res_model_selection(), string="Kind of record", readonly=True
    )
    agency_id = fields.Many2one("directive.agency", readonly=True)
    is_express = fields.Boolean(string="Express", readonly=True)
    date_queued = fields.Datetime(string="Queued on", readonly=True)
    message_count = fields.Integer(string="Messages", readonly=True)
    arrived_count = fields.Integer(string="Arrived", readonly=True, help="Delivered or seen.")
    wrong_count = fields.Integer(
        string="Unsuccessful", readonly=True, help="Failed, expired or unclear."
    )
    attempt_count = fields.Integer(string="Attempts", readonly=True)
    minutes_to_sent = fields.Float(string="Minutes until sent", **MINUTES)
    minutes_to_delivered = fields.Float(string="Minutes until delivered", **MINUTES)
    minutes_to_seen = fields.Float(string="Minutes until seen", **MINUTES)

    @api.model
    def _channel_selection(self):
        return (
            self.env["directive.notice.delivery"]
            ._fields["channel"]
            ._description_selection(self.env)
        )

    @api.model
    def _event_selection(self):
        events = self.env["directive.notice.event"]._selection()
        return [*events, (GONE, self.env._("Event of an application that is not installed"))]

    @api.model
    def _res_model_selection(self):
        names = [(model, self.env["ir.model"]._get(model).name) for model in self._subject_names()]
        return [*names, (GONE, self.env._("Application not installed"))]

    @property
    def _table_query(self):
        computed = {
            **self._kind_column(),
            "event": self._installed("event", self.env["directive.notice.event"]._all()),
            "res_model": self._installed("res_model", self._subject_names()),
            **self._counts(),
            **self._minutes(),
        }
        return SQL(
            "SELECT delivery.id, %(stored)s, %(computed)s"
            " FROM directive_notice_delivery AS delivery"
            # The planner drops this join unless the event or the record is asked for.
            " LEFT JOIN directive_notice AS notice ON notice.id = delivery.notice_id",
            stored=SQL(", ").join(SQL.identifier("delivery", name) for name in SHOWN_COLUMNS),
            computed=SQL(", ").join(
                SQL("%s AS %s", expression, SQL.identifier(name))
                for name, expression in computed.items()
            ),
        )

    def _kind_column(self):
        events = self.env["directive.notice.event"]._all()
        cases = SQL(" ").join(
            SQL("WHEN %s THEN %s", name, event.kind) for name, event in events.items()
        )
        return {"kind": SQL("CASE notice.event %s ELSE %s END", cases, OTHER)}

    @api.model
    def _subject_names(self):
        return sorted(one._name for one in self.env["directive.notice"]._subjects())

    def _installed(self, column, known):
        """Return this column of the notice, with one value for all that is not ``known``."""
        name = SQL.identifier("notice", column)
        return SQL("CASE WHEN %s = ANY(%s) THEN %s ELSE %s END", name, list(known), name, GONE)

    def _counts(self):
        return {
            "message_count": SQL("1"),
            "arrived_count": SQL("(delivery.state IN %s)::int", ARRIVED),
            "wrong_count": SQL("(delivery.state IN %s)::int", WENT_WRONG),
        }

    def _minutes(self):
        """Return the duration of each step since the message was created."""
        return {
            f"minutes_to_{step}": SQL(
                "EXTRACT(EPOCH FROM %s - delivery.date_queued) / 60",
                SQL.identifier("delivery", f"date_{step}"),
            )
            for step in ("sent", "delivered", "seen")
        }

    def action_open_message(self):
        """Open the delivery behind this row, for those who may read it."""
        self.ensure_one()
        self.env["directive.notice.delivery"].browse(self.id).check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "directive.notice.delivery",
            "res_id": self.id,
            "view_mode": "form",
        }
